using System.Collections.Immutable;

namespace RdmPlanner.Planner.Hvmloader;

/// <summary>What one model of an emulated function looks like on the bus.</summary>
/// <param name="VendorId">Vendor ID.</param>
/// <param name="DeviceId">Device ID.</param>
/// <param name="Class">Base class and sub-class.</param>
/// <param name="IntPin">Interrupt pin, 0 for none.</param>
/// <param name="Bars">Its BARs.</param>
public sealed record EmulatedModel(
    ushort VendorId, ushort DeviceId, ushort Class, byte IntPin, ImmutableArray<PciBar> Bars)
{
    /// <summary>RAM of the graphics card that the device model allocates for it, in its order; its ROM comes behind.</summary>
    public ImmutableArray<DeviceModelBlock> VideoMemory { get; init; } = [];

    /// <summary>All RAM that the device model allocates for the function, in its order.</summary>
    public IEnumerable<DeviceModelBlock> Memory => VideoMemory.Concat(
        Bars.Where(bar => bar.Kind == PciBarKind.Rom).Select(bar => new DeviceModelBlock("option ROM", bar.SizeInBytes, null)));

    /// <summary>Puts the model on the bus.</summary>
    /// <param name="devFn">Device number times 8 plus function number.</param>
    /// <returns>The function.</returns>
    public GuestPciFunction At(byte devFn) => new()
    {
        DevFn = devFn, VendorId = VendorId, DeviceId = DeviceId, Class = Class, IntPin = IntPin, Bars = Bars,
    };
}

/// <summary>The functions that qemu-xen 7.2 emulates for an HVM guest, as their registers were seen by hvmloader.</summary>
public static class EmulatedModels
{
    private const ulong KiB = 1024;
    private const ulong MiB = 1024 * KiB;

    /// <summary>00.0: the i440FX host bridge.</summary>
    public static EmulatedModel HostBridge { get; } = new(0x8086, 0x1237, 0x0600, 0, []);

    /// <summary>01.0: the PIIX3 PCI-ISA bridge.</summary>
    public static EmulatedModel IsaBridge { get; } = new(0x8086, 0x7000, 0x0601, 0, []);

    /// <summary>01.1: the PIIX3 IDE controller.</summary>
    public static EmulatedModel Ide { get; } = new(0x8086, 0x7010, 0x0101, 0, [new(4, PciBarKind.Io, 16)]);

    /// <summary>01.2: the PIIX3 USB controller (<c>usb=1</c>).</summary>
    public static EmulatedModel Usb { get; } = new(0x8086, 0x7020, 0x0c03, 4, [new(4, PciBarKind.Io, 32)]);

    /// <summary>01.3: the PIIX4 power management function.</summary>
    public static EmulatedModel PowerManagement { get; } = new(0x8086, 0x7113, 0x0680, 1, []);

    /// <summary>The Xen platform device.</summary>
    public static EmulatedModel Platform { get; } = new(
        0x5853, 0x0001, 0xff80, 1, [new(0, PciBarKind.Io, 256), new(1, PciBarKind.Mem32, 16 * MiB, Prefetch: true)]);

    /// <summary>The Cirrus card: its register shows 32 MiB, whatever its memory.</summary>
    /// <param name="videoRamMiB">Its memory in MiB, a power of two.</param>
    /// <returns>The model.</returns>
    public static EmulatedModel Cirrus(uint videoRamMiB) => new(
        0x1013, 0x00b8, 0x0300, 0,
        [new(0, PciBarKind.Mem32, 32 * MiB, Prefetch: true), new(1, PciBarKind.Mem32, 4 * KiB), Rom(64)])
    {
        VideoMemory = [Framebuffer(videoRamMiB)],
    };

