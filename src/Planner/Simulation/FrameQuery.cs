using System.Collections.Immutable;
using RdmPlanner.E820;
using RdmPlanner.Planner.Assignment;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Rdm;

namespace RdmPlanner.Planner.Simulation;

/// <summary>Who has a frame after a stage.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Owners">What it is mapped to first, then who else believes to have it; empty when the guest did not come so far.</param>
/// <param name="Reservation">The region that reserves the frame in the guest's map without being mapped there; null for none.</param>
public sealed record FrameAnswer(SimulationStage Stage, ImmutableArray<PageOwner> Owners, string? Reservation)
{
    /// <summary>Whether the guest came to this stage.</summary>
    public bool IsReached => !Owners.IsEmpty;

    /// <summary>Whether two or more have the frame.</summary>
    public bool HasTwoOwners => Owners.Length > 1;
}

/// <summary>Answers who has a page frame at each stage, and why.</summary>
public static class FrameQuery
{
    /// <summary>The stages after which the guest has frames, in order.</summary>
    public static ImmutableArray<SimulationStage> Stages { get; } =
        [SimulationStage.Toolstack, SimulationStage.Assignment, SimulationStage.Hvmloader, SimulationStage.Hotplug];

    /// <summary>Answers for every stage that is part of the simulation.</summary>
    /// <param name="simulation">The simulation.</param>
    /// <param name="frame">The frame.</param>
    /// <returns>An answer a stage; hotplug only when devices were to be attached.</returns>
    public static ImmutableArray<FrameAnswer> Ask(MachineSimulation simulation, Gfn frame)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        return
        [
            .. Stages.Where(s => s != SimulationStage.Hotplug || !simulation.Request.Hotplug.IsEmpty)
                .Select(stage => Answer(simulation, stage, frame)),
        ];
    }

    /// <summary>The last stage the guest came to.</summary>
    /// <param name="simulation">The simulation.</param>
    /// <returns>The stage; null when the guest was not built.</returns>
    public static SimulationStage? LastReached(MachineSimulation simulation)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        SimulationStage[] reached = [.. Stages.Where(s => simulation.MemoryAfter(s) is not null)];
        return reached.Length == 0 ? null : reached[^1];
    }

    private static FrameAnswer Answer(MachineSimulation simulation, SimulationStage stage, Gfn frame)
    {
        if (simulation.MemoryAfter(stage) is not { } memory)
        {
            return new FrameAnswer(stage, [], null);
        }

        ImmutableArray<PageOwner> owners = memory.P2m.OwnersOf(frame);
        bool isMapped = owners.Any(o => o.Kind == PageKind.IdentityRdm);
        return new FrameAnswer(stage, owners, isMapped ? null : Reservation(simulation, frame));
    }

    private static string? Reservation(MachineSimulation simulation, Gfn frame)
    {
        foreach (PlannedRegion region in simulation.Plan.Plan.Regions)
        {
            ulong first = region.Resolved.Entry.Start.Value >> PageSizes.FrameShift;
            ulong pages = region.Resolved.Entry.SizeInBytes >> PageSizes.FrameShift;
            if (region.Resolved.Disposition == RdmDisposition.Exposed && frame.Value >= first && frame.Value - first < pages)
            {
                return RegionText.Region(region);
            }
        }

        return null;
    }
}
