namespace RdmPlanner.Planner.Hvmloader;

/// <summary>Numbers out of xenstore, as hvmloader reads them.</summary>
internal static class XenstoreNumber
{
    /// <summary>
    /// Mirrors strtoll(s, NULL, 0) in tools/firmware/hvmloader/util.c: white space, a sign, 0x for hex, 0 for octal, then digits
    /// up to the first that is none. No digits give 0, so "" and "yes" are 0. Overflow wraps.
    /// </summary>
    /// <param name="text">The value of the key.</param>
    /// <returns>The number, modulo 2^64.</returns>
    public static long Parse(string text) => Scan(text, out _);

    /// <summary>The same, for a reader that looks at where strtoll() stopped.</summary>
    /// <param name="text">The value of the key.</param>
    /// <param name="value">The number, modulo 2^64.</param>
    /// <returns>Whether nothing followed the number; an empty text is a whole 0.</returns>
    public static bool TryParseWhole(string text, out long value)
    {
        value = Scan(text, out int end);
        return end == text.Length;
    }

    private static long Scan(string text, out int end)
    {
        int i = 0;
        while (i < text.Length && text[i] is ' ' or '\t' or '\n' or '\v' or '\f' or '\r')
        {
            i++;
        }

        bool negative = i < text.Length && text[i] == '-';
        if (i < text.Length && text[i] is '-' or '+')
        {
            i++;
        }

        long radix = 10;
        if (i < text.Length && text[i] == '0')
        {
            // Only a small x makes it hex: of "0X10" the X is no octal digit and ends the number.
            i++;
            radix = i < text.Length && text[i] == 'x' ? 16 : 8;
            i += radix == 16 ? 1 : 0;
        }

        long value = 0;
        for (; i < text.Length && Digit(text[i]) is { } digit && digit < radix; i++)
        {
            value = unchecked((value * radix) + digit);
        }

        end = i;
        return negative ? unchecked(-value) : value;
    }

    private static long? Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'z' => c - 'a' + 10,
        >= 'A' and <= 'Z' => c - 'A' + 10,
        _ => null,
    };
}