    /// <summary>Models that <c>-device</c> and <c>vif</c> name and that take no size.</summary>
    public static ImmutableDictionary<string, EmulatedModel> ByName { get; } = new Dictionary<string, EmulatedModel>
    {
        ["rtl8139"] = new(
            0x10ec, 0x8139, 0x0200, 1, [new(0, PciBarKind.Io, 256), new(1, PciBarKind.Mem32, 256), Rom(256)]),
        ["e1000"] = new(
            0x8086, 0x100e, 0x0200, 1, [new(0, PciBarKind.Mem32, 128 * KiB), new(1, PciBarKind.Io, 64), Rom(256)]),
        ["e1000e"] = new(
            0x8086, 0x10d3, 0x0200, 1,
            [
                new(0, PciBarKind.Mem32, 128 * KiB), new(1, PciBarKind.Mem32, 128 * KiB), new(2, PciBarKind.Io, 32),
                new(3, PciBarKind.Mem32, 16 * KiB), Rom(256),
            ]),
        ["virtio-net-pci"] = new(
            0x1af4, 0x1000, 0x0200, 1,
            [
                new(0, PciBarKind.Io, 32), new(1, PciBarKind.Mem32, 4 * KiB),
                new(4, PciBarKind.Mem64, 16 * KiB, Prefetch: true),
            ]),
        ["ich9-ahci"] = new(
            0x8086, 0x2922, 0x0106, 1, [new(4, PciBarKind.Io, 32), new(5, PciBarKind.Mem32, 4 * KiB)]),
        ["qemu-xhci"] = new(0x1b36, 0x000d, 0x0c03, 1, [new(0, PciBarKind.Mem64, 16 * KiB)]),
        ["nec-usb-xhci"] = new(0x1033, 0x0194, 0x0c03, 1, [new(0, PciBarKind.Mem64, 16 * KiB)]),
    }.ToImmutableDictionary();

    /// <summary>The standard VGA.</summary>
    /// <param name="videoRamMiB">Its memory in MiB, a power of two.</param>
    /// <returns>The model.</returns>
    public static EmulatedModel StandardVga(uint videoRamMiB) => new(
        0x1234, 0x1111, 0x0300, 0,
        [new(0, PciBarKind.Mem32, videoRamMiB * MiB, Prefetch: true), new(2, PciBarKind.Mem32, 4 * KiB), Rom(64)])
    {
        VideoMemory = [Framebuffer(videoRamMiB)],
    };

    /// <summary>QXL: hvmloader takes it for a passed-through adapter, because it knows only the other two.</summary>
    /// <param name="videoRamMiB">Its memory in MiB, half of it in each of two BARs.</param>
    /// <returns>The model.</returns>
    public static EmulatedModel Qxl(uint videoRamMiB) => new(
        0x1b36, 0x0100, 0x0300, 1,
        [
            new(0, PciBarKind.Mem32, videoRamMiB / 2 * MiB), new(1, PciBarKind.Mem32, videoRamMiB / 2 * MiB),
            new(2, PciBarKind.Mem32, 8 * KiB), new(3, PciBarKind.Io, 32), Rom(64),
        ])
    {
        VideoMemory =
        [
            Framebuffer(videoRamMiB / 2), new("mode list", 8 * KiB, null), new("surfaces", videoRamMiB / 2 * MiB, null),
        ],
    };

    /// <summary>pci-testdev, the device with a BAR of any size.</summary>
    /// <param name="memoryInBytes">Size of its 64-bit BAR, a power of two; 0 for none.</param>
    /// <returns>The model.</returns>
    public static EmulatedModel TestDevice(ulong memoryInBytes)
    {
        PciBar[] bars = [new(0, PciBarKind.Mem32, 4 * KiB), new(1, PciBarKind.Io, 256)];
        return new EmulatedModel(
            0x1b36, 0x0005, 0x00ff, 0,
            memoryInBytes == 0 ? [.. bars] : [.. bars, new(2, PciBarKind.Mem64, memoryInBytes, Prefetch: true)]);
    }

    /// <summary>The memory that the device model moves to where BAR 0 is.</summary>
    private static DeviceModelBlock Framebuffer(uint videoRamMiB) => new("video memory", videoRamMiB * MiB, 0);

    private static PciBar Rom(ulong sizeInKiB) => new(PciBar.RomIndex, PciBarKind.Rom, sizeInKiB * KiB);
}
