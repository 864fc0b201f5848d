using System.Collections.Immutable;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Cli.Commands;

/// <summary>What a simulation needs beyond a plan, as read from options and files.</summary>
internal sealed record MachineInputs
{
    internal HostTopology Topology { get; init; } = HostTopology.Unknown;

    internal E820Map? HostMemoryMap { get; init; }

    internal string? RmrrOption { get; init; }

    internal ImmutableArray<DeviceDescription> Descriptions { get; init; } = [];

    internal ImmutableArray<BarOverride> Bars { get; init; } = [];

    internal GuestBios? Firmware { get; init; }

    internal bool AllowsRelocation { get; init; }

    internal int PhysBits { get; init; } = SimulationRequest.DefaultPhysBits;

    /// <summary>The strings of <c>--hotplug</c>, which each profile's parser reads in its own way.</summary>
    internal ImmutableArray<string> Hotplug { get; init; } = [];

    /// <summary>The question about the whole machine.</summary>
    internal SimulationRequest Request(PlanRequest plan, ImmutableArray<PassthroughDevice> hotplug) => new()
    {
        Plan = plan,
        Topology = Topology,
        HostMemoryMap = HostMemoryMap,
        RmrrOption = RmrrOption,
        Descriptions = Descriptions,
        Bars = Bars,
        Firmware = Firmware,
        ForceRelocate = AllowsRelocation,
        PhysBits = PhysBits,
        Hotplug = hotplug,
    };
}
