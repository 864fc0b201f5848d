using RdmPlanner.Planner.Assignment;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Toolstack;

namespace RdmPlanner.Planner.Simulation;

/// <summary>Takes a guest through all stages in the order of real life; each is a pure function of the one before.</summary>
public static class MachineSimulator
{
    /// <summary>Runs the stages until one refuses or crashes.</summary>
    /// <remarks>Total: any input gives a result, a refusal and a crash among them. Work is bounded by the inputs' sizes.</remarks>
    /// <param name="request">The question.</param>
    /// <returns>The answer.</returns>
    public static MachineSimulation Run(SimulationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Topology is { IsUnknown: true, Notes.IsEmpty: true })
        {
            request = request with { Topology = request.Plan.Host.Topology };
        }

        var found = new FindingList();
        HypervisorStage host = HypervisorBoot.Run(request);
        HypervisorRemarks.AddTo(found, request, host);

        PlanRequest plan = request.Plan with
        {
            Host = request.Plan.Host with { Regions = host.Regions },
            GivenLayout = null,
        };
        PlanOutcome outcome = MemoryPlanner.Plan(plan);
        ToolstackResult toolstack = ToolstackStage.Run(MemoryPlanner.Input(plan));
        found.AddRange(outcome.Plan.Diagnostics.Select(Finding.Of));
        var simulation = new MachineSimulation
        {
            Request = request,
            Hypervisor = host,
            Plan = outcome,
            Toolstack = toolstack,
            Stop = toolstack.Verdict != ToolstackVerdict.Built
                    ? new SimulationStop(SimulationStage.Toolstack, toolstack.Log.First(l => l.Level != "WARN").Text)
                : toolstack.Rdm.Layout.RamPageCount == 0
                    ? new SimulationStop(SimulationStage.Toolstack, "xc_dom_boot_mem_init failed: Invalid argument")
                : null,
            Findings = [],
        };
        if (simulation.Stop is null && plan.Guest.Type.Value == GuestType.Hvm)
        {
            simulation = RunGuest(simulation, found);
        }
        else if (simulation.Stop is null)
        {
            found.Add(
                SimulationFindingCode.NotHvm,
                $"a {plan.Guest.Type.Value.ToString().ToUpperInvariant()} guest has no hvmloader and no identity-mapped regions: what follows the toolstack is not simulated",
                plan.Guest.Type.Origin);
        }

        return simulation with { Findings = found.ToImmutable() };
    }

    private static MachineSimulation RunGuest(MachineSimulation simulation, FindingList found)
    {
        SimulationRequest request = simulation.Request;
        EmulatedDeviceSet emulated = EmulatedDevices.For(EmulatedMachine.Of(request.Plan.Guest));
        DomainMemory built = DomainMemory.Of(BuiltFrames.Of(simulation.Toolstack, emulated.Memory));
        BuildRemarks.AddTo(found, built.P2m);
        AssignmentStageResult assignment = AssignmentStage.Run(request, simulation.Hypervisor, simulation.Toolstack, built);
        AssignmentRemarks.AddTo(found, request, simulation.Toolstack, assignment, request.Plan.Guest.Devices);
        simulation = simulation with { Built = built, Assignment = assignment, Stop = assignment.Stop };
        if (simulation.Stop is not null)
        {
            return simulation;
        }

        GuestBus bus = GuestBusBuilder.Build(request, assignment.Devices, found);
        HvmloaderStage hvmloader = HvmloaderStage.Run(request, simulation.Toolstack, bus);
        DomainMemory booted = assignment.Memory with
        {
            P2m = BootedFrames.After(
                assignment.Memory.P2m, hvmloader.Input, hvmloader.Result, bus, DeviceModelView.Of(simulation.Toolstack, emulated.Memory)),
        };
        simulation = simulation with
        {
            Hvmloader = hvmloader,
            Booted = booted,
            Stop = hvmloader.CrashText is { } crash ? new SimulationStop(SimulationStage.Hvmloader, crash) : null,
        };
        HvmloaderRemarks.AddTo(found, simulation);
        return simulation.Stop is null && !request.Hotplug.IsEmpty ? RunHotplug(simulation, booted, found) : simulation;
    }

    private static MachineSimulation RunHotplug(MachineSimulation simulation, DomainMemory booted, FindingList found)
    {
        AssignmentStageResult hotplug = AssignmentStage.Attach(simulation.Request, simulation.Hypervisor, booted);
        AssignmentRemarks.AddTo(found, simulation.Request, simulation.Toolstack, hotplug, simulation.Request.Hotplug);
        return simulation with { Hotplug = hotplug, Stop = hotplug.Stop };
    }
}
