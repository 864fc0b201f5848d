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

    /// <summary>Whether there is an emulated USB controller (<c>usb</c>, default 0).</summary>
    public bool HasUsb { get; init; }

    /// <summary>Models of the emulated network cards in order: <c>rtl8139</c> (xl's default), <c>e1000</c> or another known model.</summary>
    public ImmutableArray<string> NetworkModels { get; init; } = [];

    /// <summary>Further arguments of the device model (<c>device_model_args_hvm</c>); of these <c>-device MODEL,...</c> counts.</summary>
    public ImmutableArray<string> DeviceModelArguments { get; init; } = [];

    /// <summary>Takes the machine out of a guest's configuration.</summary>
    /// <param name="guest">The configuration.</param>
    /// <returns>The machine.</returns>
    public static EmulatedMachine Of(GuestConfig guest)
    {
        ArgumentNullException.ThrowIfNull(guest);
        return new EmulatedMachine
        {
            Vga = guest.Vga.Value,
            VideoRamMiB = (uint)Math.Clamp(guest.VideoRamMiB.Value, 0, uint.MaxValue),
            HasPlatformDevice = guest.XenPlatformPci.Value,
            HasUsb = guest.Usb.Value,
            NetworkModels = [.. guest.Vifs.Select(ModelOf).OfType<string>()],
            DeviceModelArguments = guest.DeviceModelArgs,
        };
    }

    /// <summary>The model in <c>mac=..,model=e1000</c>; null for an interface without emulated card.</summary>
    private static string? ModelOf(string vif)
    {
        string model = "rtl8139";
        foreach (string part in vif.Split(','))
        {
            string setting = part.Trim();
            if (setting == "type=vif")
            {
                return null;
            }

            model = setting.StartsWith("model=", StringComparison.Ordinal) ? setting["model=".Length..] : model;
        }

        return model;
    }
}

/// <summary>The functions of a machine.</summary>
/// <param name="Functions">By ascending function number.</param>
/// <param name="UnknownDevices">Devices asked for whose registers are not known here, as they were spelled.</param>
public sealed record EmulatedDeviceSet(ImmutableArray<GuestPciFunction> Functions, ImmutableArray<string> UnknownDevices)
{
    /// <summary>RAM that the device model allocates for the functions, in the order of creation.</summary>
    public ImmutableArray<DeviceModelMemory> Memory { get; init; } = [];
}

/// <summary>RAM that the device model allocates for one of its functions and puts among the guest's frames.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="SizeInBytes">Its size.</param>
/// <param name="Register">Index of the BAR to which it moves once that is decoded (the linear framebuffer); null when it stays.</param>
public sealed record DeviceModelBlock(string Name, ulong SizeInBytes, int? Register);

/// <summary>A block with its function.</summary>
/// <param name="DevFn">The function.</param>
/// <param name="Block">The block.</param>
public sealed record DeviceModelMemory(byte DevFn, DeviceModelBlock Block);
