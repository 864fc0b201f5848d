using BenchmarkDotNet.Attributes;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Bench;

/// <summary>All stages of a guest's life, its page frame map among them, which is kept as runs.</summary>
[MemoryDiagnoser]
public class SimulationBenchmarks
{
    private PlanRequest _guest = Inputs.Guest(1024);

    /// <summary>The guest's memory.</summary>
    [Params(1 << 10, 16 << 20)]
    public int MemoryMiB { get; set; }

    /// <summary>Makes the guest.</summary>
    [GlobalSetup]
    public void Setup() => _guest = Inputs.Guest(MemoryMiB);

    /// <summary>From the hypervisor's boot to the running guest.</summary>
    [Benchmark]
    public MachineSimulation Simulate() => Run(_guest);

    internal static MachineSimulation Run(PlanRequest guest) => MachineSimulator.Run(new SimulationRequest { Plan = guest, PhysBits = 48 });
}
