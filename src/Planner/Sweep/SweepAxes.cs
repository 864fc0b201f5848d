using System.Collections.Immutable;
using System.Globalization;
using RdmPlanner.Planner.Configuration;

namespace RdmPlanner.Planner.Sweep;

/// <summary>What a sweep goes through.</summary>
/// <param name="MemoryMiB">Sizes of memory, video memory included.</param>
/// <param name="BoundaryMiB">Values of <c>rdm_mem_boundary</c>.</param>
/// <param name="Strategies">Strategies.</param>
/// <param name="Policies">Global policies.</param>
public sealed record SweepAxes(
    ImmutableArray<long> MemoryMiB,
    ImmutableArray<long> BoundaryMiB,
    ImmutableArray<RdmStrategy> Strategies,
    ImmutableArray<RdmPolicy> Policies)
{
    /// <summary>The most cells of one host's table.</summary>
    public const int MaxCellCount = 1_000_000;

    /// <summary>Reads sizes: a list of numbers and of ranges <c>FIRST-LAST/STEP</c>, in MiB or with G for GiB.</summary>
    /// <param name="text">The text, such as <c>512,1024-4096/512,8G</c>.</param>
    /// <param name="sizes">The sizes in the order given, each once; empty when the text is wrong.</param>
    /// <param name="problem">What is wrong; null when nothing is.</param>
    /// <returns>True when the text was read.</returns>
    public static bool TryParseSizes(string text, out ImmutableArray<long> sizes, out string? problem)
    {
        sizes = [];
        List<long> found = [];
        foreach (string part in text.Split(','))
        {
            problem = Add(part.Trim(), found);
            if (problem is not null)
            {
                return false;
            }
        }

        sizes = [.. found.Distinct()];
        problem = null;
        return true;
    }

    private static string? Add(string part, List<long> found)
    {
        int dash = part.IndexOf('-', StringComparison.Ordinal);
        int slash = part.IndexOf('/', StringComparison.Ordinal);
        if (dash < 0 && slash < 0)
        {
            bool isRead = TrySize(part, out long size);
            found.Add(size);
            return isRead ? null : $"'{part}' is no size in MiB (or with G in GiB)";
        }

        if (dash < 0 || slash < dash)
        {
            return $"'{part}' is no range; a range is FIRST-LAST/STEP, such as 1024-8192/1024";
        }

        if (!TrySize(part[..dash], out long first) || !TrySize(part[(dash + 1)..slash], out long last)
            || !TrySize(part[(slash + 1)..], out long step) || step == 0 || last < first)
        {
            return $"'{part}' is no range of sizes with a step above 0";
        }

        if ((last - first) / step >= MaxCellCount)
        {
            return $"'{part}' has more than {MaxCellCount} steps";
        }

        for (long size = first; size <= last; size += step)
        {
            found.Add(size);
        }

        return null;
    }

    // 2^32 MiB are 2^52 bytes, beyond every guest.
    private static bool TrySize(string text, out long sizeInMiB)
    {
        bool isGiB = text.EndsWith('G') || text.EndsWith('g');
        string digits = isGiB || text.EndsWith('M') || text.EndsWith('m') ? text[..^1] : text;
        bool isRead = long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out sizeInMiB) && sizeInMiB <= 1L << 32;
        sizeInMiB = isRead && isGiB ? sizeInMiB * 1024 : sizeInMiB;
        return isRead && sizeInMiB <= 1L << 32;
    }
}
