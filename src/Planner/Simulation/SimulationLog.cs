using System.Collections.Immutable;
using RdmPlanner.Planner.Hypervisor;

namespace RdmPlanner.Planner.Simulation;

/// <summary>The log lines of a simulation, in the wording of those who print them.</summary>
public static class SimulationLog
{
    /// <summary>libxl's and libxc's lines, without what libxl puts before them (source line and domain).</summary>
    /// <param name="simulation">The simulation.</param>
    /// <returns>The lines in order.</returns>
    public static ImmutableArray<string> Toolstack(MachineSimulation simulation)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        return
        [
            .. simulation.Toolstack.Log.Select(l => l.Text),
            .. Devices(simulation.Assignment).SelectMany(d => d.ToolstackLog),
            .. Devices(simulation.Hotplug).SelectMany(d => d.ToolstackLog),
        ];
    }

    /// <summary>Xen's lines at boot.</summary>
    /// <param name="simulation">The simulation.</param>
    /// <returns>The lines as <c>xl dmesg</c> shows them.</returns>
    public static ImmutableArray<string> Boot(MachineSimulation simulation)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        return Xen(simulation.Hypervisor.Result.Log);
    }

    /// <summary>Xen's lines when devices are assigned or attached.</summary>
    /// <param name="stage">The stage; null gives none.</param>
    /// <returns>The lines as <c>xl dmesg</c> shows them.</returns>
    public static ImmutableArray<string> Assignment(AssignmentStageResult? stage) =>
        [.. Devices(stage).SelectMany(d => Xen(d.Result.Log))];

    /// <summary>All lines of Xen.</summary>
    /// <param name="simulation">The simulation.</param>
    /// <returns>The lines in order of time.</returns>
    public static ImmutableArray<string> Xen(MachineSimulation simulation)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        return [.. Boot(simulation), .. Assignment(simulation.Assignment), .. Assignment(simulation.Hotplug)];
    }

    /// <summary>hvmloader's console, bare.</summary>
    /// <param name="simulation">The simulation.</param>
    /// <returns>The lines; none when it was not reached.</returns>
    public static ImmutableArray<string> Hvmloader(MachineSimulation simulation)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        return simulation.Hvmloader?.Console ?? [];
    }

    /// <summary>All that <c>xl dmesg</c> shows of these stages: Xen's lines, and hvmloader's behind the guest's number.</summary>
    /// <param name="simulation">The simulation.</param>
    /// <returns>The lines in order of time.</returns>
    public static ImmutableArray<string> Dmesg(MachineSimulation simulation)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        return
        [
            .. Boot(simulation),
            .. Assignment(simulation.Assignment),
            .. Hvmloader(simulation).Select(line => $"({AssignmentStage.Guest}) {line}"),
            .. Assignment(simulation.Hotplug),
        ];
    }

    private static ImmutableArray<AttachedDevice> Devices(AssignmentStageResult? stage) => stage?.Devices ?? [];

    private static ImmutableArray<string> Xen(ImmutableArray<XenLogLine> log) => [.. log.Select(line => $"(XEN) {line.Text}")];
}
