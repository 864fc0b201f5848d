using System.Collections.Immutable;
using RdmPlanner.E820;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Toolstack;

namespace RdmPlanner.Planner.Picture;

/// <summary>The stages of a plan: the guest as configured, and as the toolstack leaves it.</summary>
internal static class PlanStages
{
    internal const string Toolstack = "toolstack";

    /// <summary>Makes the stages.</summary>
    internal static ImmutableArray<PictureStage> Of(PlanOutcome outcome, RegionStory story)
    {
        MemoryPlan plan = outcome.Plan;
        PictureStage last = plan.Request.GivenLayout is { } given ? Given(plan, given, story) : Planned(plan, story);
        return plan.InitialLayout is { } initial ? [Before(plan, initial, story), last] : [last];
    }

    /// <summary>Puts the parts of a stage in order.</summary>
    internal static PictureStage Make(
        string key, string name, string summary, IEnumerable<PictureBlock> blocks, IEnumerable<PictureEdge> edges)
    {
        ImmutableArray<PictureBlock> sorted =
        [
            .. blocks.OrderBy(b => b.Lane).ThenByDescending(b => b.Last - b.Start).ThenBy(b => b.Start).ThenBy(b => b.Id, StringComparer.Ordinal),
        ];
        return new PictureStage(
            key, name, summary, sorted, [.. edges.OrderBy(e => e.Address).ThenBy(e => e.Name, StringComparer.Ordinal)], Overlaps.Of(sorted));
    }

    /// <summary>The host's own map, as far as the input has one.</summary>
    internal static IEnumerable<PictureBlock> HostMap(E820Map? map) =>
        map is null ? [] : MapBlocks.Of(PictureLane.HostMap, "host", map.Entries.Select(e => e.ToRecord()));

    /// <summary>The hole below 4 GiB as the toolstack leaves it.</summary>
    internal static IEnumerable<PictureBlock> Hole(RamLayout layout)
    {
        ulong start = layout.MmioStart.Value;
        if (start < Gpa.FourGiB.Value)
        {
            yield return new PictureBlock
            {
                Id = "mmio-low",
                Lane = PictureLane.Devices,
                Start = start,
                Last = Gpa.FourGiB.Value - 1,
                Kind = BlockKind.MmioHole,
                Label = "MMIO hole",
                Facts = [new PictureFact("what", "hole for memory-mapped registers below 4 GiB; hvmloader places BARs in it")],
            };
        }
    }

    private static PictureStage Before(MemoryPlan plan, RamLayout initial, RegionStory story) => Make(
        "configured",
        "as configured",
        $"Before reserved regions are looked at: low RAM ends at {initial.LowMemEnd}.",
        [
            .. HostMap(plan.Request.Host.MemoryMap),
            .. story.Blocks(isBefore: true),
            .. RamBlocks.Of(initial.LowMemEnd.Value, initial.HighMemEnd?.Value, "as configured"),
            .. Hole(initial),
        ],
        [
            new PictureEdge("lowmem_end", initial.LowMemEnd.Value),
            .. HighEnd(initial.HighMemEnd),
            .. CommonEdges(plan),
        ]);

    private static PictureStage Planned(MemoryPlan plan, RegionStory story)
    {
        RamLayout layout = plan.Layout!;
        return Make(
            Toolstack,
            "toolstack",
            ToolstackSummary(plan),
            [
                .. HostMap(plan.Request.Host.MemoryMap),
                .. story.Blocks(isBefore: false),
                .. RamBlocks.Of(layout.LowMemEnd.Value, layout.HighMemEnd?.Value, "as the toolstack leaves it"),
                .. Hole(layout),
                .. MapBlocks.Of(PictureLane.GuestMap, "map", plan.MemoryMap),
            ],
            Edges(plan));
    }

    private static PictureStage Given(MemoryPlan plan, ImmutableArray<E820Record> layout, RegionStory story) => Make(
        Toolstack,
        "layout as given",
        "The layout is checked as it stands: no RAM is moved.",
        [
            .. HostMap(plan.Request.Host.MemoryMap),
            .. story.Blocks(isBefore: false),
            .. MapBlocks.Of(PictureLane.GuestRam, "ram", layout.Where(r => r.Type == E820Type.Ram)),
            .. MapBlocks.Of(PictureLane.GuestMap, "map", plan.MemoryMap),
        ],
        [new PictureEdge("lowmem_end", plan.LowMemEnd.Value), .. HighEnd(plan.HighMemEnd)]);

    /// <summary>The edges the toolstack leaves, those it moved with where they were.</summary>
    internal static IEnumerable<PictureEdge> Edges(MemoryPlan plan) =>
    [
        .. Moved("lowmem_end", plan.InitialLayout?.LowMemEnd.Value ?? plan.LowMemEnd.Value, plan.LowMemEnd.Value),
        .. HighEnd(plan.HighMemEnd),
        .. CommonEdges(plan),
    ];

    /// <summary>An edge, and where it was before when it moved.</summary>
    internal static IEnumerable<PictureEdge> Moved(string name, ulong before, ulong after) => before == after
        ? [new PictureEdge(name, after)]
        : [new PictureEdge(name, before, MovedTo: after), new PictureEdge(name, after, MovedFrom: before)];

    private static IEnumerable<PictureEdge> HighEnd(Gpa? end) => end is { } high ? [new PictureEdge("highmem_end", high.Value)] : [];

    private static IEnumerable<PictureEdge> CommonEdges(MemoryPlan plan)
    {
        yield return new PictureEdge("4 GiB", Gpa.FourGiB.Value);
        ulong boundary = unchecked((ulong)plan.Request.Guest.RdmMemBoundaryMiB.Value << 20);
        if (!plan.Regions.IsEmpty && boundary <= Gpa.FourGiB.Value)
        {
            yield return new PictureEdge("rdm_mem_boundary", boundary);
        }
    }

    private static string ToolstackSummary(MemoryPlan plan)
    {
        int Count(Rdm.RdmDisposition disposition) => plan.Regions.Count(r => r.Resolved.Disposition == disposition);
        string ram = plan.InitialLayout is { } initial && initial.LowMemEnd != plan.LowMemEnd
            ? $"low RAM ends at {plan.LowMemEnd} instead of {initial.LowMemEnd}"
            : $"low RAM ends at {plan.LowMemEnd}";
        return $"The toolstack looked at {Reports.CountText.Of(plan.Regions.Length, "region")}: {Count(Rdm.RdmDisposition.Exposed)} reserved, "
            + $"{Count(Rdm.RdmDisposition.Masked)} left out, {Count(Rdm.RdmDisposition.Conflicting)} in conflict; {ram}.";
    }
}
