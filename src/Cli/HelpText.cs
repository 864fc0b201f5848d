using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace RdmPlanner.Cli;

/// <summary>
/// Help with examples: a command's first paragraph is its summary in lists, and the rest (examples, exit codes) comes
/// after the options of its own help.
/// </summary>
internal sealed class HelpText : SynchronousCommandLineAction
{
    private readonly SynchronousCommandLineAction _standard;
    private readonly Dictionary<Command, string> _details;

    private HelpText(SynchronousCommandLineAction standard, Dictionary<Command, string> details)
    {
        _standard = standard;
        _details = details;
    }

    /// <summary>Splits the descriptions of a root's commands and puts this help in place of the standard one.</summary>
    internal static void InstallIn(RootCommand root)
    {
        Dictionary<Command, string> details = [];
        foreach (Command command in root.Subcommands)
        {
            string[] parts = (command.Description ?? "").ReplaceLineEndings("\n").Split("\n\n", 2);
            command.Description = parts[0].Replace('\n', ' ');
            if (parts.Length == 2)
            {
                details.Add(command, parts[1]);
            }
        }

        HelpOption option = root.Options.OfType<HelpOption>().Single();
        option.Action = new HelpText((SynchronousCommandLineAction)option.Action!, details);
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int result = _standard.Invoke(parseResult);
        if (_details.TryGetValue(parseResult.CommandResult.Command, out string? text))
        {
            parseResult.InvocationConfiguration.Output.WriteLine(text);
        }

        return result;
    }
}
