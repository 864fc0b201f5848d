using System.Collections.Immutable;
using System.Text;

namespace RdmPlanner.Cli.Completion;

/// <summary>The completion script for zsh: a function for <c>fpath</c>, that can be sourced as well.</summary>
internal static class ZshScript
{
    /// <summary>Writes the script.</summary>
    internal static string Write(ImmutableArray<CompletedCommand> commands, ImmutableArray<CompletedOption> rootOptions)
    {
        StringBuilder text = new(
            """
            #compdef rdmplan
            # Completion of rdmplan for zsh, written by 'rdmplan completion zsh'.
            _rdmplan() {
              local curcontext=$curcontext state line
              local -a commands

            """);
        text.Append("  commands=(\n");
        foreach (CompletedCommand command in commands)
        {
            text.Append("    ").Append(Quoted($"{command.Name}:{command.Summary}")).Append('\n');
        }

        text.Append("  )\n  _arguments -C");
        AppendOptions(text, rootOptions, "    ");
        text.Append(" \\\n    '1: :->command' \\\n    '*:: :->rest' && return\n")
            .Append("  if [[ $state == command ]]; then\n    _describe -t commands command commands\n    return\n  fi\n")
            .Append("  curcontext=\"${curcontext%:*:*}:rdmplan-${line[1]}:\"\n  case ${line[1]} in\n");
        foreach (CompletedCommand command in commands)
        {
            text.Append($"    {command.Name})\n      _arguments");
            AppendOptions(text, command.Options, "        ");
            foreach (CompletedArgument argument in command.Arguments)
            {
                string position = argument.IsRepeatable ? "*" : argument.IsRequired ? "" : ":";
                text.Append(" \\\n        ").Append(Quoted($"{position}:{Message(argument.Placeholder)}:{Action(argument.Values)}"));
            }

            text.Append(" ;;\n");
        }

        return text.Append(
            """
              esac
            }
            if [[ ${funcstack[1]} == _rdmplan ]]; then
              _rdmplan "$@"
            else
              compdef _rdmplan rdmplan
            fi

            """).ToString();
    }

    private static void AppendOptions(StringBuilder text, ImmutableArray<CompletedOption> options, string indent)
    {
        foreach (CompletedOption option in options)
        {
            string value = option.TakesValue ? $":{Message(option.Placeholder!)}:{Action(option.Values)}" : "";
            foreach (string name in option.Names)
            {
                // "--name=" takes the value in the same word or the next one.
                string assigns = !option.TakesValue ? "" : name.StartsWith("--", StringComparison.Ordinal) ? "=" : "+";
                string excludes = option.IsRepeatable ? "*" : option.Names.Length > 1 ? $"({string.Join(' ', option.Names)})" : "";
                text.Append(" \\\n").Append(indent).Append(Quoted($"{excludes}{name}{assigns}[{Explanation(option.Description)}]{value}"));
            }
        }
    }

    private static string Action(ValueWords values)
    {
        string words = values.Words.IsEmpty ? "" : $"compadd -- {string.Join(' ', values.Words)}";
        string files = values.HasFiles ? "_files" : values.HasFolders ? "_files -/" : "";
        string[] parts = [.. new[] { words, files }.Where(p => p.Length > 0)];
        return parts.Length == 0 ? " " : $"{{{string.Join("; ", parts).Replace(":", "\\:", StringComparison.Ordinal)}}}";
    }

    private static string Message(string text) => text.Replace(":", "\\:", StringComparison.Ordinal);

    private static string Explanation(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal)
        .Replace(":", "\\:", StringComparison.Ordinal);

    private static string Quoted(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
