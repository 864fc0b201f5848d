using System.Collections.Immutable;

namespace RdmPlanner.Planner.Hvmloader;

/// <summary>One PCI function on the guest's bus 0, emulated or passed through.</summary>
public sealed record GuestPciFunction
{
    /// <summary>Device number times 8 plus function number.</summary>
    public required byte DevFn { get; init; }

    /// <summary>Vendor ID. 0xffff together with device 0xffff reads as "nothing there".</summary>
    public required ushort VendorId { get; init; }

    /// <summary>Device ID.</summary>
    public required ushort DeviceId { get; init; }

    /// <summary>Base class in the high byte, sub-class in the low byte.</summary>
    public required ushort Class { get; init; }

    /// <summary>Interrupt pin, 1 for INTA# to 4 for INTD#; 0 when the function has none.</summary>
    public byte IntPin { get; init; }

    /// <summary>Command register before hvmloader runs.</summary>
    public ushort Command { get; init; }

    /// <summary>Its base address registers in any order.</summary>
    public ImmutableArray<PciBar> Bars { get; init; } = [];
}
