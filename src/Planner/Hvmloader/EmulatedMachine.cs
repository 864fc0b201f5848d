using System.Collections.Immutable;
using RdmPlanner.Planner.Configuration;

namespace RdmPlanner.Planner.Hvmloader;

/// <summary>The part of a guest's configuration that decides which functions qemu-xen puts on its PCI bus (machine i440fx).</summary>
public sealed record EmulatedMachine
{
    /// <summary>The graphics card.</summary>
    public VgaKind Vga { get; init; } = VgaKind.Cirrus;

    /// <summary>Video memory in MiB; null for libxl's default of the card (16 for stdvga, 128 for qxl; a Cirrus always shows 32).</summary>
    public uint? VideoRamMiB { get; init; }

    /// <summary>Whether there is a Xen platform device (<c>xen_platform_pci</c>, default 1).</summary>
    public bool HasPlatformDevice { get; init; } = true;

    /// <summary>Models of the emulated network cards in order: <c>rtl8139</c> (xl's default) or <c>e1000</c>.</summary>
    public ImmutableArray<string> NetworkModels { get; init; } = [];

    /// <summary>Further arguments of the device model (<c>device_model_args_hvm</c>); of these <c>-device MODEL,...</c> counts.</summary>
    public ImmutableArray<string> DeviceModelArguments { get; init; } = [];
}

/// <summary>The functions of a machine.</summary>
/// <param name="Functions">By ascending function number.</param>
/// <param name="UnknownDevices">Devices asked for whose registers are not known here, as they were spelled.</param>
public sealed record EmulatedDeviceSet(ImmutableArray<GuestPciFunction> Functions, ImmutableArray<string> UnknownDevices);
