using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using RdmPlanner.Cli.Manual;

namespace RdmPlanner.Cli;

/// <summary>
/// Help with examples: a command's first paragraph is its summary in lists, and the rest (examples, exit codes) comes
/// after the options of its own help.
/// </summary>
internal sealed class HelpText : SynchronousCommandLineAction
{
    private readonly SynchronousCommandLineAction _standard;
    private readonly Dictionary<Command, CommandHelp> _commands;

    private HelpText(SynchronousCommandLineAction standard, Dictionary<Command, CommandHelp> commands)
    {
        _standard = standard;
        _commands = commands;
    }

    /// <summary>Splits the descriptions of a root and its commands and puts this help in place of the standard one.</summary>
    internal static void InstallIn(RootCommand root)
    {
        Dictionary<Command, CommandHelp> commands = root.Subcommands.Append<Command>(root).ToDictionary(c => c, c => CommandHelp.Of(c.Description ?? ""));
        foreach ((Command command, CommandHelp help) in commands)
        {
            command.Description = help.Summary;
        }

        HelpOption option = root.Options.OfType<HelpOption>().Single();
        option.Action = new HelpText((SynchronousCommandLineAction)option.Action!, commands);
    }

    /// <summary>The help of a root in which this help is installed, and of each of its commands.</summary>
    internal static IReadOnlyDictionary<Command, CommandHelp> Of(RootCommand root) =>
        ((HelpText)root.Options.OfType<HelpOption>().Single().Action!)._commands;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int result = _standard.Invoke(parseResult);
        if (_commands.TryGetValue(parseResult.CommandResult.Command, out CommandHelp? help) && help.Details.Length > 0)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(help.Details);
        }

        return result;
    }
}
