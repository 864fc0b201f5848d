namespace RdmPlanner.Acpi.Dumps;

/// <summary>One line of hex, read into an optional offset and bytes.</summary>
/// <remarks>
/// The grammar is the union of what <c>acpidump</c>, <c>iasl -d</c>, <c>xxd</c>, <c>hexdump</c>, <c>od</c> and bare
/// hex look like: <c>[offset[:]] token token ... [text column]</c>, a token being an even number of hex digits.
/// A line without an offset must consist of hex alone, so that prose is not taken for data.
/// </remarks>
internal readonly ref struct HexLine
{
    /// <summary>The digits of the offset; empty when the line has none.</summary>
    public ReadOnlySpan<byte> Offset { get; private init; }

    /// <summary>Whether a colon follows the offset.</summary>
    public bool HasColon { get; private init; }

    /// <summary>Digits of the first token of data; 0 on a line of an offset alone.</summary>
    public int TokenDigits { get; private init; }

    /// <summary>
    /// Whether the data ended at a mark or with the line. Otherwise something that is no hex followed, such as a text
    /// column whose spaces got lost, and the last bytes may be its first letters.
    /// </summary>
    public bool EndIsSure { get; private init; }

    /// <summary>Whether the text column stands between bars, as in <c>hexdump -C</c>.</summary>
    public bool HasBar { get; private init; }

    public bool HasOffset => !Offset.IsEmpty;

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line, trimmed and not empty.</param>
    /// <param name="inBareBlock">True after lines without offsets: then a number in front is data.</param>
    /// <param name="inOffsetBlock">True after lines with offsets: then a number alone is the closing offset.</param>
    /// <param name="reverseTokens">True when tokens are little-endian words.</param>
    /// <param name="bytes">Receives the bytes; emptied first.</param>
    /// <param name="result">The line's parts.</param>
    /// <returns>False when this is no line of hex.</returns>
    public static bool TryRead(
        ReadOnlySpan<byte> line, bool inBareBlock, bool inOffsetBlock, bool reverseTokens, ByteBuffer bytes, out HexLine result)
    {
        result = default;
        bytes.Truncate(0);
        if (!TrySplitOffset(line, inBareBlock, inOffsetBlock, out ReadOnlySpan<byte> offset, out bool colon, out ReadOnlySpan<byte> data))
            return false;

        HexTokens tokens = new(data, colon, reverseTokens);
        while (tokens.MoveNext())
        {
            int start = bytes.Count;
            bytes.AppendHex(tokens.Current);
            if (reverseTokens)
                bytes.ReverseFrom(start);
        }

        bool closingOffset = !offset.IsEmpty && !colon && data.IsEmpty;
        bool clean = tokens.End != HexTokens.EndKind.Text;
        result = new HexLine
        {
            Offset = offset,
            HasColon = colon,
            TokenDigits = tokens.FirstDigits,
            EndIsSure = clean,
            HasBar = tokens.HasBar,
        };
        return closingOffset || (bytes.Count > 0 && (clean || !offset.IsEmpty));
    }

    private static bool TrySplitOffset(
        ReadOnlySpan<byte> line, bool inBareBlock, bool inOffsetBlock,
        out ReadOnlySpan<byte> offset, out bool colon, out ReadOnlySpan<byte> data)
    {
        offset = default;
        colon = false;
        data = line;
        ReadOnlySpan<byte> digits = Ascii.WithoutHexPrefix(line);
        bool prefixed = digits.Length != line.Length;
        int run = Ascii.HexRun(digits);
        if (run == 0)
            return false;

        ReadOnlySpan<byte> rest = digits[run..];
        if (run <= 16 && rest.StartsWith(":"u8))
        {
            offset = digits[..run];
            colon = true;
            data = rest[1..];
            return true;
        }

        ReadOnlySpan<byte> second = Ascii.Trim(rest);
        bool separate = rest.IsEmpty || Ascii.IsSpace(rest[0]);
        if (separate && !prefixed && !inBareBlock && IsOffset(digits[..run], second, inOffsetBlock))
        {
            offset = digits[..run];
            data = second;
        }

        return true;
    }

    /// <summary>
    /// Without a colon, a number is an offset when it is as long as offsets are and of another length than the data
    /// that follows; the signature itself never is.
    /// </summary>
    private static bool IsOffset(ReadOnlySpan<byte> number, ReadOnlySpan<byte> second, bool inOffsetBlock)
    {
        if (number.Length is < 4 or > 16)
            return false;
        if (second.IsEmpty)
            return inOffsetBlock;

        int width = Ascii.HexRun(second);
        bool signature = Ascii.TryParse(number, 16, out ulong value) && value == 0x444d4152;
        return width is 2 or 4 or 8 or 16 && (width != number.Length || inOffsetBlock) && !signature;
    }
}
