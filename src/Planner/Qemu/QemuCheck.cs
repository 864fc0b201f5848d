using System.Collections.Immutable;
using RdmPlanner.E820;
using RdmPlanner.Planner.Rdm;

namespace RdmPlanner.Planner.Qemu;

/// <summary>A reserved region that guest RAM lies on.</summary>
/// <param name="Region">The region.</param>
/// <param name="Overlap">The bytes in common, in whole pages, ascending; never empty.</param>
public sealed record QemuConflict(HostRegion Region, ImmutableArray<GpaRange> Overlap)
{
    /// <summary>Whether the region begins below 1 MiB, where no machine property takes RAM away.</summary>
    public bool IsBelow1MiB => Region.BaseAddress.Value < 1 << 20;
}

/// <summary>Reserved regions against the RAM of a QEMU guest.</summary>
/// <remarks>
/// QEMU knows nothing of RMRRs: it neither moves RAM nor marks them reserved. VFIO maps all RAM at guest address = DMA
/// address, so a device that goes on using its region reads and writes guest RAM where both overlap.
/// </remarks>
public static class QemuCheck
{
    private const ulong PageMask = PageSizes.Size4KiB - 1;
    private const ulong MiB = 1UL << 20;
    private const ulong GiB = 1UL << 30;

    /// <summary>The regions that RAM lies on.</summary>
    /// <param name="layout">The guest's RAM.</param>
    /// <param name="regions">The host's regions; one that ends before it starts is passed over.</param>
    /// <returns>Conflicts in the order of the regions.</returns>
    public static ImmutableArray<QemuConflict> Conflicts(QemuRamLayout layout, IEnumerable<HostRegion> regions)
    {
        ImmutableArray<QemuConflict>.Builder conflicts = ImmutableArray.CreateBuilder<QemuConflict>();
        foreach (HostRegion region in regions)
        {
            ImmutableArray<GpaRange> overlap = [.. layout.Ram.Select(ram => Overlap(region, ram)).OfType<GpaRange>()];
            if (!overlap.IsEmpty)
            {
                conflicts.Add(new QemuConflict(region, overlap));
            }
        }

        return conflicts.DrainToImmutable();
    }

    /// <summary>The largest <c>max-ram-below-4g</c>, the least change, with which no RAM lies on any of the regions.</summary>
    /// <param name="layout">The guest's RAM as it is.</param>
    /// <param name="regions">The regions to keep clear.</param>
    /// <param name="wholeGiB">Whether only whole GiB count, which QEMU wants for the sake of performance; otherwise whole MiB.</param>
    /// <returns>The value in bytes, tried before it is returned; null when there is no conflict or no value helps.</returns>
    public static ulong? LargestMaxRamBelow4G(QemuRamLayout layout, IEnumerable<HostRegion> regions, bool wholeGiB = false)
    {
        ImmutableArray<HostRegion> all = [.. regions];
        ImmutableArray<QemuConflict> conflicts = Conflicts(layout, all);
        if (conflicts.IsEmpty)
        {
            return null;
        }

        ulong unit = wholeGiB ? GiB : MiB;
        ulong most = Math.Min(conflicts.Min(c => c.Overlap[0].Start.Value), QemuRamLayout.MaxRamBelow4GLimit) / unit * unit;
        if (most == 0)
        {
            return null;
        }

        QemuRamLayout tried = QemuRamLayout.Of(layout.Machine, layout.RamSizeInBytes, most);
        if (!Conflicts(tried, all).IsEmpty)
        {
            return null;
        }

        // On i440fx the split can end up lower than the property says; the lower number then says what really happens.
        ulong split = tried.LowEnd.Value;
        return QemuRamLayout.Of(layout.Machine, layout.RamSizeInBytes, split).LowEnd.Value == split ? split : most;
    }

    private static GpaRange? Overlap(HostRegion region, GpaRange ram)
    {
        if (region.LimitAddress < region.BaseAddress)
        {
            return null;
        }

        // Whole pages: the granularity of the IOMMU's tables. The last byte, so that a region up to 2^64 does not wrap.
        ulong first = Math.Max(region.BaseAddress.Value & ~PageMask, ram.Start.Value);
        ulong last = Math.Min(region.LimitAddress.Value | PageMask, ram.End.Value - 1);
        return first <= last ? new GpaRange(new Gpa(first), new Gpa(last + 1)) : null;
    }
}
