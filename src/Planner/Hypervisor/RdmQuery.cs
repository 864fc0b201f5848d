using System.Collections.Immutable;
using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Hypervisor;

/// <summary>One entry of the answer to a reserved device memory query.</summary>
/// <param name="StartPfn">First page frame.</param>
/// <param name="PageCount">Number of pages, never 0; wraps for a region that ends at 2^64.</param>
public readonly record struct RdmEntry(ulong StartPfn, ulong PageCount);

/// <summary>XENMEM_reserved_device_memory_map: what the toolstack is told about reserved device memory.</summary>
/// <remarks>
/// Mirrors get_reserved_device_memory() in xen/common/memory.c and intel_iommu_get_reserved_device_memory() in
/// xen/drivers/passthrough/vtd/dmar.c (Xen c447b73). Order is the hypervisor's list order; regions are never merged.
/// </remarks>
public static class RdmQuery
{
    /// <summary>All regions, each once, whatever its devices.</summary>
    /// <param name="host">The hypervisor after boot.</param>
    /// <returns>Entries in list order, without the regions that have no page or no visible device.</returns>
    public static ImmutableArray<RdmEntry> All(HypervisorResult host) => Query(host, device: null);

    /// <summary>The regions of one device: those with exactly its segment, bus, device and function in the scope.</summary>
    /// <param name="host">The hypervisor after boot.</param>
    /// <param name="device">The device. A bridge in a scope stands for itself only.</param>
    /// <returns>Entries in list order.</returns>
    public static ImmutableArray<RdmEntry> Of(HypervisorResult host, PciAddress device) => Query(host, device);

    private static ImmutableArray<RdmEntry> Query(HypervisorResult host, PciAddress? device)
    {
        var entries = ImmutableArray.CreateBuilder<RdmEntry>();
        foreach (RegisteredRegion region in host.Regions)
        {
            bool wanted = region.VisibleDevices.Any(other => device is null || other == device);
            if (wanted && region.PageCount != 0)
            {
                entries.Add(new RdmEntry(region.StartPfn, region.PageCount));
            }
        }

        return entries.ToImmutable();
    }
}
