using RdmPlanner.Acpi;
using RdmPlanner.E820;
using RdmPlanner.Planner.Comparison;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Reports;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Planner.Picture;

/// <summary>What a reader must have understood after ten seconds.</summary>
/// <param name="IsRejected">Whether the guest does not start, or not with all it was to have.</param>
/// <param name="Sentence">One or two plain sentences: which device, which region and which RAM collide; or how the guest fits.</param>
/// <param name="Change">What to change, tried before it is said; null when nothing is known or needed.</param>
/// <param name="Region">Id of the block of the region at fault; null when no region is.</param>
/// <param name="Ram">Id of the block it meets; null when it meets none.</param>
public sealed record PictureHeadline(bool IsRejected, string Sentence, string? Change, string? Region = null, string? Ram = null)
{
    /// <summary>The verdict: <c>ACCEPTED</c>, <c>REJECTED</c> or <c>CRASHED</c>; of several profiles, under how many.</summary>
    public string Verdict { get; private init; } = IsRejected ? "REJECTED" : "ACCEPTED";

    /// <summary>The headline of a plan.</summary>
    internal static PictureHeadline Of(PlanOutcome outcome)
    {
        MemoryPlan plan = outcome.Plan;
        PlannedRegion? conflict = First(plan, RdmDisposition.Conflicting);
        if (outcome is Rejected && conflict is not null)
        {
            return new PictureHeadline(
                true, Collision(plan, conflict) + Others(plan), Help(plan), RegionStory.IdOf(conflict.Resolved.Entry.RegionIndex), RamIdOf(plan, conflict));
        }

        if (outcome is Rejected)
        {
            PlanDiagnostic why = plan.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error);
            return new PictureHeadline(true, $"The guest is not started: {why.Message}.", why.Help);
        }

