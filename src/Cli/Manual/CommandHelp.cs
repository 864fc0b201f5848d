using System.Collections.Immutable;

namespace RdmPlanner.Cli.Manual;

/// <summary>What a command's description says, in its parts.</summary>
/// <remarks>
/// The description is written as help prints it: a summary, then paragraphs. The one that starts with <c>Examples:</c> has a
/// command a line; the last one ends with <c>Exit codes:</c>.
/// </remarks>
/// <param name="Summary">What the command does, in one line.</param>
/// <param name="Details">All other paragraphs, as help prints them after the options; empty for none.</param>
internal sealed record CommandHelp(string Summary, string Details)
{
    private const string ExamplesHead = "Examples:";
    private const string ExitCodesHead = "Exit codes: ";

    /// <summary>Command lines, without indentation.</summary>
    internal ImmutableArray<string> Examples => [.. Paragraphs
        .Where(p => p.StartsWith(ExamplesHead, StringComparison.Ordinal))
        .SelectMany(p => p.Split('\n').Skip(1))
        .Select(line => line.Trim())];

    /// <summary>What is to be known, a paragraph each, in one line each.</summary>
    internal ImmutableArray<string> Notes => [.. Paragraphs
        .Where(p => !p.StartsWith(ExamplesHead, StringComparison.Ordinal))
        .Select(p => Joined(p.IndexOf(ExitCodesHead, StringComparison.Ordinal) is >= 0 and int at ? p[..at] : p))
        .Where(p => p.Length > 0)];

    /// <summary>The exit codes with what they mean here, in their order; empty when the description states none.</summary>
    internal ImmutableArray<(string Code, string Meaning)> ExitCodes
    {
        get
        {
            int at = Details.IndexOf(ExitCodesHead, StringComparison.Ordinal);
            if (at < 0)
            {
                return [];
            }

            // "0 accepted, 1 rejected (or a finding, with several: any), 2 usage": a comma and a digit part them.
            string text = ", " + Joined(Details[(at + ExitCodesHead.Length)..]).TrimEnd('.');
            List<int> starts = [];
            for (int i = 0; i + 3 < text.Length; i++)
            {
                if (text[i] == ',' && text[i + 1] == ' ' && char.IsAsciiDigit(text[i + 2]) && text[i + 3] == ' ')
                {
                    starts.Add(i);
                }
            }

            return [.. starts.Select((start, i) =>
            {
                int end = i + 1 < starts.Count ? starts[i + 1] : text.Length;
                return (text[(start + 2)..(start + 3)], text[(start + 4)..end]);
            })];
        }
    }

    private string[] Paragraphs => Details.Length == 0 ? [] : Details.Split("\n\n");

    /// <summary>Takes a description apart.</summary>
    internal static CommandHelp Of(string description)
    {
        string[] parts = description.ReplaceLineEndings("\n").Split("\n\n", 2);
        return new CommandHelp(Joined(parts[0]), parts.Length == 2 ? parts[1].TrimEnd('\n') : "");
    }

    private static string Joined(string text) => text.Replace('\n', ' ').Trim();
}
