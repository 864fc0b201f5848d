using System.Collections.Immutable;
using RdmPlanner.E820;

namespace RdmPlanner.Planner.Plan;

/// <summary>The values of <c>rdm_mem_boundary</c> at which something changes.</summary>
public static class BoundaryValues
{
    /// <summary>
    /// For each start of a region, the highest boundary under which RAM may still be moved for it. A region is helped when it
    /// starts strictly above the boundary, which is given in whole MiB, so between two of these values every plan is the
    /// same: the highest boundary that works is one of them, or none works.
    /// </summary>
    /// <param name="starts">Starts of the regions.</param>
    /// <returns>Boundaries in MiB, highest first, each once.</returns>
    public static ImmutableArray<long> Of(IEnumerable<Gpa> starts) =>
    [
        .. starts.Where(s => s.Value != 0).Select(s => (long)((s.Value - 1) >> 20)).Distinct().OrderDescending(),
    ];
}
