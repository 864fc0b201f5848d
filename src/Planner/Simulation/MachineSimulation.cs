using System.Collections.Immutable;
using RdmPlanner.Planner.Assignment;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Toolstack;

namespace RdmPlanner.Planner.Simulation;

/// <summary>The answer: every stage a guest came through, the last being the one it stopped at.</summary>
public sealed record MachineSimulation
{
    /// <summary>The question.</summary>
    public required SimulationRequest Request { get; init; }

    /// <summary>The hypervisor's boot.</summary>
    public required HypervisorStage Hypervisor { get; init; }

    /// <summary>The plan with its diagnostics, made on the regions the hypervisor keeps.</summary>
    public required PlanOutcome Plan { get; init; }

    /// <summary>The toolstack's part in its own terms.</summary>
    public required ToolstackResult Toolstack { get; init; }

    /// <summary>The domain after RAM was populated; null when it was not built.</summary>
    public DomainMemory? Built { get; init; }

    /// <summary>The assignment of the configured devices; null when the guest did not come so far.</summary>
    public AssignmentStageResult? Assignment { get; init; }

    /// <summary>hvmloader's run; null when the guest did not come so far or is not HVM.</summary>
    public HvmloaderStage? Hvmloader { get; init; }

    /// <summary>The domain as hvmloader left it; null with <see cref="Hvmloader"/>.</summary>
    public DomainMemory? Booted { get; init; }

    /// <summary>Devices attached to the running guest; null when none were asked for or the guest does not run.</summary>
    public AssignmentStageResult? Hotplug { get; init; }

    /// <summary>Where and why it stopped; null when the guest runs with all it was to have.</summary>
    public required SimulationStop? Stop { get; init; }

    /// <summary>Everything to be said, in the order of the stages.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>Whether the guest runs with all it was to have.</summary>
    public bool IsAccepted => Stop is null;

    /// <summary>The verdict over the whole life of the guest's memory map.</summary>
    public SimulationOutcome Outcome => Stop is null ? SimulationOutcome.Accepted
        : Stop.Stage == SimulationStage.Hvmloader || LastAttempt is { Result.Outcome: AssignmentOutcome.DomainCrashed or AssignmentOutcome.HypervisorCrashed }
            ? SimulationOutcome.Crashed
        : SimulationOutcome.Rejected;

    private AttachedDevice? LastAttempt => (Hotplug ?? Assignment)?.Devices.LastOrDefault();

    /// <summary>The domain's frames after a stage.</summary>
    /// <param name="stage">Toolstack, assignment, hvmloader or hotplug; the hypervisor's boot has none.</param>
    /// <returns>The domain; null when the guest did not come so far, or the stage did not take place.</returns>
    public DomainMemory? MemoryAfter(SimulationStage stage) => stage switch
    {
        SimulationStage.Toolstack => Built,
        SimulationStage.Assignment => Assignment?.Memory,
        SimulationStage.Hvmloader => Booted,
        SimulationStage.Hotplug => Hotplug?.Memory,
        _ => null,
    };
}
