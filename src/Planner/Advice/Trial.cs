using System.Collections.Immutable;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Simulation;
using RdmPlanner.Planner.Toolstack;

namespace RdmPlanner.Planner.Advice;

/// <summary>A set of changes, applied to the text, read again with the real reader, planned, and run on the whole machine.</summary>
internal sealed record Trial
{
    private static readonly ImmutableArray<string> CautionCodes =
    [
        SimulationRule.Of(SimulationFindingCode.FrameWithTwoOwners).CodeText,
        SimulationRule.Of(SimulationFindingCode.BarHidden).CodeText,
        SimulationRule.Of(SimulationFindingCode.RamMissing).CodeText,
    ];

    /// <summary>The changes; none for the guest as it is.</summary>
    public required ImmutableArray<ConfigChange> Changes { get; init; }

    /// <summary>The guest's text after them.</summary>
    public required EditedGuest Edited { get; init; }

    /// <summary>The plan.</summary>
    public required PlanOutcome Outcome { get; init; }

    /// <summary>What is wrong with it.</summary>
    public required ImmutableArray<Trouble> Troubles { get; init; }

    /// <summary>What the device model makes of it: frames with two owners, hidden BARs, RAM without memory. No region is lost by it.</summary>
    public required ImmutableArray<Finding> Cautions { get; init; }

    /// <summary>How many kinds of cautions there are.</summary>
    public int CautionCount => Cautions.Select(c => c.Code).Distinct().Count();

    /// <summary>Whether the guest runs, with every region it lists reserved.</summary>
    public bool IsClean => Troubles.IsEmpty;

    /// <summary>Whether the guest runs, though regions may be masked.</summary>
    public bool Starts => Outcome is Accepted && Troubles.All(t => t.Kind == TroubleKind.Masked);

    /// <summary>How many regions are masked.</summary>
    public int MaskedCount => Troubles.Count(t => t.Kind == TroubleKind.Masked);

    /// <summary>Tries changes.</summary>
    /// <param name="question">The guest as it is.</param>
    /// <param name="changes">The changes.</param>
    /// <returns>The trial; null when the edited text is not taken, or says something else than the changes do.</returns>
    internal static Trial? Of(AdviceQuestion question, ImmutableArray<ConfigChange> changes)
    {
        if (ConfigEditor.Apply(question.Source, question.Plan.Guest, changes) is not { } edited)
        {
            return null;
        }

        BoundGuest bound = edited.Source.Bind(question.Plan.Profile);
        if (bound.IsRefused)
        {
            return null;
        }

        PlanRequest request = question.Plan with { Guest = bound.Config };
        PlanOutcome outcome = MemoryPlanner.PlanWithoutHelp(request);
        MachineSimulation? machine = request.GivenLayout is null && outcome is Accepted
            ? MachineSimulator.Run(question.Machine with { Plan = request })
            : null;
        return new Trial
        {
            Changes = changes,
            Edited = edited,
            Outcome = outcome,
            Troubles = Trouble.Of(outcome, machine),
            Cautions = [.. (machine?.Findings ?? []).Where(f => CautionCodes.Contains(f.Code))],
        };
    }

    /// <summary>How many regions would meet RAM, from the toolstack alone; null when the guest is not built.</summary>
    internal static int? QuickMaskedCount(PlanRequest request)
    {
        ToolstackResult result = ToolstackStage.Run(MemoryPlanner.Input(request));
        return result.Verdict == ToolstackVerdict.Built
            ? result.Rdm.Regions.Count(r => r.Disposition == RdmDisposition.Masked)
            : null;
    }
}
