using System.Collections.Immutable;
using System.Text;

namespace RdmPlanner.Cli.Completion;

/// <summary>The completion script for bash; it needs nothing but bash.</summary>
internal static class BashScript
{
    private const string Head =
        """
        # Completion of rdmplan for bash, written by 'rdmplan completion bash'.
        _rdmplan() {
            local rest=${COMP_LINE:0:COMP_POINT} typed=() word blank i command= option= value names= words= files= breaks
            # Words as blanks separate them: bash breaks them at ':' and '=' as well.
            for ((i = 0; i <= COMP_CWORD; i++)); do
                blank=${rest%%[! $'\t']*}
                rest=${rest#"$blank"}
                word=${COMP_WORDS[i]}
                ((i == COMP_CWORD)) && word=$rest
                rest=${rest#"$word"}
                if ((i == 0)) || [[ -n $blank ]]; then typed+=("$word"); else typed[${#typed[@]}-1]+=$word; fi
            done
            value=${typed[${#typed[@]}-1]}
            for ((i = 1; i < ${#typed[@]} - 1; i++)); do
                [[ ${typed[i]} == -* ]] || { command=${typed[i]}; break; }
            done
            option=${typed[${#typed[@]}-2]}
            if [[ $value == --*=* ]]; then
                option=${value%%=*}
                value=${value#*=}
            fi

        """;

    private const string Tail =
        """
            # Names are set only where an option or an argument can be, not after an option that has a value.
            if [[ -n $names && ($value == -* || -z $words$files) ]]; then words=$names files=; fi
            mapfile -t COMPREPLY < <(compgen -W "$words" -- "$value")
            if [[ -n $files ]] && ((${#COMPREPLY[@]} > 0)); then
                while IFS= read -r word; do
                    if [[ -d $word ]]; then word+=/; fi
                    COMPREPLY+=("$(printf %q "$word")")
                done < <(compgen "$files" -- "$value")
            elif [[ -n $files ]]; then
                # The shell's own way with files: blanks, ~ and folders.
                mapfile -t COMPREPLY < <(compgen "$files" -- "$value")
                compopt -o filenames 2>/dev/null
                return
            fi
            # What is before the last break is no part of the word that bash replaces.
            breaks=${COMP_WORDBREAKS//[^:=]/}
            if [[ -n $breaks ]]; then
                word=${value%"${value##*[$breaks]}"}
                for ((i = 0; i < ${#COMPREPLY[@]}; i++)); do COMPREPLY[i]=${COMPREPLY[i]#"$word"}; done
            fi
        }
        complete -F _rdmplan rdmplan

        """;

    /// <summary>Writes the script.</summary>
    internal static string Write(ImmutableArray<CompletedCommand> commands, ImmutableArray<CompletedOption> rootOptions)
    {
        StringBuilder text = new(Head);
        text.Append("    case \"$command $option\" in\n");
        foreach (CompletedCommand command in commands)
        {
            foreach (CompletedOption option in command.Options.Where(o => o.TakesValue))
            {
                text.Append("        ").AppendJoin(" | ", option.Names.Select(n => $"'{command.Name} {n}'")).Append(") ")
                    .Append(Assign(option.Values)).Append(" ;;\n");
            }
        }

        text.Append("        *)\n            case $command in\n");
        text.Append($"                '') names='{Names(rootOptions)}' words='{string.Join(' ', commands.Select(c => c.Name))}' ;;\n");
        foreach (CompletedCommand command in commands)
        {
            // Arguments of one command are all of one kind.
            text.Append($"                {command.Name}) names='{Names(command.Options)}' ")
                .Append(Assign(command.Arguments.FirstOrDefault()?.Values ?? ValueWords.None)).Append(" ;;\n");
        }

        return text.Append("            esac ;;\n    esac\n").Append(Tail).ToString();
    }

    private static string Names(ImmutableArray<CompletedOption> options) => string.Join(' ', options.SelectMany(o => o.Names));

    private static string Assign(ValueWords values) =>
        $"words='{string.Join(' ', values.Words)}' files={(values.HasFiles ? "-f" : values.HasFolders ? "-d" : "")}";
}
