using System.Text;

namespace RdmPlanner.E820;

/// <summary>The hypervisor's host map in <c>xl dmesg</c>: <c>(XEN)  [0000000000000000, 000000000009efff] (usable)</c>.</summary>
/// <remarks>
/// Two styles are read: up to Xen 4.13 <c>0000000000000000 - 0000000000060000 (usable)</c> with an exclusive end, later
/// <c>[first, last]</c> with an inclusive one. The heading names the source (<c>Xen-e820</c>, <c>EFI</c>, <c>TBOOT</c>,
/// <c>Multiboot-e820</c>, ...) and ends in <c>RAM map:</c>. Before an entry only <c>(XEN)</c> and timestamps may stand,
/// which keeps similar lines, such as those of the SRAT, out. With several maps in one log the last counts.
/// </remarks>
public static class XenE820
{
    private const string Prefix = "(XEN)";
    private const string HeadingEnd = "RAM map:";
    private const int AddressDigits = 16;

    /// <summary>Reads the lines out of a log; never fails.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The entries, with a note for each line that has a range in the right place but no type.</returns>
    public static E820Reading Read(ReadOnlySpan<char> text)
    {
        var listing = new ListingCollector(E820Format.Xen, isLog: true);
        var lines = new TextLines(text);
        while (lines.MoveNext())
            ReadLine(lines.Current, lines.Number, listing);
        return listing.ToReading();
    }

    /// <summary>Writes the lines as Xen 4.14 and later print them, without timestamps.</summary>
    /// <param name="records">The entries, written in this order.</param>
    /// <returns>The text; LF line ends.</returns>
    public static string Write(ReadOnlySpan<E820Record> records)
    {
        var text = new StringBuilder($"{Prefix} Xen-e820 {HeadingEnd}\n");
        foreach (E820Record record in records)
        {
            ulong last = unchecked(record.WrappedEnd.Value - 1);
            text.Append($"{Prefix}  [{record.Address.Value:x16}, {last:x16}] {E820TypeNames.XenBoot(record.Type)}\n");
        }
        return text.ToString();
    }

    /// <summary>Writes the lines as Xen up to 4.13 printed them, without timestamps.</summary>
    /// <param name="records">The entries, written in this order.</param>
    /// <returns>The text; LF line ends.</returns>
    public static string WriteOldStyle(ReadOnlySpan<E820Record> records)
    {
        var text = new StringBuilder($"{Prefix} Xen-e820 {HeadingEnd}\n");
        foreach (E820Record record in records)
            text.Append($"{Prefix}  {record.Address.Value:x16} - {record.WrappedEnd.Value:x16} {E820TypeNames.XenBoot(record.Type)}\n");
        return text.ToString();
    }

    /// <summary>Takes one line of a log into the listing, if it belongs there.</summary>
    private static void ReadLine(ReadOnlySpan<char> line, int number, ListingCollector listing)
    {
        if (line.EndsWith(HeadingEnd, StringComparison.Ordinal))
        {
            listing.Heading();
            return;
        }
        ReadOnlySpan<char> rest = AfterPrefixes(line);
        bool isInclusive = HexDigits.TryTake(ref rest, "[");
        if (!TryTakeAddress(ref rest, out ulong start)
            || !HexDigits.TryTake(ref rest, isInclusive ? ", " : " - ")
            || !TryTakeAddress(ref rest, out ulong end)
            || !HexDigits.TryTake(ref rest, isInclusive ? "] " : " "))
        {
            return;
        }
        if (!E820TypeNames.TryParse(rest, out E820Type type))
            listing.NoteUnreadable(number, line);
        else if (isInclusive)
            listing.AddInclusive(number, start, end, type);
        else
            listing.AddExclusive(number, start, end, type);
    }

    /// <summary>What follows <c>(XEN)</c> and the console timestamps in brackets that may stand around it.</summary>
    private static ReadOnlySpan<char> AfterPrefixes(ReadOnlySpan<char> line)
    {
        int prefix = line.IndexOf(Prefix, StringComparison.Ordinal);
        ReadOnlySpan<char> rest = prefix < 0 ? line : line[(prefix + Prefix.Length)..];
        while (true)
        {
            rest = rest.TrimStart();
            if (rest.IsEmpty || rest[0] != '[' || IsAddressAt(rest, 1))
                return rest;
            int close = rest.IndexOf(']');
            if (close < 0)
                return rest;
            rest = rest[(close + 1)..];
        }
    }

    private static bool IsAddressAt(ReadOnlySpan<char> text, int index) =>
        text.Length > index + AddressDigits && HexDigits.Count(text[index..]) == AddressDigits;

    /// <summary>Xen always prints 16 digits; a shorter number belongs to another message.</summary>
    private static bool TryTakeAddress(ref ReadOnlySpan<char> text, out ulong address)
    {
        address = 0;
        return HexDigits.Count(text) == AddressDigits && HexDigits.TryTake(ref text, out address);
    }
}
