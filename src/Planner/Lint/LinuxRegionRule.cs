using RdmPlanner.Acpi;
using RdmPlanner.E820;
using RdmPlanner.Planner.Profiles;

namespace RdmPlanner.Planner.Lint;

/// <summary>Whether Linux finds a region reserved in its memory map.</summary>
internal static class LinuxRegionRule
{
    /// <summary>Applies the rule.</summary>
    /// <remarks>
    /// Mirrors arch_rmrr_sanity_check() in arch/x86/include/asm/iommu.h over __e820__mapped_all() in
    /// arch/x86/kernel/e820.c: up to 6.0 RESERVED entries must cover the region; from 6.1 on any entries may, and the one
    /// that holds its last byte must be RESERVED or NVS.
    /// </remarks>
    internal static bool Accepts(E820Map map, ReservedMemoryRegion region, LinuxProfile kernel)
    {
        if (!kernel.ChecksRegions)
        {
            return true;
        }

        ulong start = region.BaseAddress.Value;
        ulong end = unchecked(region.LimitAddress.Value + 1);
        foreach (E820Entry entry in map)
        {
            bool isAsked = kernel.AcceptsNvs || entry.Type == E820Type.Reserved;
            if (!isAsked || entry.Start.Value >= end || entry.End.Value <= start)
            {
                continue;
            }

            start = entry.Start.Value <= start ? entry.End.Value : start;
            if (start >= end)
            {
                return entry.Type is E820Type.Reserved or E820Type.Nvs;
            }
        }

        return false;
    }
}
