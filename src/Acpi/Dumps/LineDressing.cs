using System.Buffers;

namespace RdmPlanner.Acpi.Dumps;

/// <summary>Takes off what mail, forums and kernel logs put around a pasted line.</summary>
internal static class LineDressing
{
    private static readonly SearchValues<byte> StampCharacters = SearchValues.Create(" .0123456789"u8);

    /// <summary>The line without surrounding space, quote marks and kernel time stamp.</summary>
    public static ReadOnlySpan<byte> Remove(ReadOnlySpan<byte> line)
    {
        line = Ascii.Trim(line);
        while (line.StartsWith(">"u8))
            line = Ascii.Trim(line[1..]);
        return Ascii.Trim(WithoutTimeStamp(line));
    }

    /// <summary>Whether a dressed-down line only opens or closes a block of code.</summary>
    public static bool IsFence(ReadOnlySpan<byte> line) => line.StartsWith("```"u8) || line.StartsWith("~~~"u8);

    // "[    0.071313] "; the field lines of a disassembly, "[000h 0000   4]", have no point.
    private static ReadOnlySpan<byte> WithoutTimeStamp(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("["u8))
            return line;
        int end = line[..Math.Min(line.Length, 24)].IndexOf((byte)']');
        return end > 0 && line[1..end].Contains((byte)'.') && line[1..end].IndexOfAnyExcept(StampCharacters) < 0
            ? line[(end + 1)..]
            : line;
    }
}
