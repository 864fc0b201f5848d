using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace RdmPlanner.E820;

/// <summary>Linux's <c>/sys/firmware/memmap</c>: one directory an entry with the files start, end (inclusive) and type.</summary>
/// <remarks>
/// Read from the files' texts, or from the output of <c>grep . /sys/firmware/memmap/*/*</c>, whose lines look like
/// <c>/sys/firmware/memmap/0/start:0x0</c> and may come in any order. Linux writes every code without a name as
/// <c>Unknown E820 type</c>; that is read as reserved, which is what Linux treats it as, with a note.
/// </remarks>
public static class FirmwareMemmap
{
    private const string Folder = "/sys/firmware/memmap";

    /// <summary>Reads the texts of the files; never fails.</summary>
    /// <param name="entries">The directories, in any order.</param>
    /// <returns>The entries by number, with a note for each unusable one; the note's line is the position given, from 1.</returns>
    public static E820Reading Read(ReadOnlySpan<FirmwareMemmapEntry> entries)
    {
        var numbered = new List<(int Line, FirmwareMemmapEntry Entry)>(entries.Length);
        foreach (FirmwareMemmapEntry entry in entries)
            numbered.Add((numbered.Count + 1, entry));
        return ToReading(numbered.OrderBy(static item => item.Entry.Number), new ListingCollector(E820Format.FirmwareMemmap, isLog: false));
    }

    /// <summary>Reads the output of grep; never fails. Other lines are passed over.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The entries by number, with a note for each incomplete or unusable one at its first line.</returns>
    public static E820Reading ReadListing(ReadOnlySpan<char> text)
    {
        var listing = new ListingCollector(E820Format.FirmwareMemmap, isLog: false);
        var found = new SortedDictionary<int, Files>();
        var lines = new TextLines(text);
        while (lines.MoveNext())
        {
            if (!TrySplit(lines.Current, out int number, out string name, out string value))
                continue;
            if (!found.TryGetValue(number, out Files? files))
                found.Add(number, files = new Files(lines.Number));
            if (!files.TrySet(name, value))
                listing.Note(lines.Number, $"{name} of entry {number} is given twice; the first is used");
        }
        var complete = new List<(int Line, FirmwareMemmapEntry Entry)>(found.Count);
        foreach ((int number, Files files) in found)
        {
            if (files is { Start: { } start, End: { } end, Type: { } type })
                complete.Add((files.Line, new FirmwareMemmapEntry(number, start, end, type)));
            else
                listing.Note(files.Line, $"entry {number} lacks start, end or type");
        }
        return ToReading(complete, listing);
    }

    /// <summary>Writes the contents of the files.</summary>
    /// <param name="records">The entries; their positions become the numbers.</param>
    /// <returns>One directory an entry, in order.</returns>
    public static ImmutableArray<FirmwareMemmapEntry> ToEntries(ReadOnlySpan<E820Record> records)
    {
        ImmutableArray<FirmwareMemmapEntry>.Builder entries = ImmutableArray.CreateBuilder<FirmwareMemmapEntry>(records.Length);
        foreach (E820Record record in records)
        {
            Gpa last = new(unchecked(record.WrappedEnd.Value - 1));
            entries.Add(new(entries.Count, record.Address.ToString(), last.ToString(), E820TypeNames.FirmwareMemmap(record.Type)));
        }
        return entries.MoveToImmutable();
    }

    /// <summary>Writes what <c>grep . /sys/firmware/memmap/*/*</c> would print, by number.</summary>
    /// <param name="records">The entries; their positions become the numbers.</param>
    /// <returns>The text; LF line ends.</returns>
    public static string WriteListing(ReadOnlySpan<E820Record> records)
    {
        var text = new StringBuilder();
        foreach (FirmwareMemmapEntry entry in ToEntries(records))
        {
            text.Append($"{Folder}/{entry.Number}/end:{entry.End}\n");
            text.Append($"{Folder}/{entry.Number}/start:{entry.Start}\n");
            text.Append($"{Folder}/{entry.Number}/type:{entry.Type}\n");
        }
        return text.ToString();
    }

    private static E820Reading ToReading(IEnumerable<(int Line, FirmwareMemmapEntry Entry)> entries, ListingCollector listing)
    {
        foreach ((int line, FirmwareMemmapEntry entry) in entries)
        {
            bool isUnknown = string.Equals(entry.Type.Trim(), E820TypeNames.UnknownFirmwareType, StringComparison.OrdinalIgnoreCase);
            E820Type type = E820Type.Reserved;
            if (!HexDigits.TryParse(entry.Start, out ulong start)
                || !HexDigits.TryParse(entry.End, out ulong last)
                || (!isUnknown && !E820TypeNames.TryParse(entry.Type, out type)))
            {
                listing.NoteUnreadable(line, $"{entry.Start} {entry.End} {entry.Type}");
                continue;
            }
            if (isUnknown)
                listing.Note(line, $"entry {entry.Number} does not say its type code; read as reserved");
            listing.AddInclusive(line, start, last, type);
        }
        return listing.ToReading();
    }

    /// <summary>Splits <c>.../12/start:0x0</c> into 12, start and 0x0.</summary>
    private static bool TrySplit(ReadOnlySpan<char> line, out int number, out string name, out string value)
    {
        number = 0;
        name = "";
        value = "";
        int colon = line.IndexOf(':');
        if (colon < 0)
            return false;
        ReadOnlySpan<char> path = line[..colon];
        int slash = path.LastIndexOf('/');
        if (slash < 0 || path[(slash + 1)..] is not ("start" or "end" or "type"))
            return false;
        ReadOnlySpan<char> folder = path[..slash];
        ReadOnlySpan<char> digits = folder[(folder.LastIndexOf('/') + 1)..];
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number))
            return false;
        name = path[(slash + 1)..].ToString();
        value = line[(colon + 1)..].ToString();
        return true;
    }

    /// <summary>What has been seen of one directory.</summary>
    private sealed class Files(int line)
    {
        internal int Line => line;

        internal string? Start { get; private set; }

        internal string? End { get; private set; }

        internal string? Type { get; private set; }

        internal bool TrySet(string name, string value)
        {
            switch (name)
            {
                case "start" when Start is null:
                    Start = value;
                    return true;
                case "end" when End is null:
                    End = value;
                    return true;
                case "type" when Type is null:
                    Type = value;
                    return true;
                default:
                    return false;
            }
        }
    }
}
