using System.Collections.Immutable;
using System.Globalization;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Rdm;

namespace RdmPlanner.Planner.Plan;

/// <summary>
/// The changes that most rejected guests need, each tried before it is suggested: the smallest <c>mmio_hole</c> and the
/// highest <c>rdm_mem_boundary</c> that let the toolstack build the guest. Which of them the device model survives better is
/// for <c>rdmplan advise</c> to say, which runs the whole machine.
/// </summary>
internal static class ConflictHelp
{
    /// <summary>Adds the help to each strict conflict when lower RAM turns the rejection into acceptance.</summary>
    internal static PlanOutcome AddTo(PlanOutcome outcome)
    {
        PlannedRegion[] conflicts =
            [.. outcome.Plan.Regions.Where(r => r.Resolved.Disposition == RdmDisposition.Conflicting)];
        if (conflicts.Length == 0)
        {
            return outcome;
        }

        // Every region below the lowest conflicting one is free of RAM as it is, so no other value has to be tried.
        Gpa lowest = conflicts.Min(r => r.Resolved.Entry.Start);
        if (BoundaryValues.Of([lowest]) is not [> 0 and long boundaryMiB])
        {
            return WithHelp(outcome, "no boundary can help a region that starts this low: low RAM counts from address 0");
        }

        GuestConfig guest = outcome.Plan.Request.Guest;
        List<string> helping = [];
        if (HoleValues.Of([lowest]) is [var holeMiB, ..]
            && IsAccepted(guest with { MmioHoleMiB = new Configured<long?>(holeMiB, "mmio_hole") }))
        {
            helping.Add(string.Create(CultureInfo.InvariantCulture, $"mmio_hole = {holeMiB}"));
        }

        if (IsAccepted(guest with { RdmMemBoundaryMiB = new Configured<long>(boundaryMiB, "rdm_mem_boundary") }))
        {
            helping.Add(string.Create(CultureInfo.InvariantCulture, $"rdm_mem_boundary = {boundaryMiB}"));
        }

        return helping.Count == 0 ? outcome : WithHelp(outcome,
            $"{string.Join(" or ", helping)} lets the guest start: low RAM then ends below the region ('rdmplan advise' ranks all that helps)");

        bool IsAccepted(GuestConfig changed) => MemoryPlanner.PlanWithoutHelp(outcome.Plan.Request with { Guest = changed }) is Accepted;
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
