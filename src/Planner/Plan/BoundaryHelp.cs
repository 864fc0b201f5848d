using System.Collections.Immutable;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Rdm;

namespace RdmPlanner.Planner.Plan;

/// <summary>The one change that most rejected guests need: a lower <c>rdm_mem_boundary</c>, tried before it is suggested.</summary>
internal static class BoundaryHelp
{
    /// <summary>Adds the help to each strict conflict when a lower boundary turns the rejection into acceptance.</summary>
    internal static PlanOutcome AddTo(PlanOutcome outcome)
    {
        PlannedRegion[] conflicts =
            [.. outcome.Plan.Regions.Where(r => r.Resolved.Disposition == RdmDisposition.Conflicting)];
        if (conflicts.Length == 0)
        {
            return outcome;
        }

        // A region is helped only when it starts strictly above the boundary, which is given in whole MiB.
        ulong lowest = conflicts.Min(r => r.Resolved.Entry.Start.Value);
        long boundaryMiB = (long)((lowest == 0 ? 0 : lowest - 1) >> 20);
        if (boundaryMiB == 0)
        {
            return WithHelp(outcome, "no boundary can help a region that starts this low: low RAM counts from address 0");
        }

        GuestConfig guest = outcome.Plan.Request.Guest with
        {
            RdmMemBoundaryMiB = new Configured<long>(boundaryMiB, "rdm_mem_boundary"),
        };
        PlanOutcome tried = MemoryPlanner.PlanWithoutHelp(outcome.Plan.Request with { Guest = guest });
        return tried is Accepted
            ? WithHelp(outcome, $"rdm_mem_boundary = {boundaryMiB} lets the guest start; low RAM then ends at {tried.Plan.LowMemEnd}")
            : outcome;
    }

    private static Rejected WithHelp(PlanOutcome outcome, string help)
    {
        ImmutableArray<PlanDiagnostic> diagnostics =
        [
            .. outcome.Plan.Diagnostics.Select(d => d.Code == PlanDiagnosticCode.StrictConflict ? d with { Help = help } : d),
        ];
        return new Rejected(outcome.Plan with { Diagnostics = diagnostics });
    }
}