        return First(plan, RdmDisposition.Masked) is { } masked ? Left(plan, masked) : new PictureHeadline(false, Fits(plan), null);
    }

    /// <summary>The headline of a simulation: of its plan, unless a later stage stops the guest.</summary>
    internal static PictureHeadline Of(MachineSimulation simulation)
    {
        if (simulation.Stop is not { } stop || stop.Stage == SimulationStage.Toolstack)
        {
            return Of(simulation.Plan);
        }

        string stage = stop.Stage switch
        {
            SimulationStage.Hypervisor => "the hypervisor's boot",
            SimulationStage.Assignment => "the assignment of its devices",
            SimulationStage.Hvmloader => "hvmloader",
            _ => "hotplug",
        };
        Finding? error = simulation.Findings.FirstOrDefault(f => f.Severity == DiagnosticSeverity.Error);
        string verb = stop.Stage == SimulationStage.Hotplug ? "The running guest does not get its device" : "The guest does not start";
        string end = stop.Reason.TrimEnd('.', '!', ' ');
        string? change = error?.Help ?? simulation.Findings.FirstOrDefault(f => f.Severity == DiagnosticSeverity.Warning && f.Help is not null)?.Help;
        (string who, string? region) = AssignmentCulprit(simulation, stop.Stage);
        return new PictureHeadline(true, $"{verb}: it stops at {stage}{who}. {end}.", change, region)
        {
            Verdict = simulation.Outcome == SimulationOutcome.Crashed ? "CRASHED" : "REJECTED",
        };
    }

    /// <summary>The headline of one profile's answer; xl may stop before there is a plan.</summary>
    internal static PictureHeadline Of(ProfileAnswer answer) => answer switch
    {
        { Simulation: { } simulation } => Of(simulation),
        { Plan: { } plan } => Of(plan),
        _ => new PictureHeadline(true, $"xl stops at the configuration: {answer.Reason}", null) { Verdict = "REFUSED by xl" },
    };

    /// <summary>The headline of several answers: that of the newest that is rejected, or of the newest.</summary>
    internal static PictureHeadline Of(ProfileComparison comparison)
    {
        ProfileRow shown = comparison.Decisive;
        int rejected = comparison.Rows.Count(r => r.Answer.Outcome != SimulationOutcome.Accepted);
        string where = rejected is 0 || rejected == comparison.Rows.Length ? "every profile" : $"{rejected} of {comparison.Rows.Length} profiles";
        PictureHeadline own = Of(shown.Answer);
        string under = comparison.Rows.All(r => Of(r.Answer).Sentence == own.Sentence) ? "" : $"Under {shown.Name}: ";
        return new PictureHeadline(rejected > 0, under + own.Sentence, own.Change, own.Region, own.Ram)
        {
            Verdict = $"{(rejected > 0 ? "REJECTED" : "ACCEPTED")} under {where}",
        };
    }

    /// <summary>The device that was not assigned, and its region; nothing where the guest stops elsewhere.</summary>
    private static (string Words, string? Region) AssignmentCulprit(MachineSimulation simulation, SimulationStage stage)
    {
        AssignmentStageResult? attempts = stage == SimulationStage.Assignment ? simulation.Assignment
            : stage == SimulationStage.Hotplug ? simulation.Hotplug
            : null;
        if (attempts is not { Devices: [.., { } device] })
        {
            return ("", null);
        }

        for (int i = 0; i < simulation.Hypervisor.Regions.Length; i++)
        {
            HostRegion region = simulation.Hypervisor.Regions[i];
            if (region.IsReportedFor(device.Address))
            {
                return ($": device {device.Address} uses the reserved region {region.BaseAddress} to {region.LimitAddress}", RegionStory.IdOf(i));
            }
        }

        return ($": device {device.Address}", null);
    }

    private static PlannedRegion? First(MemoryPlan plan, RdmDisposition disposition) =>
        plan.Regions.FirstOrDefault(r => r.Resolved.Disposition == disposition);

    /// <summary>The RAM that a region meets: of a plan of ours low RAM first, of a given layout the first range.</summary>
    private static string RamIdOf(MemoryPlan plan, PlannedRegion region) =>
        plan.Request.GivenLayout is { } given
            ? $"ram-{LayoutCheck.RamMet(region.Resolved.Entry, given).First().Address.Value:x}"
            : region.Resolved.MeetsLowRam ? "ram-low" : "ram-high";

    private static (string Name, ulong Start, ulong Last) RamOf(MemoryPlan plan, PlannedRegion region)
    {
        if (plan.Request.GivenLayout is { } given)
        {
            E820Record ram = LayoutCheck.RamMet(region.Resolved.Entry, given).First();
            return ("RAM of the layout", ram.Address.Value, unchecked(ram.Address.Value + ram.SizeInBytes - 1));
        }

        return region.Resolved.MeetsLowRam || plan.HighMemEnd is not { } high
            ? ("low RAM", 0, unchecked(plan.LowMemEnd.Value - 1))
            : ("RAM above 4 GiB", Gpa.FourGiB.Value, unchecked(high.Value - 1));
    }

    private static string Collision(MemoryPlan plan, PlannedRegion region)
    {
        (string name, ulong start, ulong last) = RamOf(plan, region);
        return $"{Who(region.Host)} must keep {Range(region)} for its DMA, but the guest's {name} "
            + $"(0x{start:x} to 0x{last:x}) lies on the same addresses, so the guest is not started.";
    }

    private static string Who(HostRegion host) => host.Devices.Length switch
    {
        0 => "A device that the input does not name",
        1 => $"Device {host.Devices[0]}",
        _ => $"Device {host.Devices[0]} (and {host.Devices.Length - 1} more)",
    };

    private static string Range(PlannedRegion region)
    {
        RdmEntry entry = region.Resolved.Entry;
        ulong last = unchecked(entry.Start.Value + entry.SizeInBytes - 1);
        return $"the reserved region {entry.Start} to 0x{last:x} ({SizeText.Of(entry.SizeInBytes)}, {RdmWords(region)})";
    }

    private static string RdmWords(PlannedRegion region) => $"policy {PlanJson.Name(region.Resolved.Entry.Policy)}";

    private static string Others(MemoryPlan plan)
    {
        int more = plan.Regions.Count(r => r.Resolved.Disposition == RdmDisposition.Conflicting) - 1;
        return more == 0 ? "" : more == 1 ? " One more region collides." : $" {more} more regions collide.";
    }

    private static string? Help(MemoryPlan plan) =>
        plan.Diagnostics.FirstOrDefault(d => d.Code == PlanDiagnosticCode.StrictConflict && d.Help is not null)?.Help;

    private static PictureHeadline Left(MemoryPlan plan, PlannedRegion masked)
    {
        (string name, ulong start, ulong last) = RamOf(plan, masked);
        int more = plan.Regions.Count(r => r.Resolved.Disposition == RdmDisposition.Masked) - 1;
        string rest = more == 0 ? "" : more == 1 ? " So it is for one more region." : $" So it is for {more} more regions.";
        return new PictureHeadline(
            false,
            $"The guest starts, at a risk: {Who(masked.Host)[..1].ToLowerInvariant()}{Who(masked.Host)[1..]} may write to {Range(masked)}, "
            + $"where the guest has {name} (0x{start:x} to 0x{last:x}).{rest}",
            null,
            RegionStory.IdOf(masked.Resolved.Entry.RegionIndex),
            RamIdOf(plan, masked));
    }

    private static string Fits(MemoryPlan plan)
    {
        if (plan.Regions.IsEmpty)
        {
            return "The guest starts. It reserves none of the host's device memory.";
        }

        string kept = plan.Regions.Length switch
        {
            1 => "Its reserved region is kept free",
            2 => "Both reserved regions are kept free",
            _ => $"All {plan.Regions.Length} reserved regions are kept free",
        };
        return plan.InitialLayout is { } initial && initial.LowMemEnd != plan.LowMemEnd
            ? $"The guest starts. {kept}: low RAM ends at {plan.LowMemEnd} instead of {initial.LowMemEnd}, and "
                + $"{SizeText.Of(initial.LowMemEnd - plan.LowMemEnd)} of RAM moved above 4 GiB."
            : $"The guest starts. {kept}, and no RAM had to move.";
    }
}
