using System.Collections.Immutable;
using RdmPlanner.E820;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Toolstack;

namespace RdmPlanner.Planner.Plan;

/// <summary>Says in words what a plan did, and what about its inputs a user must know.</summary>
internal static class PlanExplanation
{
    /// <summary>The diagnostics of a plan the toolstack made, in order of code, then of region.</summary>
    internal static ImmutableArray<PlanDiagnostic> Of(
        PlanRequest request, ToolstackResult result, ImmutableArray<PlannedRegion> regions)
    {
        List<PlanDiagnostic> found = [];
        RamLayout layout = result.Rdm.Layout;
        foreach (PlannedRegion region in regions)
        {
            if (region.Resolved.Disposition != RdmDisposition.Exposed)
            {
                found.Add(Conflict(region, MetRam(region, layout), WhyNotMoved(region, request)));
            }
        }

        if (layout.LowMemEnd != result.Initial.LowMemEnd)
        {
            found.Add(Lowered(result.Initial, layout, regions));
        }

        AddBuildProblems(result, found);
        HostRemarks.AddTo(found, request, regions);
        ProfileRemarks.AddTo(found, request, result);
        return [.. found.OrderBy(d => d.Code)];
    }

    /// <summary>The diagnostics of a hand-written layout.</summary>
    internal static ImmutableArray<PlanDiagnostic> OfLayout(
        PlanRequest request, ImmutableArray<E820Record> layout, ImmutableArray<PlannedRegion> regions)
    {
        List<PlanDiagnostic> found =
        [
            new(PlanDiagnosticCode.LayoutAsGiven, "the layout is checked as it stands: no RAM is moved to make room"),
        ];
        foreach (PlannedRegion region in regions)
        {
            if (region.Resolved.Disposition != RdmDisposition.Exposed)
            {
                E820Record ram = LayoutCheck.RamMet(region.Resolved.Entry, layout).First();
                string name = $"RAM {RegionText.Range(ram.Address.Value, ram.SizeInBytes)} of the layout";
                found.Add(Conflict(region, name, "a given layout is not moved"));
            }
        }

        HostRemarks.AddTo(found, request, regions);
        return [.. found.OrderBy(d => d.Code)];
    }

    private static PlanDiagnostic Conflict(PlannedRegion region, string ram, string why)
    {
        string place = region.Sources[0].ToString();
        string who = RegionText.Devices(region.Host);
        return region.Resolved.Disposition == RdmDisposition.Conflicting
            ? new PlanDiagnostic(
                PlanDiagnosticCode.StrictConflict,
                $"strict {RegionText.Region(region)} (devices: {who}) meets {ram}; {why}",
                place)
            : new PlanDiagnostic(
                PlanDiagnosticCode.RelaxedConflict,
                $"relaxed {RegionText.Region(region)} meets {ram}; {why}. The RAM stays and the region is left out of the map: "
                + $"DMA of {who} to these addresses hits guest RAM",
                place);
    }

    private static string MetRam(PlannedRegion region, RamLayout layout)
    {
        string low = $"low RAM {RegionText.Range(0, layout.LowMemEnd.Value)}";
        string high = ToolstackMemoryMap.HighRam(layout) is { } ram
            ? $"high RAM {RegionText.Range(ram.Address.Value, ram.SizeInBytes)}"
            : "high RAM";
        return (region.Resolved.MeetsLowRam, region.Resolved.MeetsHighRam) switch
        {
            (true, true) => $"{low} and {high}",
            (true, false) => low,
            _ => high,
        };
    }

    private static string WhyNotMoved(PlannedRegion region, PlanRequest request)
    {
        ulong boundary = unchecked((ulong)request.Guest.RdmMemBoundaryMiB.Value << 20);
        return !region.Resolved.MeetsLowRam ? "RAM above 4 GiB is never moved"
            : region.Resolved.Entry.Start.Value < Gpa.OneMiB.Value ? "low RAM counts from address 0, so a region below 1 MiB always meets it"
            : $"it starts at {region.Resolved.Entry.Start}, not above the boundary 0x{boundary:x} "
                + $"({request.Guest.RdmMemBoundaryMiB.Value} MiB, {request.Guest.RdmMemBoundaryMiB.Origin}), so low RAM is not moved for it";
    }

    private static PlanDiagnostic Lowered(RamLayout before, RamLayout after, ImmutableArray<PlannedRegion> regions)
    {
        ulong moved = before.LowMemEnd - after.LowMemEnd;
        PlannedRegion lowest = regions.Where(r => r.Resolved.LoweredLowMem).MinBy(r => r.Resolved.Entry.Start)!;
        return new PlanDiagnostic(
            PlanDiagnosticCode.LowMemLowered,
            $"low RAM ends at {after.LowMemEnd} instead of {before.LowMemEnd}: {moved >> 20} MiB ({moved >> PageSizes.FrameShift} pages) of RAM "
            + $"moved above 4 GiB to make room for {RegionText.Region(lowest)}",
            lowest.Sources[0].ToString());
    }

    private static void AddBuildProblems(ToolstackResult result, List<PlanDiagnostic> found)
    {
        if (result.Verdict == ToolstackVerdict.TooManyEntries)
        {
            int entries = result.Rdm.Regions.Count(r => r.Disposition != RdmDisposition.Masked)
                + (ToolstackMemoryMap.HighRam(result.Rdm.Layout) is null ? 1 : 2);
            found.Add(new PlanDiagnostic(
                PlanDiagnosticCode.TooManyEntries,
                $"the memory map would have {entries} entries; libxc refuses {ToolstackMemoryMap.EntryLimit} and more",
                Help: "list only the devices' regions (no strategy=host), or fewer devices"));
        }

        if (result.Verdict == ToolstackVerdict.PageCountMismatch)
        {
            found.Add(new PlanDiagnostic(
                PlanDiagnosticCode.PageCountMismatch,
                $"libxc refuses the build: {result.Log[^1].Text}",
                Help: "use sizes in whole MiB"));
        }

        if (result.Rdm.Layout.LowMemEnd < Gpa.OneMiB)
        {
            found.Add(new PlanDiagnostic(
                PlanDiagnosticCode.LowMemBelowOneMiB,
                $"low RAM ends at {result.Rdm.Layout.LowMemEnd}, below 1 MiB: the size of its map entry wraps and hvmloader will not start"));
        }
    }
}
