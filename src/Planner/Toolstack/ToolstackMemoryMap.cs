using System.Collections.Immutable;
using RdmPlanner.E820;
using RdmPlanner.Planner.Rdm;

namespace RdmPlanner.Planner.Toolstack;

/// <summary>The memory map that libxl hands to Xen for hvmloader to read.</summary>
public static class ToolstackMemoryMap
{
    /// <summary>libxc's E820MAX: a map of this many entries or more is refused.</summary>
    public const int EntryLimit = 128;

    /// <summary>Builds the map: low RAM from 1 MiB, the regions that are not masked in list order, high RAM if there is any.</summary>
    /// <remarks>
    /// Mirrors libxl__arch_domain_construct_memmap() in tools/libs/light/libxl_x86.c (Xen c447b73). The list is not
    /// sorted, and the size of low RAM wraps when it ends below 1 MiB, as there.
    /// </remarks>
    /// <param name="layout">RAM after resolution.</param>
    /// <param name="regions">Resolved regions; masked ones do not count.</param>
    /// <returns>The map, or null when it would have <see cref="EntryLimit"/> entries or more.</returns>
    public static ImmutableArray<E820Record>? Build(RamLayout layout, ReadOnlySpan<ResolvedRegion> regions)
    {
        ImmutableArray<E820Record>.Builder map = ImmutableArray.CreateBuilder<E820Record>(regions.Length + 2);
        map.Add(LowRam(layout));
        foreach (ResolvedRegion region in regions)
        {
            if (region.Disposition != RdmDisposition.Masked)
            {
                map.Add(new E820Record(region.Entry.Start, region.Entry.SizeInBytes, E820Type.Reserved));
            }
        }

        if (HighRam(layout) is { } high)
        {
            map.Add(high);
        }

        return map.Count >= EntryLimit ? null : map.DrainToImmutable();
    }

    /// <summary>The entry of low RAM; its size wraps when low RAM ends below 1 MiB.</summary>
    /// <param name="layout">The layout.</param>
    /// <returns>The entry.</returns>
    public static E820Record LowRam(RamLayout layout) =>
        new(Gpa.OneMiB, unchecked(layout.LowMemEnd.Value - Gpa.OneMiB.Value), E820Type.Ram);

    /// <summary>The entry of high RAM; its size wraps when the end of high RAM wrapped below 4 GiB.</summary>
    /// <param name="layout">The layout.</param>
    /// <returns>The entry, or null when there is no RAM above 4 GiB.</returns>
    public static E820Record? HighRam(RamLayout layout) =>
        layout.HighMemEnd is { } high && high != Gpa.FourGiB
            ? new E820Record(Gpa.FourGiB, unchecked(high.Value - Gpa.FourGiB.Value), E820Type.Ram)
            : null;
}
