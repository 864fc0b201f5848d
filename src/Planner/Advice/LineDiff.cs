using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace RdmPlanner.Planner.Advice;

/// <summary>The lines in which two texts differ, made from the edits that lie between them.</summary>
public sealed class LineDiff
{
    private const int ContextLines = 3;

    private readonly ImmutableArray<string> _old;
    private readonly ImmutableArray<Block> _blocks;

    private LineDiff(ImmutableArray<string> old, ImmutableArray<Block> blocks)
    {
        _old = old;
        _blocks = blocks;
    }

    /// <summary>Old lines [Start, End) become <paramref name="New"/>.</summary>
    private sealed record Block(int Start, int End, ImmutableArray<string> New);

    /// <summary>How many lines are replaced, added or removed; a line that only gets its line end does not count.</summary>
    public int LineCount => _blocks.Sum(b => Count(_old[b.Start..b.End], b.New));

    /// <summary>Compares.</summary>
    /// <param name="text">The text before.</param>
    /// <param name="edits">The edits, which do not overlap.</param>
    /// <returns>The difference.</returns>
    internal static LineDiff Of(string text, IEnumerable<TextEdit> edits)
    {
        ImmutableArray<string> old = Lines(text);
        int[] starts = new int[old.Length + 1];
        for (int i = 0; i < old.Length; i++)
        {
            starts[i + 1] = starts[i] + old[i].Length;
        }

        ImmutableArray<Block>.Builder blocks = ImmutableArray.CreateBuilder<Block>();
        List<TextEdit> group = [];
        int from = 0;
        int to = 0;
        foreach (TextEdit edit in TextEdit.InOrder(edits))
        {
            // Behind a last line without newline an insertion belongs to that line.
            bool isBehindLast = edit.Span.Start == text.Length && text.Length > 0 && text[^1] != '\n';
            int first = isBehindLast ? old.Length - 1 : LineOf(starts, edit.Span.Start);
            bool isWholeLine = edit.Span.Start == edit.Span.End && edit.Span.Start == starts[first];
            int end = isWholeLine ? first : Math.Max(first + 1, EndLine(starts, edit.Span.End));
            if (group.Count > 0 && first > to)
            {
                Close();
            }

            from = group.Count == 0 ? first : from;
            to = group.Count == 0 ? end : Math.Max(to, end);
            group.Add(edit);
        }

        if (group.Count > 0)
        {
            Close();
        }

        return new LineDiff(old, blocks.DrainToImmutable());

        void Close()
        {
            int offset = starts[from];
            string part = TextEdit.Apply(
                text[offset..starts[to]],
                group.Select(e => e with { Span = new TextSpan(e.Span.Start - offset, e.Span.End - offset) }));
            blocks.Add(Trim(from, to, old, Lines(part)));
            group.Clear();
        }
    }

    /// <summary>The difference in the unified form, one character a byte; empty when there is none.</summary>
    /// <param name="oldName">Name after <c>---</c>.</param>
    /// <param name="newName">Name after <c>+++</c>.</param>
    /// <returns>The text with LF between lines; a line of a file with CR keeps its CR.</returns>
    public string Unified(string oldName, string newName)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"--- {oldName}\n+++ {newName}\n");
        int shift = 0;
        for (int i = 0; i < _blocks.Length;)
        {
            int last = i;
            while (last + 1 < _blocks.Length && _blocks[last + 1].Start - _blocks[last].End <= 2 * ContextLines)
            {
                last++;
            }

            AppendHunk(text, i, last, ref shift);
            i = last + 1;
        }

        return _blocks.IsEmpty ? "" : text.ToString();
    }

    private void AppendHunk(StringBuilder text, int first, int last, ref int shift)
    {
        int start = Math.Max(0, _blocks[first].Start - ContextLines);
        int end = Math.Min(_old.Length, _blocks[last].End + ContextLines);
        int growth = _blocks[first..(last + 1)].Sum(b => b.New.Length - (b.End - b.Start));
        text.Append(CultureInfo.InvariantCulture, $"@@ -{Place(start, end - start)} +{Place(start + shift, end - start + growth)} @@\n");
        shift += growth;
        int at = start;
        foreach (Block block in _blocks[first..(last + 1)])
        {
            Append(text, ' ', _old[at..block.Start]);
            Append(text, '-', _old[block.Start..block.End]);
            Append(text, '+', block.New);
            at = block.End;
        }

        Append(text, ' ', _old[at..end]);
    }

    /// <summary>GNU diff's range: the count is left out when it is 1, and an empty range names the line before.</summary>
    private static string Place(int start, int count)
    {
        int first = count == 0 ? start : start + 1;
        return count == 1 ? first.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{first},{count}");
    }

    private static void Append(StringBuilder text, char sign, ImmutableArray<string> lines)
    {
        foreach (string line in lines)
        {
            text.Append(sign).Append(line);
            if (!line.EndsWith('\n'))
            {
                text.Append("\n\\ No newline at end of file\n");
            }
        }
    }

    private static Block Trim(int from, int to, ImmutableArray<string> old, ImmutableArray<string> now)
    {
        int head = 0;
        while (from + head < to && head < now.Length && old[from + head] == now[head])
        {
            head++;
        }

        int tail = 0;
        while (from + head < to - tail && head < now.Length - tail && old[to - 1 - tail] == now[^(tail + 1)])
        {
            tail++;
        }

        return new Block(from + head, to - tail, now[head..(now.Length - tail)]);
    }

    private static int Count(ImmutableArray<string> old, ImmutableArray<string> now)
    {
        string[] before = [.. old.Select(l => l.TrimEnd('\r', '\n'))];
        string[] after = [.. now.Select(l => l.TrimEnd('\r', '\n'))];
        int same = 0;
        while (same < before.Length && same < after.Length && before[same] == after[same])
        {
            same++;
        }

        return Math.Max(before.Length, after.Length) - same;
    }

    private static ImmutableArray<string> Lines(string text)
    {
        ImmutableArray<string>.Builder lines = ImmutableArray.CreateBuilder<string>();
        for (int at = 0; at < text.Length;)
        {
            int newline = text.IndexOf('\n', at);
            int end = newline < 0 ? text.Length : newline + 1;
            lines.Add(text[at..end]);
            at = end;
        }

        return lines.DrainToImmutable();
    }

    /// <summary>The line that holds a character; the number of lines for the end of a text that ends with a newline.</summary>
    private static int LineOf(int[] starts, int at)
    {
        int found = Array.BinarySearch(starts, at);
        return found >= 0 ? found : ~found - 1;
    }

    private static int EndLine(int[] starts, int end)
    {
        int found = Array.BinarySearch(starts, end);
        return found >= 0 ? found : ~found;
    }
}
