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

    // In the order of the help.
    private static readonly (string Name, Func<Streams, Command> Make)[] Commands =
    [
        ("plan", PlanCommand.Make),
        ("decode", DecodeCommand.Make),
        ("lint", LintCommand.Make),
        ("advise", AdviseCommand.Make),
        ("sweep", SweepCommand.Make),
        ("simulate", SimulateCommand.Make),
        ("who", WhoCommand.Make),
        ("diff", DiffCommand.Make),
        ("verify", VerifyCommand.Make),
        ("collect", CollectCommand.Make),
        ("explain", ExplainCommand.Make),
        ("schema", SchemaCommand.Make),
        ("devices", DevicesCommand.Make),
        ("generate", GenerateCommand.Make),
        ("completion", CompletionCommand.Make),
        ("man", ManCommand.Make),
    ];

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

        ParseResult parsed = Root(streams, args[0]).Parse(args);
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

    private static RootCommand Root(Streams streams, string name)
    {
        RootCommand root = new(
            """
            Will this guest's memory map survive this host's reserved device memory (RDM), and if not, what makes it fit?

            Examples:
              rdmplan plan --host sample:laptop --memory 4096 --rdm strategy=host,policy=strict
              rdmplan advise --host dmar.bin --guest win10.cfg
              rdmplan explain "RDM conflict at 0x7e000000." --host dmar.bin --guest win10.cfg

            Results go to standard output, remarks about the work to standard error. 'rdmplan COMMAND --help' explains a command.
            Exit codes: 0 accepted, or clean, 1 rejected, or a finding at or above --fail-on, or a difference, 2 the command
            line is wrong, 3 an input cannot be read or is malformed, 4 a fault of rdmplan itself.
            """);
        // The commands that are not asked for would cost more than most answers do; these two describe all of them.
        bool isAlone = name is not ("completion" or "man") && Commands.Any(c => c.Name == name);
        foreach ((string own, Func<Streams, Command> make) in Commands)
        {
            if (!isAlone || own == name)
            {
                root.Add(make(streams));
            }
        }

        HelpText.InstallIn(root);
        return root;
    }

    private static string CommandPath(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? "rdmplan" : $"rdmplan {parsed.CommandResult.Command.Name}";
}
