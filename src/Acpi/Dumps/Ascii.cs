using System.Buffers;

namespace RdmPlanner.Acpi.Dumps;

/// <summary>Reads digits and space out of byte spans.</summary>
internal static class Ascii
{
    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    /// <summary>The value of a hex digit of either case, or -1.</summary>
    public static int HexDigit(byte c) => c switch
    {
        >= (byte)'0' and <= (byte)'9' => c - '0',
        >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
        _ => -1,
    };

    public static bool IsSpace(byte c) => c is (byte)' ' or (byte)'\t';

    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim(" \t\r"u8);

    /// <summary>How many hex digits the text begins with.</summary>
    public static int HexRun(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOfAnyExcept(HexDigits);
        return end < 0 ? text.Length : end;
    }

    /// <summary>Reads a whole span of digits in a radix up to 16; false when it is empty, has another character or overflows.</summary>
    public static bool TryParse(ReadOnlySpan<byte> digits, uint radix, out ulong value)
    {
        value = 0;
        foreach (byte c in digits)
        {
            int digit = HexDigit(c);
            if (digit < 0 || digit >= radix || value > (ulong.MaxValue - (uint)digit) / radix)
                return false;
            value = (value * radix) + (uint)digit;
        }

        return !digits.IsEmpty;
    }

    /// <summary>Reads a hex number, with or without <c>0x</c>, from the start of the text and steps over it.</summary>
    public static bool TryTakeHex(ref ReadOnlySpan<byte> text, out ulong value)
    {
        value = 0;
        ReadOnlySpan<byte> rest = WithoutHexPrefix(text);
        int run = HexRun(rest);
        if (run == 0 || (run < rest.Length && char.IsAsciiLetterOrDigit((char)rest[run])) || !TryParse(rest[..run], 16, out value))
            return false;
        text = rest[run..];
        return true;
    }

    public static ReadOnlySpan<byte> WithoutHexPrefix(ReadOnlySpan<byte> text) =>
        text.StartsWith("0x"u8) || text.StartsWith("0X"u8) ? text[2..] : text;
}
