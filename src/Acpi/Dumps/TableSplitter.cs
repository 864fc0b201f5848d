using System.Buffers.Binary;

namespace RdmPlanner.Acpi.Dumps;

/// <summary>Cuts bytes that hold one or several tables where the tables' own length fields say (ACPI 6.5, 5.2.6).</summary>
internal static class TableSplitter
{
    private const int HeaderSizeInBytes = 36;
    private const int LengthOffset = 4;

    // A DMAR in the middle of other data is believed when it is of a sane size and its sum is 0; the number of
    // candidates is bounded so that hostile data cannot make the search quadratic.
    private const int LargestEmbeddedSizeInBytes = 64 << 10;
    private const int MostCandidates = 256;

    /// <summary>The length field, or null when the bytes end before it.</summary>
    public static uint? LengthField(ReadOnlySpan<byte> table) =>
        table.Length < LengthOffset + sizeof(uint) ? null : BinaryPrimitives.ReadUInt32LittleEndian(table[LengthOffset..]);

    /// <summary>Whether bytes are worth handing on as a table, damaged ones included.</summary>
    public static bool LooksLikeTable(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> name = "DMAR"u8;
        if (bytes.Length > 0 && bytes[..Math.Min(bytes.Length, name.Length)].SequenceEqual(name[..Math.Min(bytes.Length, name.Length)]))
            return true;
        return IsHeader(bytes) || LengthField(bytes) == (uint)bytes.Length;
    }

    /// <summary>Adds the tables found in the bytes; returns false when there is none.</summary>
    public static bool Split(ReadOnlySpan<byte> bytes, int firstLine, TableList tables, DumpNotices notices)
    {
        if (!LooksLikeTable(bytes))
            return AddEmbedded(bytes, firstLine, tables, notices);

        int start = 0;
        while (true)
        {
            int end = EndOfTable(bytes, start, out int next);
            tables.Add(bytes[start..end], firstLine, start, null);
            if (next == bytes.Length)
                return true;
            if (next > end)
            {
                notices.Add(DumpDiagnosticCode.PaddingSkipped, firstLine,
                    $"{next - end} zero bytes between two tables, at 0x{end:x}, are passed over");
            }

            start = next;
        }
    }

    /// <summary>
    /// Where the table at <paramref name="start"/> ends. What follows is another table only if it begins like one;
    /// otherwise it stays with this table, whose decoder will speak of it.
    /// </summary>
    private static int EndOfTable(ReadOnlySpan<byte> bytes, int start, out int next)
    {
        next = bytes.Length;
        uint length = LengthField(bytes[start..]) ?? 0;
        if (length < HeaderSizeInBytes || length >= (uint)(bytes.Length - start))
            return bytes.Length;

        int end = start + (int)length;
        int zeros = bytes[end..].IndexOfAnyExcept((byte)0);
        if (zeros < 0 || !IsHeader(bytes[(end + zeros)..]))
            return bytes.Length;
        next = end + zeros;
        return end;
    }

    /// <summary>A signature of capitals, digits and a few marks, and a length that fits a table.</summary>
    private static bool IsHeader(ReadOnlySpan<byte> bytes)
    {
        if (LengthField(bytes) is not (>= HeaderSizeInBytes and <= HexBlock.LargestSizeInBytes))
            return false;
        foreach (byte c in bytes[..LengthOffset])
        {
            if (c is not ((>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9') or (byte)'_' or (byte)'!' or (byte)'$' or (byte)'@'))
                return false;
        }

        return true;
    }

    private static bool AddEmbedded(ReadOnlySpan<byte> bytes, int firstLine, TableList tables, DumpNotices notices)
    {
        bool found = false;
        int at = 0;
        for (int candidate = 0; candidate < MostCandidates; candidate++)
        {
            int step = bytes[at..].IndexOf("DMAR"u8);
            if (step < 0)
                break;
            at += step;
            ReadOnlySpan<byte> rest = bytes[at..];
            uint length = LengthField(rest) ?? 0;
            if (length is >= HeaderSizeInBytes and <= LargestEmbeddedSizeInBytes && length <= (uint)rest.Length && Sum(rest[..(int)length]) == 0)
            {
                notices.Add(DumpDiagnosticCode.FoundInsideData, firstLine, $"a DMAR begins at offset 0x{at:x} of other data");
                tables.Add(rest[..(int)length], firstLine, at, null);
                found = true;
                at += (int)length;
            }
            else
            {
                at += LengthOffset;
            }
        }

        return found;
    }

    private static byte Sum(ReadOnlySpan<byte> bytes)
    {
        byte sum = 0;
        foreach (byte b in bytes)
            sum = unchecked((byte)(sum + b));
        return sum;
    }
}
