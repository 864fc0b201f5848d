using System.Collections.Immutable;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Qemu;

namespace RdmPlanner.Planner.Devices;

/// <summary>The question: which of a host's devices can be given to a guest, and what stands in the way.</summary>
public sealed record SurveyRequest
{
    /// <summary>The host.</summary>
    public required HostDescription Host { get; init; }

    /// <summary>Its PCI listing; <see cref="HostTopology.Unknown"/> without one.</summary>
    public HostTopology Topology { get; init; } = HostTopology.Unknown;

    /// <summary>Its memory map from elsewhere; null takes that of the host's own description.</summary>
    public E820.E820Map? HostMemoryMap { get; init; }

    /// <summary>The Xen release.</summary>
    public XenProfile Profile { get; init; } = XenProfile.Newest;

    /// <summary>A Xen guest to try each device with; its own devices and <c>rdm=</c> are left out. Null for none.</summary>
    public GuestConfig? Guest { get; init; }

    /// <summary>Devices asked for; only they are shown, also when no region names them. Empty for all.</summary>
    public ImmutableArray<PciAddress> Asked { get; init; } = [];

    /// <summary>A QEMU guest to lay regions against; null for none.</summary>
    public QemuRamLayout? Qemu { get; init; }
}
