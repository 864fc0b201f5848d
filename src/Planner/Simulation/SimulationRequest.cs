using System.Collections.Immutable;
using RdmPlanner.Acpi;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Plan;

namespace RdmPlanner.Planner.Simulation;

/// <summary>The question: what becomes of this guest's memory map on this machine, from the hypervisor's boot to hotplug.</summary>
public sealed record SimulationRequest
{
    /// <summary>Physical address bits of a guest when nothing else is said.</summary>
    public const int DefaultPhysBits = 39;

    /// <summary>Host, guest and profile. A hand-written layout in it is not looked at: the toolstack computes its own.</summary>
    public required PlanRequest Plan { get; init; }

    /// <summary>The host's PCI hierarchy; an unknown one takes that of the host's description, and where that is unknown too, assumptions are made and reported.</summary>
    public HostTopology Topology { get; init; } = HostTopology.Unknown;

    /// <summary>The host's memory map; null takes that of the host's description, when it has one.</summary>
    public E820Map? HostMemoryMap { get; init; }

    /// <summary>What follows <c>rmrr=</c> on Xen's command line; null when the option is not given.</summary>
    public string? RmrrOption { get; init; }

    /// <summary>Functions described by a list or by options: registers of assigned devices, or further guest functions.</summary>
    public ImmutableArray<DeviceDescription> Descriptions { get; init; } = [];

    /// <summary>Single registers that replace or complete those of a function.</summary>
    public ImmutableArray<BarOverride> Bars { get; init; } = [];

    /// <summary>The firmware; null takes that of the guest's configuration.</summary>
    public GuestBios? Firmware { get; init; }

    /// <summary>Whether hvmloader may move RAM to enlarge the hole (allow-memory-relocate 1); libxl writes 0.</summary>
    public bool ForceRelocate { get; init; }

    /// <summary>Physical address bits of the guest, 32 to 52; the limit of high BARs.</summary>
    public int PhysBits { get; init; } = DefaultPhysBits;

    /// <summary>Pages that Xen grants hvmloader for its own area before the domain's allowance is used up; null for enough.</summary>
    public ulong? PopulateLimit { get; init; }

    /// <summary>Devices with phantom functions (Xen's <c>pci-phantom=</c>): the step from one function to the next, 1 to 4.</summary>
    public ImmutableDictionary<PciAddress, byte> PhantomStrides { get; init; } = ImmutableDictionary<PciAddress, byte>.Empty;

    /// <summary>Devices attached after boot, in order.</summary>
    public ImmutableArray<PassthroughDevice> Hotplug { get; init; } = [];
}
