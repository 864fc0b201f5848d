using System.Collections.Immutable;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Hvmloader;

namespace RdmPlanner.Planner.Hypervisor;

/// <summary>A base address register of a host's function.</summary>
/// <param name="Register">Index, kind and size.</param>
/// <param name="Address">Where the host has it: a host physical address, or a port number; null when it is not assigned.</param>
public readonly record struct HostBar(PciBar Register, ulong? Address);

/// <summary>A function of the host's PCI hierarchy, as far as a listing tells.</summary>
/// <param name="Address">Its address.</param>
public sealed record HostPciFunction(PciAddress Address)
{
    /// <summary>Base class and sub-class (<c>0x0300</c>); null when the listing has neither number nor a known name.</summary>
    public ushort? ClassCode { get; init; }

    /// <summary>Name of the class as listed; empty when only numbers are.</summary>
    public string ClassName { get; init; } = string.Empty;

    /// <summary>Vendor number; null when not listed.</summary>
    public ushort? VendorId { get; init; }

    /// <summary>Device number; null when not listed.</summary>
    public ushort? DeviceId { get; init; }

    /// <summary>Name of the device as listed; empty when only numbers are.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>The driver that has it in the listing's system; empty when not listed.</summary>
    public string Driver { get; init; } = string.Empty;

    /// <summary>Bus numbers of a bridge; null for others and when not listed.</summary>
    public BusNumbers? Buses { get; init; }

    /// <summary>Its base address registers in index order, those only whose size is listed.</summary>
    public ImmutableArray<HostBar> Bars { get; init; } = [];
}
