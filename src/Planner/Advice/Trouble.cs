using System.Collections.Immutable;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Planner.Advice;

/// <summary>What kind of thing keeps a guest from running with every region reserved.</summary>
public enum TroubleKind
{
    /// <summary>A strict region meets RAM: the guest is not built.</summary>
    Conflict,

    /// <summary>A relaxed region meets RAM: the guest starts without it.</summary>
    Masked,

    /// <summary>The toolstack refuses the build for another reason.</summary>
    Build,

    /// <summary>The hypervisor refuses a device.</summary>
    Assignment,

    /// <summary>hvmloader stops itself.</summary>
    Hvmloader,

    /// <summary>A BAR gets no place, or one over a region.</summary>
    Bar,
}

/// <summary>One reason why a guest is not clean.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Text">The reason in words, without a full stop.</param>
/// <param name="Region">The region at fault; null when it is none.</param>
public sealed record Trouble(TroubleKind Kind, string Text, PlannedRegion? Region = null)
{
    /// <summary>All reasons; none for a clean guest: built, every region reserved, assigned, booted, every BAR placed.</summary>
    /// <param name="outcome">The plan.</param>
    /// <param name="machine">The run of the whole machine; null for a layout that was given, which no machine runs.</param>
    /// <returns>The reasons in the order of the stages.</returns>
    public static ImmutableArray<Trouble> Of(PlanOutcome outcome, MachineSimulation? machine)
    {
        ImmutableArray<Trouble>.Builder found = ImmutableArray.CreateBuilder<Trouble>();
        foreach (PlannedRegion region in outcome.Plan.Regions)
        {
            RdmDisposition disposition = region.Resolved.Disposition;
            if (disposition != RdmDisposition.Exposed)
            {
                bool isStrict = disposition == RdmDisposition.Conflicting;
                found.Add(new Trouble(
                    isStrict ? TroubleKind.Conflict : TroubleKind.Masked,
                    $"{(isStrict ? "strict" : "relaxed")} {RegionText.Region(region)} (devices: {RegionText.Devices(region.Host)}) "
                        + $"meets {Ram(region, outcome.Plan)}" + (isStrict ? "" : " and is left out of the map"),
                    region));
            }
        }

        found.AddRange(outcome.Plan.Diagnostics
            .Where(d => d.Code is PlanDiagnosticCode.TooManyEntries or PlanDiagnosticCode.PageCountMismatch or PlanDiagnosticCode.LowMemBelowOneMiB)
            .Select(d => new Trouble(TroubleKind.Build, d.Message)));
        if (machine?.Stop is { } stop && stop.Stage != SimulationStage.Toolstack)
        {
            found.Add(new Trouble(
                stop.Stage == SimulationStage.Hvmloader ? TroubleKind.Hvmloader : TroubleKind.Assignment,
                stop.Stage == SimulationStage.Hvmloader ? $"hvmloader stops: {stop.Reason}" : $"a device is not assigned: {stop.Reason.TrimEnd('.')}"));
        }

        SimulationFindingCode[] bars =
            [SimulationFindingCode.BarWithoutSpace, SimulationFindingCode.BarOverRegion, SimulationFindingCode.HighBarOverRegion];
        string[] codes = [.. bars.Select(c => SimulationRule.Of(c).CodeText)];
        found.AddRange((machine?.Findings ?? []).Where(f => codes.Contains(f.Code)).Select(f => new Trouble(TroubleKind.Bar, f.Message)));
        return found.DrainToImmutable();
    }

    private static string Ram(PlannedRegion region, MemoryPlan plan) => (region.Resolved.MeetsLowRam, region.Resolved.MeetsHighRam) switch
    {
        (true, true) => $"RAM below {plan.LowMemEnd} and above 4 GiB",
        (true, false) => $"RAM below {plan.LowMemEnd}",
        _ => $"RAM between 4 GiB and {plan.HighMemEnd}",
    };
}
