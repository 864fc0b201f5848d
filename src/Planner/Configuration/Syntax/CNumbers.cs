using System.Numerics;

namespace RdmPlanner.Planner.Configuration;

/// <summary>How a C number function ended.</summary>
internal enum CNumberStatus
{
    Ok,
    NoDigits,
    TrailingText,
    OutOfRange,
}

/// <summary>The number syntax of the C library functions that xl uses, with their saturation and truncation.</summary>
internal static class CNumbers
{
    private static readonly BigInteger _unsignedMask = ulong.MaxValue;

    // Every caller saturates long before: more digits cannot matter, and the work stays linear.
    private static readonly BigInteger _enough = BigInteger.One << 72;

    /// <summary>strtol with base 0 over a whole text, as xlu_cfg_get_bounded_long checks it.</summary>
    public static CNumberStatus TryStrtol(ReadOnlySpan<char> text, out long value)
    {
        BigInteger number = Scan(text, 0, lenientPrefix: false, out int length);
        value = (long)BigInteger.Max(long.MinValue, BigInteger.Min(long.MaxValue, number));
        return value != number ? CNumberStatus.OutOfRange
            : length == 0 ? CNumberStatus.NoDigits
            : length < text.Length ? CNumberStatus.TrailingText
            : CNumberStatus.Ok;
    }

    /// <summary>strtoul with base 16: value and the characters used; a negative number wraps, a large one saturates.</summary>
    public static ulong StrtoulHex(ReadOnlySpan<char> text, out int length) =>
        Wrap(Scan(text, 16, lenientPrefix: false, out length));

    /// <summary>
    /// glibc's <c>%x</c> into an unsigned int: strtoul cut to 32 bits. Unlike strtoul it takes <c>0x</c> without digits
    /// after it as zero and consumes the x.
    /// </summary>
    public static bool TryScanHex(ReadOnlySpan<char> text, out uint value, out int length)
    {
        value = unchecked((uint)Wrap(Scan(text, 16, lenientPrefix: true, out length)));
        return length > 0;
    }

    /// <summary>atoi: strtol with base 10 cut to 32 bits; zero when there are no digits.</summary>
    public static int Atoi(ReadOnlySpan<char> text)
    {
        BigInteger number = Scan(text, 10, lenientPrefix: false, out _);
        return unchecked((int)(long)BigInteger.Max(long.MinValue, BigInteger.Min(long.MaxValue, number)));
    }

    /// <summary>strtoul with base 10: only how many characters it uses.</summary>
    public static int DecimalLength(ReadOnlySpan<char> text)
    {
        Scan(text, 10, lenientPrefix: false, out int length);
        return length;
    }

    // strtoul: a magnitude beyond 64 bits is ULONG_MAX whatever the sign; else a minus sign negates modulo 2^64.
    private static ulong Wrap(BigInteger number) =>
        BigInteger.Abs(number) > _unsignedMask ? ulong.MaxValue : (ulong)(number & _unsignedMask);

    private static BigInteger Scan(ReadOnlySpan<char> text, uint numberBase, bool lenientPrefix, out int length)
    {
        int at = 0;
        while (at < text.Length && text[at] is ' ' or (>= '\t' and <= '\r'))
        {
            at++;
        }

        bool negative = at < text.Length && text[at] == '-';
        if (at < text.Length && text[at] is '-' or '+')
        {
            at++;
        }

        at = SkipPrefix(text, at, ref numberBase, lenientPrefix, out bool prefixCounts);
        int digits = at;
        BigInteger number = BigInteger.Zero;
        for (; at < text.Length && Digit(text[at]) < numberBase; at++)
        {
            number = BigInteger.Min((number * numberBase) + Digit(text[at]), _enough);
        }

        length = at == digits && !prefixCounts ? 0 : at;
        return negative ? -number : number;
    }

    private static int SkipPrefix(ReadOnlySpan<char> text, int at, ref uint numberBase, bool lenient, out bool counts)
    {
        counts = false;
        bool zero = at < text.Length && text[at] == '0';
        bool x = zero && at + 1 < text.Length && text[at + 1] is 'x' or 'X';
        if (x && numberBase is 0 or 16 && (lenient || (at + 2 < text.Length && Digit(text[at + 2]) < 16)))
        {
            numberBase = 16;
            counts = true;
            return at + 2;
        }

        numberBase = numberBase != 0 ? numberBase : zero ? 8u : 10u;
        return at;
    }

    private static uint Digit(char c) => c switch
    {
        >= '0' and <= '9' => (uint)(c - '0'),
        >= 'a' and <= 'f' => (uint)(c - 'a' + 10),
        >= 'A' and <= 'F' => (uint)(c - 'A' + 10),
        _ => uint.MaxValue,
    };
}
