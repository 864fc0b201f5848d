using System.Collections.Immutable;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Assignment;
using RdmPlanner.Planner.Configuration;

namespace RdmPlanner.Planner.Simulation;

/// <summary>One function that was to be given to the guest, and what became of it.</summary>
/// <param name="Device">The entry of the configuration or option.</param>
/// <param name="Address">The host's function; function by function for <c>BB:DD.*</c>.</param>
/// <param name="Policy">The policy the hypervisor is asked with.</param>
/// <param name="Result">What the hypervisor made of it.</param>
/// <param name="ToolstackLog">libxl's lines, only when it failed.</param>
public sealed record AttachedDevice(
    PassthroughDevice Device, PciAddress Address, RdmPolicy Policy, AssignmentResult Result, ImmutableArray<string> ToolstackLog)
{
    /// <summary>Whether the guest has the function.</summary>
    public bool IsAssigned => Result.Outcome == AssignmentOutcome.Assigned;
}

/// <summary>The outcome of a stage that assigns devices.</summary>
/// <param name="Devices">The functions in order, up to the first that failed.</param>
/// <param name="Memory">The domain afterwards.</param>
/// <param name="Stop">Why it stopped; null when every function was assigned.</param>
public sealed record AssignmentStageResult(ImmutableArray<AttachedDevice> Devices, DomainMemory Memory, SimulationStop? Stop);
