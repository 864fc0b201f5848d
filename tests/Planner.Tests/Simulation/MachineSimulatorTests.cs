using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Simulation;
using Xunit;

namespace RdmPlanner.Planner.Tests.Simulation;

/// <summary>Where the whole machine stops, on the built-in hosts.</summary>
public sealed class MachineSimulatorTests
{
    [Fact]
    public void Run_LaptopStrict_BootsWithBothRegionsReserved()
    {
        MachineSimulation simulation = Simulate("laptop", "strategy=host,policy=strict");

        Assert.Null(simulation.Stop);
        Assert.Equal(0x8d400000UL, simulation.Plan.Plan.LowMemEnd.Value);
        ulong[] reserved = [.. simulation.Hvmloader!.E820!.Entries.Select(e => e.Address.Value)];
        Assert.Contains(0x8d5dd000UL, reserved);
        Assert.Contains(0x8d800000UL, reserved);
    }

    [Fact]
    public void Run_StraddlingStrict_StopsAtTheToolstack()
    {
        MachineSimulation simulation = Simulate("straddles-2g", "strategy=host,policy=strict");

        Assert.Equal(new SimulationStop(SimulationStage.Toolstack, "RDM conflict at 0x7e000000."), simulation.Stop);
        Assert.Null(simulation.Hvmloader);
    }

    [Fact]
    public void Run_SharedRegionStrict_StopsAtAssignment() =>
        Assert.Equal(SimulationStage.Assignment, Simulate("server", null, "00:1d.0").Stop?.Stage);

    private static MachineSimulation Simulate(string host, string? rdm, params string[] pci)
    {
        GuestOverrides values = new() { MemoryMiB = 4096, Rdm = rdm, Pci = [.. pci] };
        PlanRequest plan = new()
        {
            Host = SampleHosts.Find(SampleHosts.Prefix + host)!,
            Guest = GuestConfigBinder.Bind(null, values, XenProfile.Design).Config,
        };
        return MachineSimulator.Run(new SimulationRequest { Plan = plan });
    }
}
