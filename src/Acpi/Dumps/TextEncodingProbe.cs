using System.Buffers;

namespace RdmPlanner.Acpi.Dumps;

/// <summary>Tells text from binary data and brings text to one byte a character.</summary>
internal static class TextEncodingProbe
{
    private const int SampleSizeInBytes = 4096;

    private static readonly SearchValues<byte> Controls = SearchValues.Create(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 28, 29, 30, 31, 127]);

    /// <summary>
    /// Whether the data is binary. A table always is: bytes 4 to 7 are its length, below 16 MiB in every real one, so
    /// that byte 7 is zero. Otherwise control characters decide; a few are let pass, because logs contain some.
    /// </summary>
    public static bool IsBinary(ReadOnlySpan<byte> data)
    {
        if (data.StartsWith("DMAR"u8) && (data.Length < 8 ? data.IndexOf((byte)'\n') < 0 : data[4..8].Contains((byte)0)))
            return true;

        ReadOnlySpan<byte> sample = data[..Math.Min(data.Length, SampleSizeInBytes)];
        int controls = 0;
        for (int at = sample.IndexOfAny(Controls); at >= 0; at = sample.IndexOfAny(Controls))
        {
            controls++;
            sample = sample[(at + 1)..];
        }

        return controls * 32 > Math.Min(data.Length, SampleSizeInBytes);
    }

    /// <summary>Removes a UTF-8 byte order mark; turns UTF-16, with or without its mark, into single bytes.</summary>
    /// <param name="data">The file.</param>
    /// <param name="wasUtf16">True when a copy was made; characters beyond ASCII are then <c>?</c>.</param>
    /// <returns>The text, one byte a character for everything that matters here.</returns>
    public static ReadOnlySpan<byte> ToSingleBytes(ReadOnlySpan<byte> data, out bool wasUtf16)
    {
        wasUtf16 = false;
        if (data.StartsWith((ReadOnlySpan<byte>)[0xef, 0xbb, 0xbf]))
            return data[3..];

        int lowByte = Utf16LowByte(data, out int start);
        if (lowByte < 0)
            return data;

        wasUtf16 = true;
        byte[] text = new byte[(data.Length - start) / 2];
        for (int i = 0; i < text.Length; i++)
        {
            int at = start + (2 * i);
            bool ascii = data[at + 1 - lowByte] == 0 && data[at + lowByte] < 0x80;
            text[i] = ascii ? data[at + lowByte] : (byte)'?';
        }

        return text;
    }

    private static int Utf16LowByte(ReadOnlySpan<byte> data, out int start)
    {
        start = 2;
        if (data.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe]))
            return 0;
        if (data.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff]))
            return 1;

        start = 0;
        if (data.Length < 8)
            return -1;
        if (IsText(data[0]) && data[1] == 0 && IsText(data[2]) && data[3] == 0 && IsText(data[4]) && data[5] == 0)
            return 0;
        return data[0] == 0 && IsText(data[1]) && data[2] == 0 && IsText(data[3]) && data[4] == 0 && IsText(data[5]) ? 1 : -1;
    }

    private static bool IsText(byte value) => value is >= 0x20 and < 0x7f or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
