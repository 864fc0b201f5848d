using System.Text;

namespace RdmPlanner.E820;

/// <summary>Finds out which listing of a memory map a text holds, for example a whole boot log, and reads it.</summary>
/// <remarks>
/// When a text holds several listings, the first of this order that has an entry is read, because the earlier ones
/// describe the host: Xen, Linux, <c>/sys/firmware/memmap</c>, hvmloader, CSV. The others are named in a note. The work
/// is linear in the length of the text.
/// </remarks>
public static class E820Text
{
    private static readonly E820Reading Nothing =
        new(E820Format.None, [], [new E820ParseNote(0, "no listing of a memory map was found")], 0);

    /// <summary>Reads a text; never fails.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The entries of the listing found. Without one: no format, no entries, and notes that say why.</returns>
    public static E820Reading Read(string text)
    {
        E820Reading[] found =
        [
            XenE820.Read(text),
            LinuxE820.Read(text),
            FirmwareMemmap.ReadListing(text),
            HvmloaderE820.Read(text),
            E820Csv.HasHeader(text) ? E820Csv.Read(text) : Nothing,
        ];
        int chosen = Array.FindIndex(found, static reading => !reading.Records.IsEmpty);
        if (chosen < 0)
            return Array.Find(found, static reading => !reading.Notes.IsEmpty) ?? Nothing;
        E820Reading result = found[chosen];
        foreach (E820Reading other in found.AsSpan((chosen + 1)..))
        {
            if (!other.Records.IsEmpty)
                result = WithNote(result, $"the text also holds a {other.Format} listing of {other.Records.Length} entries, which is not used");
        }
        return result;
    }

    /// <summary>Reads a text in UTF-8; never fails.</summary>
    /// <param name="utf8">Any bytes; those that are not UTF-8 count as unreadable characters.</param>
    /// <returns>As for a string.</returns>
    public static E820Reading Read(ReadOnlySpan<byte> utf8) => Read(Encoding.UTF8.GetString(utf8).TrimStart('\uFEFF'));

    private static E820Reading WithNote(E820Reading reading, string text) => reading.Notes.Length < E820Reading.MaxNotes
        ? reading with { Notes = reading.Notes.Add(new E820ParseNote(0, text)) }
        : reading with { NotesLeftOut = reading.NotesLeftOut + 1 };
}
