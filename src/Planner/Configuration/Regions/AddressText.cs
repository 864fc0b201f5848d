using System.Globalization;

namespace RdmPlanner.Planner.Configuration;

/// <summary>Addresses and sizes as people write them.</summary>
internal static class AddressText
{
    /// <summary>An address: hexadecimal, with or without <c>0x</c>.</summary>
    public static bool TryAddress(ReadOnlySpan<char> text, out ulong address) =>
        ulong.TryParse(WithoutPrefix(text), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out address);

    /// <summary>A size: decimal, or hexadecimal with <c>0x</c>; then K, M, G or T of 1024; at least 1 byte.</summary>
    public static bool TrySize(ReadOnlySpan<char> text, out ulong size)
    {
        int shift = text.IsEmpty ? 0 : char.ToUpperInvariant(text[^1]) switch
        {
            'K' => 10,
            'M' => 20,
            'G' => 30,
            'T' => 40,
            _ => 0,
        };
        ReadOnlySpan<char> digits = shift == 0 ? text : text[..^1];
        bool hex = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        bool read = ulong.TryParse(hex ? digits[2..] : digits, hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None,
            CultureInfo.InvariantCulture, out size);
        if (!read || size == 0 || size > ulong.MaxValue >> shift)
        {
            return false;
        }

        size <<= shift;
        return true;
    }

    /// <summary>The last byte of a range of <paramref name="size"/> bytes; false when it lies beyond 2^64.</summary>
    public static bool TryLast(ulong start, ulong size, out ulong last)
    {
        last = unchecked(start + size - 1);
        return last >= start;
    }

    private static ReadOnlySpan<char> WithoutPrefix(ReadOnlySpan<char> text) =>
        text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text[2..] : text;
}
