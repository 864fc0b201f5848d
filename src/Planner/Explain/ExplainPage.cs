using System.Collections.Immutable;

namespace RdmPlanner.Planner.Explain;

/// <summary>A page of explanation, as its file says it. Text may have placeholders such as <c>{device}</c> on pages about log lines.</summary>
/// <param name="Name">The file's name without extension: a code, or a name in lower case for a page about log lines.</param>
/// <param name="Title">The first heading; null on pages about codes, whose titles are in the rule tables.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="Layer">Which layer says so or is at fault.</param>
/// <param name="Steps">What to try, in this order.</param>
/// <param name="Avoid">What not to do.</param>
/// <param name="Source">Clause or function that it comes from.</param>
/// <param name="Versions">Which releases print it; null where that does not matter.</param>
/// <param name="Next">The rdmplan command to run next; null where there is none.</param>
public sealed record ExplainPage(
    string Name,
    string? Title,
    string Meaning,
    string Layer,
    ImmutableArray<string> Steps,
    string Avoid,
    string Source,
    string? Versions,
    string? Next)
{
    /// <summary>Reads a page.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">Its text: <c>## </c> headings, one paragraph or numbered list below each.</param>
    /// <returns>The page.</returns>
    /// <exception cref="FormatException">A section is missing, unknown or empty.</exception>
    public static ExplainPage Parse(string name, string text)
    {
        string? title = null;
        Dictionary<string, List<string>> sections = [];
        List<string>? current = null;
        foreach (string raw in text.ReplaceLineEndings("\n").Split('\n'))
        {
            string line = raw.Trim();
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                current = [];
                if (!sections.TryAdd(line[3..], current))
                {
                    throw new FormatException($"{name}: section '{line[3..]}' twice");
                }
            }
            else if (line.StartsWith("# ", StringComparison.Ordinal))
            {
                title = line[2..];
            }
            else if (line.Length > 0)
            {
                (current ?? throw new FormatException($"{name}: text before the first section")).Add(line);
            }
        }

        ExplainPage page = new(
            name, title, Taken("What it means"), Taken("Layer"), ReadSteps(name, sections), Taken("What not to do"), Taken("Source"),
            Optional("Versions"), Optional("Next command"));
        return sections.Count == 0 ? page : throw new FormatException($"{name}: unknown section '{sections.Keys.First()}'");

        string Taken(string heading) => Optional(heading) ?? throw new FormatException($"{name}: no section '{heading}'");

        string? Optional(string heading) =>
            sections.Remove(heading, out List<string>? lines) && lines.Count > 0 ? string.Join(' ', lines) : null;
    }

    private static ImmutableArray<string> ReadSteps(string name, Dictionary<string, List<string>> sections)
    {
        if (!sections.Remove("What to try", out List<string>? lines) || lines.Count == 0)
        {
            throw new FormatException($"{name}: no section 'What to try'");
        }

        List<string> steps = [];
        foreach (string line in lines)
        {
            if (char.IsAsciiDigit(line[0]) && line.IndexOf(". ", StringComparison.Ordinal) is > 0 and < 3 and var dot)
            {
                steps.Add(line[(dot + 2)..]);
            }
            else if (steps.Count > 0)
            {
                steps[^1] += " " + line;
            }
            else
            {
                throw new FormatException($"{name}: 'What to try' is a numbered list");
            }
        }

        return [.. steps];
    }
}
