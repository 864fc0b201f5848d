using System.Globalization;

namespace RdmPlanner.E820;

/// <summary>Reads hexadecimal numbers out of listings.</summary>
internal static class HexDigits
{
    private const int MaxDigits = 16;

    /// <summary>Takes the number that the text starts with, with or without <c>0x</c>; at most 16 digits.</summary>
    internal static bool TryTake(ref ReadOnlySpan<char> text, out ulong value)
    {
        ReadOnlySpan<char> digits = SkipPrefix(text);
        int length = Count(digits);
        if (!TryParseDigits(digits[..length], out value))
            return false;
        text = digits[length..];
        return true;
    }

    /// <summary>How many hexadecimal digits the text starts with.</summary>
    internal static int Count(ReadOnlySpan<char> text)
    {
        int length = 0;
        while (length < text.Length && char.IsAsciiHexDigit(text[length]))
            length++;
        return length;
    }

    /// <summary>Takes a fixed text from the start.</summary>
    internal static bool TryTake(ref ReadOnlySpan<char> text, string expected)
    {
        if (!text.StartsWith(expected, StringComparison.Ordinal))
            return false;
        text = text[expected.Length..];
        return true;
    }

    /// <summary>Reads a text that is one hexadecimal number, with or without <c>0x</c>.</summary>
    internal static bool TryParse(ReadOnlySpan<char> text, out ulong value) => TryParseDigits(SkipPrefix(text.Trim()), out value);

    private static ReadOnlySpan<char> SkipPrefix(ReadOnlySpan<char> text) =>
        text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text[2..] : text;

    private static bool TryParseDigits(ReadOnlySpan<char> digits, out ulong value)
    {
        value = 0;
        return digits.Length is > 0 and <= MaxDigits
            && ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
