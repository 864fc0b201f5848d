using System.Collections.Immutable;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Toolstack;

namespace RdmPlanner.Planner.Advice;

/// <summary>For each setting that is a number, the values at which a plan can change.</summary>
/// <remarks>
/// A plan depends on such a setting through comparisons with the starts of regions only, so it is the same for all values
/// between two thresholds; trying the preferred end of each such interval tries them all.
/// </remarks>
internal static class NumberKnobs
{
    /// <summary>The knobs that are numbers, cheapest first.</summary>
    internal static readonly ImmutableArray<Knob> All = [Knob.Boundary, Knob.MmioHole, Knob.Hap, Knob.Memory];

    /// <summary>The values to try, the one that changes least first; never the present one.</summary>
    /// <remarks>Boundary: the highest. Hole: the smallest. Memory: the most, and less than now.</remarks>
    internal static ImmutableArray<NumberChange> Values(PlanRequest request, Knob knob)
    {
        GuestConfig guest = request.Guest;
        ImmutableArray<RdmEntry> entries = RdmCollector.Collect(MemoryPlanner.RdmRequestOf(request)).Entries;
        if (entries.Length >= ToolstackMemoryMap.EntryLimit)
        {
            // The map takes no more entries, so no number makes room for all of them.
            return [];
        }

        Gpa[] starts = [.. entries.Select(e => e.Start).Distinct()];
        IEnumerable<long> values = knob switch
        {
            Knob.Boundary => BoundaryValues.Of(starts).Where(v => v != guest.RdmMemBoundaryMiB.Value),
            Knob.MmioHole => HoleValues.Of(starts).Append(HoleValues.LeastMiB).Distinct().Order()
                .Where(v => v != (guest.MmioHoleMiB.Value ?? HoleValues.LeastMiB)),
            Knob.Hap => [guest.Hap.Value ? 0 : 1],
            Knob.Memory => MemoryThresholds(request, entries).Where(v => v < guest.MaxMemMiB.Value),
            _ => throw new System.Diagnostics.UnreachableException($"{knob} is no number"),
        };
        return [.. values.Select(v => new NumberChange(knob, v))];
    }

    /// <summary>Less than zero when the first value of a knob changes less than the second.</summary>
    internal static int Compare(NumberChange first, NumberChange second) => first.Knob == Knob.MmioHole
        ? first.Value.CompareTo(second.Value)
        : second.Value.CompareTo(first.Value);

    /// <summary>
    /// The largest memory sizes, video memory included, up to which RAM does not reach a region: low RAM any region below
    /// 4 GiB, high RAM the lowest one above. Whether every region is free of RAM changes behind these sizes only.
    /// </summary>
    /// <param name="request">The guest; its memory is not looked at.</param>
    /// <param name="entries">Its regions.</param>
    /// <returns>Sizes in MiB, the largest first.</returns>
    internal static IEnumerable<long> MemoryThresholds(PlanRequest request, ImmutableArray<RdmEntry> entries)
    {
        ulong fourGiB = Gpa.FourGiB.Value;
        ulong hole = RamLayout.Initial(1UL << 40, 0, MemoryPlanner.Input(request).MmioHoleKiB).LowMemEnd.Value;
        ulong[] low = [.. entries.Select(e => e.Start.Value).Where(s => s < fourGiB).Distinct()];

        // An end that wraps to 0 meets nothing.
        RdmEntry[] high = [.. entries.Where(e => e.Start.Value >= fourGiB && e.WrappedEnd.Value > e.Start.Value)];
        HashSet<ulong> sizes = [hole, .. low];
        if (high.Length > 0)
        {
            // Where low RAM can end beside the end of all RAM: at the hole, or at a region, rounded or not.
            ulong room = high.Min(e => e.Start.Value) - fourGiB;
            sizes.UnionWith(low.Append(hole).Select(end => room + end));
            sizes.UnionWith(low.Select(end => room + (end & ~(PageSizes.Size2MiB - 1))));
        }

        // Below 2 MiB of RAM hvmloader does not run, and the arithmetic of the map wraps.
        long video = request.Guest.VideoRamMiB.Value;
        return sizes.Select(s => (long)(s >> 20)).Where(s => s > 1).Distinct().Select(s => s + video).OrderDescending();
    }
}
