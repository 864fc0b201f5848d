using System.Collections.Immutable;
using RdmPlanner.Acpi;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Reports;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Planner.Comparison;

/// <summary>The same question under one profile: the guest as its xl reads it, and the answer.</summary>
public sealed record ProfileAnswer
{
    /// <summary>Whose rules.</summary>
    public required XenProfile Profile { get; init; }

    /// <summary>The guest as this profile reads it.</summary>
    public required BoundGuest Guest { get; init; }

    /// <summary>The plan; null when xl stops at the configuration.</summary>
    public PlanOutcome? Plan { get; init; }

    /// <summary>The simulation; null when only a plan was asked for, or xl stops before it.</summary>
    public MachineSimulation? Simulation { get; init; }

    /// <summary>Everything to be said under this profile, the configuration's findings first.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>The verdict.</summary>
    public SimulationOutcome Outcome => Simulation?.Outcome
        ?? (Plan is Accepted ? SimulationOutcome.Accepted : SimulationOutcome.Rejected);

    /// <summary>Where it stops: <c>configuration</c> or a stage; null when it does not.</summary>
    public string? Stage => Plan is null ? "configuration"
        : Simulation is not null ? (Simulation.Stop is { } stop ? SimulationNames.Of(stop.Stage) : null)
        : Plan is Rejected ? SimulationNames.Of(SimulationStage.Toolstack)
        : null;

    /// <summary>Why it stops; null when it does not.</summary>
    public string? Reason => Stage is null ? null
        : Simulation?.Stop?.Reason
        ?? Findings.FirstOrDefault(f => f.Severity == DiagnosticSeverity.Error)?.Message
        ?? (Guest.Xl.StandardError.Length > 0 ? Guest.Xl.StandardError.TrimEnd('\n') : "xl stops without a message");

    /// <summary>End of RAM below 4 GiB; null without a plan.</summary>
    public Gpa? LowMemEnd => Plan?.Plan.LowMemEnd;

    /// <summary>End of RAM above 4 GiB; null when there is none.</summary>
    public Gpa? HighMemEnd => Plan?.Plan.HighMemEnd;

    /// <summary>How many regions the guest reserves.</summary>
    public int ReservedCount => Count(RdmDisposition.Exposed);

    /// <summary>How many are left out because RAM is in their place.</summary>
    public int LeftOutCount => Count(RdmDisposition.Masked);

    /// <summary>How many meet RAM, so that the guest is not started.</summary>
    public int ConflictCount => Count(RdmDisposition.Conflicting);

    /// <summary>How many warnings there are.</summary>
    public int WarningCount => Findings.Count(f => f.Severity == DiagnosticSeverity.Warning);

    /// <summary>Where hvmloader put each BAR: <c>05.0 BAR 0 at 0x400000000</c>, by function and register.</summary>
    public ImmutableArray<string> BarPlaces =>
    [
        .. (Simulation?.Hvmloader?.Result.Bars ?? []).Select(b =>
            $"{SimulationNames.Place(b.DevFn)} {(b.Bar.Index == PciBar.RomIndex ? "ROM" : $"BAR {b.Bar.Index}")} {(b.IsAssigned ? "at " + HexText.Of(b.Address) : "without space")}"),
    ];

    /// <summary>Whether another profile's answer is the same in everything but the wording of log lines and the E820's ACPI entry.</summary>
    internal bool IsLike(ProfileAnswer other) =>
        Outcome == other.Outcome && Stage == other.Stage && Reason == other.Reason
        && LowMemEnd == other.LowMemEnd && HighMemEnd == other.HighMemEnd
        && Regions().SequenceEqual(other.Regions()) && BarPlaces.SequenceEqual(other.BarPlaces)
        && Findings.Select(f => f.Code).SequenceEqual(other.Findings.Select(f => f.Code));

    internal IEnumerable<(Gpa Start, RdmPolicy Policy, RdmDisposition Disposition)> Regions() =>
        (Plan?.Plan.Regions ?? []).Select(r => (r.Resolved.Entry.Start, r.Resolved.Entry.Policy, r.Resolved.Disposition));

    private int Count(RdmDisposition disposition) => Plan?.Plan.Regions.Count(r => r.Resolved.Disposition == disposition) ?? 0;
}
