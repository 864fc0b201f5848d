using System.Collections.Immutable;
using System.Text;

namespace RdmPlanner.Cli.Completion;

/// <summary>The completion script for fish.</summary>
internal static class FishScript
{
    private const string Head =
        """
        # Completion of rdmplan for fish, written by 'rdmplan completion fish'.
        function __rdmplan_command
            for word in (commandline -opc)[2..-1]
                if not string match -q -- '-*' $word
                    test (count $argv) -gt 0; and test $word = $argv[1]
                    return
                end
            end
            test (count $argv) -eq 0
        end
        complete -c rdmplan -f

        """;

    /// <summary>Writes the script.</summary>
    internal static string Write(ImmutableArray<CompletedCommand> commands, ImmutableArray<CompletedOption> rootOptions)
    {
        StringBuilder text = new(Head);
        foreach (CompletedOption option in rootOptions)
        {
            AppendOption(text, "__rdmplan_command", option);
        }

        foreach (CompletedCommand command in commands)
        {
            text.Append($"complete -c rdmplan -n __rdmplan_command -a {command.Name} -d {Quoted(command.Summary)}\n");
        }

        foreach (CompletedCommand command in commands)
        {
            string condition = $"'__rdmplan_command {command.Name}'";
            if (command.Arguments is [{ } argument, ..] && argument.Values != ValueWords.None)
            {
                text.Append($"complete -c rdmplan -n {condition}").Append(Values(argument.Values)).Append('\n');
            }

            foreach (CompletedOption option in command.Options)
            {
                AppendOption(text, condition, option);
            }
        }

        return text.ToString();
    }

    private static void AppendOption(StringBuilder text, string condition, CompletedOption option)
    {
        text.Append($"complete -c rdmplan -n {condition}");
        foreach (string name in option.Names)
        {
            text.Append(name.StartsWith("--", StringComparison.Ordinal) ? $" -l {name[2..]}" : $" -s {name[1..]}");
        }

        if (option.TakesValue)
        {
            text.Append(" -r").Append(Values(option.Values));
        }

        text.Append($" -d {Quoted(option.Description)}\n");
    }

    private static string Values(ValueWords values)
    {
        string files = values.HasFiles ? " -F" : " -f";
        string folders = values.HasFolders && !values.HasFiles ? "(__fish_complete_directories (commandline -ct))" : "";
        string[] words = [.. values.Words, folders];
        string list = string.Join(' ', words.Where(w => w.Length > 0));
        return list.Length == 0 ? files : $"{files} -a {Quoted(list)}";
    }

    private static string Quoted(string text) => "'" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal) + "'";
}
