using System.CommandLine;
using System.CommandLine.Parsing;
using RdmPlanner.Cli.Commands;

namespace RdmPlanner.Cli;

/// <summary>The command line: which commands there are, and what happens when it is wrong.</summary>
public static class CommandLine
{
    private const string ShortHelp =
        """
        rdmplan - will this guest's memory map survive this host's reserved device memory (RDM)?

          rdmplan plan --host DUMP --guest FILE.cfg    verdict, map and reasons
          rdmplan advise --host DUMP --guest FILE.cfg  the smallest change that makes it fit
          rdmplan decode DUMP                          what the host's DMAR table says
          rdmplan explain CODE                         what a code means and what to do

        Example, with a built-in host:

          rdmplan plan --host sample:laptop --memory 4096 --rdm strategy=host,policy=strict

        'rdmplan --help' lists everything; 'rdmplan COMMAND --help' explains a command.

        """;

    /// <summary>Runs a command line.</summary>
    /// <param name="args">The arguments without the program's name.</param>
    /// <param name="streams">Where to read and write.</param>
    /// <returns>The exit code.</returns>
    public static ExitCode Run(string[] args, Streams streams)
    {
        if (args.Length == 0)
        {
            streams.Output.Write(ShortHelp);
            return ExitCode.Accepted;
        }

        ParseResult parsed = Root(streams).Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpText)
        {
            foreach (ParseError error in parsed.Errors)
            {
                streams.Error.WriteLine($"rdmplan: {error.Message}");
            }

            streams.Error.WriteLine($"Try '{CommandPath(parsed)} --help'.");
            return ExitCode.Usage;
        }

        return (ExitCode)parsed.Invoke(new InvocationConfiguration
        {
            Output = streams.Output,
            Error = streams.Error,
            EnableDefaultExceptionHandler = false,
        });
    }

    private static RootCommand Root(Streams streams)
    {
        RootCommand root = new("Will this guest's memory map survive this host's reserved device memory (RDM), and if not, what makes it fit?");
        root.Add(PlanCommand.Make(streams));
        root.Add(DecodeCommand.Make(streams));
        root.Add(LintCommand.Make(streams));
        root.Add(AdviseCommand.Make(streams));
        root.Add(SweepCommand.Make(streams));
        root.Add(SimulateCommand.Make(streams));
        root.Add(WhoCommand.Make(streams));
        root.Add(DiffCommand.Make(streams));
        root.Add(VerifyCommand.Make(streams));
        root.Add(CollectCommand.Make(streams));
        root.Add(ExplainCommand.Make(streams));
        root.Add(SchemaCommand.Make(streams));
        root.Add(DevicesCommand.Make(streams));
        root.Add(GenerateCommand.Make(streams));
        root.Add(CompletionCommand.Make(streams));
        root.Add(ManCommand.Make(streams));
        HelpText.InstallIn(root);
        return root;
    }

    private static string CommandPath(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? "rdmplan" : $"rdmplan {parsed.CommandResult.Command.Name}";
}
