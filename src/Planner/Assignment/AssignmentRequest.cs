using RdmPlanner.Acpi;
using RdmPlanner.Planner.Configuration;

namespace RdmPlanner.Planner.Assignment;

/// <summary>The wish to give a device to a domain.</summary>
/// <param name="Device">The device.</param>
/// <param name="Policy">Its policy; anything but strict and relaxed is refused by the toolstack.</param>
/// <param name="Domain">The domain; <see cref="XenDomain.Io"/> is quarantine, for which Xen itself asks with relaxed.</param>
public sealed record AssignmentRequest(PciAddress Device, RdmPolicy Policy, XenDomain Domain)
{
    /// <summary>Step between the phantom functions of the device, 0 when it has none.</summary>
    public byte PhantomStride { get; init; }

    /// <summary>
    /// Whether the guest is running (xl pci-attach). Nothing is reserved then beforehand: no construct_rdm, no change of
    /// the E820, no RAM moved. The mapping is the same.
    /// </summary>
    public bool IsHotplug { get; init; }

    /// <summary>Whether the hypervisor is a debug build, whose assertions count.</summary>
    public bool DebugBuild { get; init; }
}
