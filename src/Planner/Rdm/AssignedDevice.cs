using RdmPlanner.Acpi;
using RdmPlanner.Planner.Configuration;

namespace RdmPlanner.Planner.Rdm;

/// <summary>A PCI device that the guest is to be given, as the toolstack knows it when it looks for reserved regions.</summary>
/// <param name="Address">Host address. A device given by name has <c>0000:00:00.0</c> here, and no region is found for it.</param>
/// <param name="Policy">Its policy; null when neither the device nor the parser gave one.</param>
/// <param name="Rule">
/// Where the policy comes from: <see cref="PolicyRule.Device"/>, or <see cref="PolicyRule.Global"/> when the parser copied
/// the global one, or <see cref="PolicyRule.Default"/>.
/// </param>
/// <param name="Location">Where the configuration names the device (<c>guest.cfg:7:9</c>, <c>--pci</c>); null when unknown.</param>
public readonly record struct AssignedDevice(
    PciAddress Address, RdmPolicy? Policy, PolicyRule Rule = PolicyRule.Device, string? Location = null);
