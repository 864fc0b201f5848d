using RdmPlanner.Cli;
using RdmPlanner.Cli.Output;

Streams streams = Streams.OfProcess();
try
{
    ExitCode code = CommandLine.Run(args, streams);
    streams.Output.Flush();
    return (int)code;
}
catch (OutputException fault)
{
    streams.Error.WriteLine($"rdmplan: standard output: cannot be written: {fault.Message}");
    return (int)ExitCode.BadInput;
}
catch (Exception fault)
{
    streams.Error.WriteLine($"rdmplan: internal error: {fault}");
    streams.Error.WriteLine("This is a fault of rdmplan, not of your input. Please report it with the input that caused it.");
    return (int)ExitCode.Internal;
}
