using RdmPlanner.Acpi;
using RdmPlanner.Planner.Hvmloader;

namespace RdmPlanner.Planner.Simulation;

/// <summary>A PCI function as a list describes it: the registers of a host's device, or a function of the guest's bus.</summary>
/// <param name="Function">Identity and registers. Its function number counts only with <paramref name="HasPlace"/>.</param>
/// <param name="Host">The host's device it is; null for a function that is only the guest's.</param>
/// <param name="HasPlace">Whether its place on the guest's bus is given; otherwise it is plugged where the device model would.</param>
public sealed record DeviceDescription(GuestPciFunction Function, PciAddress? Host, bool HasPlace);

/// <summary>One base address register given by itself.</summary>
/// <param name="Host">The assigned device it belongs to; null when <paramref name="DevFn"/> is given.</param>
/// <param name="DevFn">The function of the guest's bus it belongs to, device number times 8 plus function number.</param>
/// <param name="Bar">The register.</param>
/// <param name="Origin">The option's text, for messages.</param>
public sealed record BarOverride(PciAddress? Host, byte DevFn, PciBar Bar, string Origin);
