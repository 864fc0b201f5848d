using System.Globalization;

namespace RdmPlanner.Planner.Reports;

/// <summary>Sizes for people.</summary>
public static class SizeText
{
    /// <summary>A size in the largest binary unit that divides it: <c>16 GiB</c>, <c>64 KiB</c>, <c>100 B</c>.</summary>
    /// <param name="sizeInBytes">The size.</param>
    /// <returns>The text.</returns>
    public static string Of(ulong sizeInBytes)
    {
        ReadOnlySpan<string> units = ["B", "KiB", "MiB", "GiB", "TiB"];
        int unit = 0;
        while (unit + 1 < units.Length && sizeInBytes != 0 && sizeInBytes % 1024 == 0)
        {
            sizeInBytes /= 1024;
            unit++;
        }

        return $"{sizeInBytes} {units[unit]}";
    }

    /// <summary>A size in few characters, rounded down to a tenth: <c>1.9 GiB</c>, <c>68 MiB</c>.</summary>
    /// <param name="sizeInBytes">The size.</param>
    /// <returns>The text, at most 10 characters.</returns>
    public static string Rounded(ulong sizeInBytes)
    {
        ReadOnlySpan<string> units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
        int unit = sizeInBytes == 0 ? 0 : System.Numerics.BitOperations.Log2(sizeInBytes) / 10;
        ulong whole = sizeInBytes >> (10 * unit);
        ulong tenth = unit == 0 ? 0 : ((sizeInBytes >> (10 * (unit - 1))) & 1023) * 10 / 1024;
        return tenth == 0 ? $"{whole} {units[unit]}" : $"{whole}.{tenth} {units[unit]}";
    }

    /// <summary>A size in MiB with up to two decimals, for sums that no large unit divides: <c>290.14 MiB</c>.</summary>
    /// <param name="sizeInBytes">The size.</param>
    /// <returns>The text.</returns>
    public static string InMiB(ulong sizeInBytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{sizeInBytes / (decimal)(1 << 20):0.##} MiB");
}
