using System.Collections.Immutable;
using RdmPlanner.E820;
using RdmPlanner.Planner.Toolstack;

namespace RdmPlanner.Planner.Rdm;

/// <summary>The toolstack's whole work on reserved regions: collects them and moves RAM out of their way.</summary>
/// <remarks>
/// Mirrors libxl__domain_device_construct_rdm() in tools/libs/light/libxl_dm.c (Xen c447b73), whose halves are
/// <see cref="RdmCollector"/> and <see cref="RdmResolver"/>; here both work on one list.
/// </remarks>
public static class RdmConstruction
{
    /// <summary>Collects and resolves.</summary>
    /// <param name="request">Host regions, devices, strategy and policies.</param>
    /// <param name="initial">RAM before.</param>
    /// <param name="boundary">Only a region that starts strictly above this byte may push low RAM down.</param>
    /// <param name="roundTo2MiB">Whether a moved end is rounded down to 2 MiB (HAP guests, 4.14 and later).</param>
    /// <param name="devices">The devices with the policies they ended up with; null still where a device has no region.</param>
    /// <returns>The final layout and what became of each region. Never fails: a conflict is an answer.</returns>
    public static RdmResolution Run(
        RdmRequest request, RamLayout initial, Gpa boundary, bool roundTo2MiB, out ImmutableArray<AssignedDevice> devices)
    {
        ReportedRegions reported = ReportedRegions.Of(request.HostRegions);
        ResolvedRegion[] regions = GC.AllocateUninitializedArray<ResolvedRegion>(RdmCollector.MostEntries(request, reported));
        int count = RdmCollector.Collect(request, reported, regions, out devices);
        if (count < regions.Length)
        {
            Array.Resize(ref regions, count);
        }

        return RdmResolver.ResolveInPlace(initial, regions, boundary, roundTo2MiB);
    }
}
