using System.Text;

namespace RdmPlanner.E820;

/// <summary>Linux's boot lines: <c>BIOS-e820: [mem 0x0000000000000000-0x000000000009fbff] usable</c>.</summary>
/// <remarks>
/// Three styles are read. Up to 3.4: <c>0000000000000000 - 000000000009fc00 (usable)</c> with an exclusive end. From 3.5:
/// <c>[mem first-last]</c> with an inclusive end. From 6.18: other words for the types, and <c>[gap first-last]</c> lines,
/// which are passed over. Anything may stand before <c>BIOS-e820:</c> (timestamps, journal fields). The lines that Linux
/// prints of its own changes (<c>e820: update</c>, <c>modified:</c>, <c>user:</c>, <c>reserve setup_data:</c>) and the
/// <c>Xen:</c> map of a PV domain are not the firmware's map and are not read. With several boots in one log the last
/// one that lists an entry counts; a boot begins at <c>BIOS-provided physical RAM map:</c>, or at a repetition of the
/// first entry.
/// </remarks>
public static class LinuxE820
{
    private const string Tag = "BIOS-e820:";
    private const string HeadingText = "BIOS-provided physical RAM map:";

    /// <summary>Reads the lines out of a boot log; never fails.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The entries, with a note for each tagged line that is not one.</returns>
    public static E820Reading Read(ReadOnlySpan<char> text)
    {
        var listing = new ListingCollector(E820Format.Linux, isLog: true);
        var lines = new TextLines(text);
        while (lines.MoveNext())
            ReadLine(lines.Current, lines.Number, listing);
        return listing.ToReading();
    }

    /// <summary>Writes the lines as Linux 3.5 and later print them, without timestamps.</summary>
    /// <param name="records">The entries, written in this order.</param>
    /// <returns>The text; LF line ends.</returns>
    public static string Write(ReadOnlySpan<E820Record> records)
    {
        var text = new StringBuilder(HeadingText).Append('\n');
        foreach (E820Record record in records)
        {
            ulong last = unchecked(record.WrappedEnd.Value - 1);
            text.Append($"{Tag} [mem 0x{record.Address.Value:x16}-0x{last:x16}] {E820TypeNames.LinuxBoot(record.Type)}\n");
        }
        return text.ToString();
    }

    /// <summary>Writes the lines as Linux up to 3.4 printed them, without timestamps.</summary>
    /// <param name="records">The entries, written in this order.</param>
    /// <returns>The text; LF line ends.</returns>
    public static string WriteOldStyle(ReadOnlySpan<E820Record> records)
    {
        var text = new StringBuilder(HeadingText).Append('\n');
        foreach (E820Record record in records)
            text.Append($" {Tag} {record.Address.Value:x16} - {record.WrappedEnd.Value:x16} ({E820TypeNames.LinuxBoot(record.Type)})\n");
        return text.ToString();
    }

    /// <summary>Takes one line of a log into the listing, if it belongs there.</summary>
    private static void ReadLine(ReadOnlySpan<char> line, int number, ListingCollector listing)
    {
        int tag = line.IndexOf(Tag, StringComparison.Ordinal);
        if (tag < 0)
        {
            if (line.Contains(HeadingText, StringComparison.Ordinal))
                listing.Heading();
            return;
        }
        ReadOnlySpan<char> rest = line[(tag + Tag.Length)..].TrimStart();
        if (HexDigits.TryTake(ref rest, "[gap "))
            return;
        bool isInclusive = HexDigits.TryTake(ref rest, "[mem ");
        if (!HexDigits.TryTake(ref rest, out ulong start)
            || !HexDigits.TryTake(ref rest, isInclusive ? "-" : " - ")
            || !HexDigits.TryTake(ref rest, out ulong end)
            || !HexDigits.TryTake(ref rest, isInclusive ? "]" : " ")
            || !E820TypeNames.TryParse(SkipSize(rest), out E820Type type))
        {
            listing.NoteUnreadable(number, line[tag..]);
            return;
        }
        if (isInclusive)
            listing.AddInclusive(number, start, end, type);
        else
            listing.AddExclusive(number, start, end, type);
    }

    /// <summary>Passes over a printed size such as <c>1.9 GB</c>, which some kernels put before the type.</summary>
    private static ReadOnlySpan<char> SkipSize(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> rest = text.TrimStart();
        ReadOnlySpan<char> afterNumber = rest.TrimStart("0123456789.");
        if (afterNumber.Length == rest.Length)
            return rest;
        ReadOnlySpan<char> unit = afterNumber.TrimStart();
        return unit.Length > 2 && unit[1] == 'B' ? unit[2..] : rest;
    }
}
