using System.Collections.Immutable;

namespace RdmPlanner.Planner.Explain;

/// <summary>The wordings that are recognised: the rows of the built-in <c>LinePatterns.tsv</c>, the first that matches counts.</summary>
public static class LinePatterns
{
    /// <summary>Characters of a line that are looked at.</summary>
    private const int MostCharacters = 4096;

    /// <summary>All rows, in order.</summary>
    public static ImmutableArray<LinePattern> All { get; } = Load();

    /// <summary>Recognises a line.</summary>
    /// <param name="line">Anything; prefixes of logs do not matter.</param>
    /// <returns>The page that explains it and the values in it, or null when it is not recognised.</returns>
    public static LineMatch? Find(string line)
    {
        string words = Unwrapped(line);
        foreach (LinePattern pattern in All)
        {
            if (pattern.Match(words) is { } values)
            {
                return LineMatch.Of(pattern, words, values);
            }
        }

        return null;
    }

    /// <summary>The line with single spaces, so that what a terminal or a mail wrapped or aligned is found.</summary>
    private static string Unwrapped(string line) => string.Join(
        ' ', (line.Length > MostCharacters ? line[..MostCharacters] : line).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static ImmutableArray<LinePattern> Load()
    {
        using Stream resource = typeof(LinePatterns).Assembly.GetManifestResourceStream("explain-lines")!;
        using StreamReader reader = new(resource);
        ImmutableArray<LinePattern>.Builder rows = ImmutableArray.CreateBuilder<LinePattern>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                string[] fields = line.Split('\t');
                rows.Add(fields.Length == 3
                    ? new LinePattern(fields[0], fields[1], fields[2])
                    : throw new FormatException($"'{line}': not three fields"));
            }
        }

        return rows.ToImmutable();
    }
}
