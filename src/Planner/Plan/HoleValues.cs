using System.Collections.Immutable;
using RdmPlanner.E820;

namespace RdmPlanner.Planner.Plan;

/// <summary>The values of <c>mmio_hole</c> at which something changes.</summary>
internal static class HoleValues
{
    /// <summary>The smallest hole in MiB, and the default.</summary>
    internal const long LeastMiB = 256;

    private const long MostMiB = 3840;

    /// <summary>For each start of a region below 4 GiB, the smallest hole under which low RAM does not reach it.</summary>
    /// <param name="starts">Starts of the regions.</param>
    /// <returns>Holes that xl takes, in MiB, smallest first, each once.</returns>
    internal static ImmutableArray<long> Of(IEnumerable<Gpa> starts) =>
    [
        .. starts.Where(s => s < Gpa.FourGiB)
            .Select(s => Math.Max((long)((Gpa.FourGiB.Value - s.Value + (1 << 20) - 1) >> 20), LeastMiB))
            .Where(hole => hole <= MostMiB)
            .Distinct()
            .Order(),
    ];
}
