using System.Globalization;

namespace RdmPlanner.Planner.Qemu;

/// <summary>Sizes as QEMU's options have them.</summary>
public static class QemuSize
{
    /// <summary>Reads a size such as <c>4G</c>, <c>4096M</c>, <c>3.5G</c> or a bare number.</summary>
    /// <remarks>Like qemu_strtosz(): a fraction is allowed before a unit; <c>0x</c> hex takes no unit larger than itself.</remarks>
    /// <param name="text">The text, without spaces.</param>
    /// <param name="unitInBytes">What a number without unit counts: 1 MiB for <c>-m</c>, 1 for a machine property.</param>
    /// <param name="sizeInBytes">The size, truncated to whole bytes; 0 when the result is false.</param>
    /// <returns>Whether it is a size below 2^63.</returns>
    public static bool TryParse(string text, ulong unitInBytes, out ulong sizeInBytes)
    {
        sizeInBytes = 0;
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            return ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong hex)
                && TryScale(hex, unitInBytes, out sizeInBytes);
        }

        ulong unit = text.Length == 0 ? 0 : char.ToUpperInvariant(text[^1]) switch
        {
            'B' => 1,
            'K' => 1UL << 10,
            'M' => 1UL << 20,
            'G' => 1UL << 30,
            'T' => 1UL << 40,
            'P' => 1UL << 50,
            'E' => 1UL << 60,
            _ => unitInBytes,
        };
        ReadOnlySpan<char> number = text.Length > 0 && char.IsAsciiLetter(text[^1]) ? text.AsSpan(0, text.Length - 1) : text;
        return decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value)
            && char.IsAsciiDigit(number[0])
            && TryScale(value, unit, out sizeInBytes);
    }

    /// <summary>A size in the shortest form that the options take: <c>3G</c>, <c>2044M</c>, <c>1000K</c>, <c>100</c>.</summary>
    /// <param name="sizeInBytes">The size.</param>
    /// <returns>The text.</returns>
    public static string Of(ulong sizeInBytes)
    {
        ReadOnlySpan<char> units = "GMK";
        for (int i = 0; i < units.Length; i++)
        {
            int shift = 30 - (10 * i);
            if (sizeInBytes != 0 && sizeInBytes % (1UL << shift) == 0)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{sizeInBytes >> shift}{units[i]}");
            }
        }

        return sizeInBytes.ToString(CultureInfo.InvariantCulture);
    }

    private static bool TryScale(decimal value, ulong unit, out ulong sizeInBytes)
    {
        sizeInBytes = 0;
        bool fits = value >= 0 && value <= (decimal)long.MaxValue / unit;
        sizeInBytes = fits ? (ulong)(value * unit) : 0;
        return fits;
    }
}
