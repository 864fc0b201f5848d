using System.Collections.Immutable;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Rdm;

namespace RdmPlanner.Planner.Plan;

/// <summary>
/// The one change that most rejected guests need: the highest <c>rdm_mem_boundary</c> that works, tried before it is
/// suggested. It takes the values that <c>rdmplan advise</c> tries as well, which also knows the other settings.
/// </summary>
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

        // Every region below the lowest conflicting one is free of RAM as it is, so no other value has to be tried.
        long boundaryMiB = BoundaryValues.Of([conflicts.Min(r => r.Resolved.Entry.Start)]).FirstOrDefault();
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
            ? WithHelp(outcome, $"rdm_mem_boundary = {boundaryMiB} lets the guest start; low RAM then ends at {tried.Plan.LowMemEnd} ('rdmplan advise' weighs other settings)")
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
