using System.Globalization;

namespace RdmPlanner.TestKit;

/// <summary>Applies a diff in the unified form as patch does, without fuzz: an own reading of the form, to judge those that are written.</summary>
public static class UnifiedDiff
{
    /// <summary>Applies a diff.</summary>
    /// <param name="text">The old text.</param>
    /// <param name="diff">The diff.</param>
    /// <returns>The new text.</returns>
    /// <exception cref="FormatException">The diff does not belong to the text or is malformed.</exception>
    public static string Apply(string text, string diff)
    {
        List<string> old = Lines(text);
        List<string> result = [];
        List<string> lines = Lines(diff);
        int at = 0;
        for (int i = 2; i < lines.Count;)
        {
            (int start, int oldCount, int newCount) = Header(lines[i++]);
            start = oldCount == 0 ? start : start - 1;
            result.AddRange(old[at..start]);
            at = start;
            int newStart = result.Count;
            while (i < lines.Count && !lines[i].StartsWith("@@", StringComparison.Ordinal))
            {
                bool isUnended = i + 1 < lines.Count && lines[i + 1].StartsWith('\\');
                string line = isUnended ? lines[i][1..^1] : lines[i][1..];
                if (lines[i][0] != '+' && old[at++] != line)
                {
                    throw new FormatException($"line {at} is not {line}");
                }

                if (lines[i][0] != '-')
                {
                    result.Add(line);
                }

                i += isUnended ? 2 : 1;
            }

            if (at - start != oldCount || result.Count - newStart != newCount)
            {
                throw new FormatException("the counts of a hunk are wrong");
            }
        }

        return string.Concat(result) + string.Concat(old[at..]);
    }

    /// <summary>A text's lines with their ends.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The lines; the last may have no end.</returns>
    public static List<string> Lines(string text)
    {
        List<string> lines = [.. text.Split('\n').Select(l => l + "\n")];
        string last = lines[^1][..^1];
        lines.RemoveAt(lines.Count - 1);
        if (last.Length > 0)
        {
            lines.Add(last);
        }

        return lines;
    }

    private static (int Start, int OldCount, int NewCount) Header(string line)
    {
        string[] parts = line.Split(' ');
        if (parts is not ["@@", ['-', ..], ['+', ..], "@@\n"])
        {
            throw new FormatException($"no hunk: {line}");
        }

        int[] old = Range(parts[1]);
        return (old[0], old[1], Range(parts[2])[1]);
    }

    private static int[] Range(string text)
    {
        string[] parts = text[1..].Split(',');
        return [int.Parse(parts[0], CultureInfo.InvariantCulture), parts.Length == 1 ? 1 : int.Parse(parts[1], CultureInfo.InvariantCulture)];
    }
}
