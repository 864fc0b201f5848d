using System.Collections.Immutable;
using System.Globalization;

namespace RdmPlanner.E820;

/// <summary>hvmloader's listing of a guest's map: <c> [00]: 00000000:00000000 - 00000000:000a0000: RAM</c>.</summary>
/// <remarks>
/// Mirrors dump_e820_table() in tools/firmware/hvmloader/e820.c: an exclusive end, a <c>HOLE</c> line before an entry
/// that starts above the end of the one before it, an <c>OVERLAP!!</c> line before one that starts below. Anything may
/// stand before an entry (<c>(d1)</c>, <c>(XEN) HVM1:</c>, timestamps). With several tables in one log the last counts.
/// </remarks>
public static class HvmloaderE820
{
    private const string HeadingText = "E820 table:";

    /// <summary>Reads the lines out of a log; never fails.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The entries, with a note for each numbered line that is not one, and where numbers are missing.</returns>
    public static E820Reading Read(ReadOnlySpan<char> text)
    {
        var listing = new ListingCollector(E820Format.Hvmloader, isLog: true);
        var lines = new TextLines(text);
        while (lines.MoveNext())
            ReadLine(lines.Current, lines.Number, listing);
        return listing.ToReading();
    }

    /// <summary>The lines as hvmloader prints them.</summary>
    /// <param name="records">The table, in its order.</param>
    /// <returns>The heading and the lines, without line ends.</returns>
    public static ImmutableArray<string> Lines(ReadOnlySpan<E820Record> records)
    {
        ImmutableArray<string>.Builder lines = ImmutableArray.CreateBuilder<string>();
        lines.Add(HeadingText);
        Gpa lastEnd = default;
        for (int i = 0; i < records.Length; i++)
        {
            Gpa start = records[i].Address;
            Gpa end = records[i].WrappedEnd;
            if (start < lastEnd)
                lines.Add(" OVERLAP!!");
            else if (start > lastEnd)
                lines.Add($" HOLE: {Halves(lastEnd)} - {Halves(start)}");
            lines.Add($" [{i:d2}]: {Halves(start)} - {Halves(end)}: {E820TypeNames.Hvmloader(records[i].Type)}");
            lastEnd = end;
        }
        return lines.ToImmutable();
    }

    /// <summary>The lines as one text.</summary>
    /// <param name="records">The table, in its order.</param>
    /// <returns>The text; LF line ends.</returns>
    public static string Write(ReadOnlySpan<E820Record> records) => string.Concat(Lines(records).Select(static line => line + "\n"));

    /// <summary>Takes one line of a log into the listing, if it belongs there.</summary>
    private static void ReadLine(ReadOnlySpan<char> line, int number, ListingCollector listing)
    {
        if (line.EndsWith(HeadingText, StringComparison.Ordinal))
        {
            listing.Heading();
            return;
        }
        if (!TryFindIndex(line, out int index, out ReadOnlySpan<char> rest) || !TryTakeHalves(ref rest, out ulong start))
            return;
        if (!HexDigits.TryTake(ref rest, " - ")
            || !TryTakeHalves(ref rest, out ulong end)
            || !HexDigits.TryTake(ref rest, ": ")
            || !E820TypeNames.TryParse(rest, out E820Type type))
        {
            listing.NoteUnreadable(number, line);
            return;
        }
        if (index == 0)
            listing.Heading();
        listing.AddExclusive(number, start, end, type);
        if (index != listing.Count - 1)
            listing.Note(number, $"number {index:d2} is entry {listing.Count} of its table; lines are missing or mixed");
    }

    /// <summary>Finds the last <c>[NN]: </c> of the line and what follows it.</summary>
    private static bool TryFindIndex(ReadOnlySpan<char> line, out int index, out ReadOnlySpan<char> rest)
    {
        index = 0;
        rest = default;
        int close = line.LastIndexOf("]: ", StringComparison.Ordinal);
        if (close < 0)
            return false;
        int open = line[..close].LastIndexOf('[');
        rest = line[(close + 3)..];
        return open >= 0
            && int.TryParse(line[(open + 1)..close], NumberStyles.None, CultureInfo.InvariantCulture, out index);
    }

    private static bool TryTakeHalves(ref ReadOnlySpan<char> text, out ulong address)
    {
        address = 0;
        if (HexDigits.Count(text) != 8 || !HexDigits.TryTake(ref text, out ulong high)
            || !HexDigits.TryTake(ref text, ":")
            || HexDigits.Count(text) != 8 || !HexDigits.TryTake(ref text, out ulong low))
        {
            return false;
        }
        address = (high << 32) | low;
        return true;
    }

    private static string Halves(Gpa address) => $"{address.Value >> 32:x8}:{address.Value & uint.MaxValue:x8}";
}
