using RdmPlanner.E820;

namespace RdmPlanner.Planner.Hvmloader;

/// <summary>How many variable MTRRs hvmloader needs to make the MMIO windows uncached.</summary>
/// <remarks>Mirrors cacheattr_init() in tools/firmware/hvmloader/cacheattr.c (Xen c447b73).</remarks>
internal static class VariableMtrrs
{
    public static uint Count(HvmloaderResult result, uint available)
    {
        uint used = Cover(result.PciMemStart, result.PciMemEnd, 0, available);
        return Cover(result.PciHiMemStart, result.PciHiMemEnd, used, available);
    }

    /// <summary>Covers a window with aligned powers of two from its start upwards, as far as there are registers.</summary>
    private static uint Cover(ulong start, ulong end, uint used, uint available)
    {
        while (start < end && used < available)
        {
            ulong alignment = start & unchecked(0UL - start);
            ulong size = Math.Max(alignment == 0 ? 1UL << 63 : alignment, PageSizes.Size4KiB);
            while (size > end - start)
            {
                size >>= 1;
            }

            start += size;
            used++;
        }

        return used;
    }
}
