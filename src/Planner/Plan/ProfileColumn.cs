using System.Collections.Immutable;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Planner.Plan;

/// <summary>How the same guest ends under one profile.</summary>
/// <param name="Name">The profile: <c>design</c>, or the releases that behave alike.</param>
/// <param name="Verdict">How it ends, in a word or two.</param>
/// <param name="IsRejected">Whether the guest does not start.</param>
/// <param name="LowMemEnd">Where low RAM ends; empty when there is no plan.</param>
/// <param name="Regions">What becomes of the regions, in words.</param>
/// <param name="Why">What a reader must know, such as the words of the stage that refuses; empty for nothing.</param>
public sealed record ProfileColumn(string Name, string Verdict, bool IsRejected, string LowMemEnd, string Regions, string Why)
{
    /// <summary>Compares the profiles; of a band, its newest releases stand for all.</summary>
    /// <param name="request">The question; its guest and profile are replaced.</param>
    /// <param name="bind">Reads the guest as a profile's xl does.</param>
    /// <param name="machine">Runs the whole machine on each accepted plan; null compares plans alone.</param>
    /// <returns>A column for each band, oldest releases first, the design before them.</returns>
    public static ImmutableArray<ProfileColumn> Compare(
        PlanRequest request, Func<XenProfile, BoundGuest> bind, SimulationRequest? machine = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(bind);
        return [.. ProfileBand.All.Select(band => Of(band.Name, band.Steps[^1].Profile, request, bind, machine))];
    }

    private static ProfileColumn Of(
        string name, XenProfile profile, PlanRequest request, Func<XenProfile, BoundGuest> bind, SimulationRequest? machine)
    {
        BoundGuest guest = bind(profile);
        if (guest.IsRefused)
        {
            string words = guest.Xl.StandardError.Trim().ReplaceLineEndings(" ");
            return new ProfileColumn(name, "REFUSED by xl", true, "", "", words.Length == 0 ? $"xl exits with {guest.Xl.ExitCode}" : words);
        }

        PlanRequest asked = request with { Guest = guest.Config, Profile = profile };
        PlanOutcome outcome = MemoryPlanner.Plan(asked);
        SimulationStop? stop = machine is not null && outcome is Accepted && asked.GivenLayout is null
            ? MachineSimulator.Run(machine with { Plan = asked }).Stop
            : null;
        int masked = Count(outcome.Plan, RdmDisposition.Masked);
        bool isRejected = outcome is Rejected || stop is not null;
        string verdict = isRejected ? "REJECTED" : masked == 0 ? "ACCEPTED" : "ACCEPTED, at a risk";
        return new ProfileColumn(name, verdict, isRejected, outcome.Plan.LowMemEnd.ToString(), RegionWords(outcome.Plan), Remark(outcome, stop));
    }

    private static int Count(MemoryPlan plan, RdmDisposition disposition) =>
        plan.Regions.Count(r => r.Resolved.Disposition == disposition);

    private static string RegionWords(MemoryPlan plan)
    {
        (string Word, int Count)[] counts =
        [
            ("reserved", Count(plan, RdmDisposition.Exposed)),
            ("left out", Count(plan, RdmDisposition.Masked)),
            ("in conflict", Count(plan, RdmDisposition.Conflicting)),
        ];
        return plan.Regions.IsEmpty ? "none is looked at" : string.Join(", ", counts.Where(c => c.Count > 0).Select(c => $"{c.Count} {c.Word}"));
    }

    private static string Remark(PlanOutcome outcome, SimulationStop? stop) =>
        stop is not null ? stop.Reason
        : outcome.Plan.Regions.IsEmpty && outcome.Plan.Request.Guest.RdmText.Value is not null && !outcome.Plan.Request.Host.Regions.IsEmpty
            ? "the rdm= line has no effect here"
        : outcome.Plan.Diagnostics.FirstOrDefault(d => d.Severity == Acpi.DiagnosticSeverity.Error && d.Code != PlanDiagnosticCode.StrictConflict)?.Message ?? "";
}
