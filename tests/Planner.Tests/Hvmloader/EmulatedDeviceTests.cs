using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Hvmloader;
using Xunit;

namespace RdmPlanner.Planner.Tests.Hvmloader;

/// <summary>The functions that the device model emulates, as QEMU 7.2's sources and its PCI ID list name them.</summary>
public sealed class EmulatedDeviceTests
{
    private const string Rom64 = "rom 65536";
    private const string Rom256 = "rom 262144";

    public static TheoryData<string, EmulatedModel> Fixed => new()
    {
        { "8086:1237 0600 pin 0", EmulatedModels.HostBridge },
        { "8086:7000 0601 pin 0", EmulatedModels.IsaBridge },
        { "8086:7010 0101 pin 0, 4 io 16", EmulatedModels.Ide },
        { "8086:7020 0c03 pin 4, 4 io 32", EmulatedModels.Usb },
        { "8086:7113 0680 pin 1", EmulatedModels.PowerManagement },
        { "5853:0001 ff80 pin 1, 0 io 256, 1 mem32 16777216 prefetch", EmulatedModels.Platform },
        { $"1013:00b8 0300 pin 0, 0 mem32 33554432 prefetch, 1 mem32 4096, {Rom64}", EmulatedModels.Cirrus(8) },
        { $"1234:1111 0300 pin 0, 0 mem32 8388608 prefetch, 2 mem32 4096, {Rom64}", EmulatedModels.StandardVga(8) },
        { $"1b36:0100 0300 pin 1, 0 mem32 67108864, 1 mem32 67108864, 2 mem32 8192, 3 io 32, {Rom64}", EmulatedModels.Qxl(128) },
        { "1b36:0005 00ff pin 0, 0 mem32 4096, 1 io 256", EmulatedModels.TestDevice(0) },
        { "1b36:0005 00ff pin 0, 0 mem32 4096, 1 io 256, 2 mem64 1073741824 prefetch", EmulatedModels.TestDevice(1 << 30) },
    };

    [Theory]
    [MemberData(nameof(Fixed))]
    public void Model_OfTheMachine_HasTheseRegisters(string expected, EmulatedModel model) => Assert.Equal(expected, Text(model));

    [Theory]
    [InlineData("rtl8139", $"10ec:8139 0200 pin 1, 0 io 256, 1 mem32 256, {Rom256}")]
    [InlineData("e1000", $"8086:100e 0200 pin 1, 0 mem32 131072, 1 io 64, {Rom256}")]
    [InlineData("e1000e", $"8086:10d3 0200 pin 1, 0 mem32 131072, 1 mem32 131072, 2 io 32, 3 mem32 16384, {Rom256}")]
    [InlineData("virtio-net-pci", "1af4:1000 0200 pin 1, 0 io 32, 1 mem32 4096, 4 mem64 16384 prefetch")]
    [InlineData("ich9-ahci", "8086:2922 0106 pin 1, 4 io 32, 5 mem32 4096")]
    [InlineData("qemu-xhci", "1b36:000d 0c03 pin 1, 0 mem64 16384")]
    [InlineData("nec-usb-xhci", "1033:0194 0c03 pin 1, 0 mem64 16384")]
    public void Model_ByName_HasTheseRegisters(string name, string expected) => Assert.Equal(expected, Text(EmulatedModels.ByName[name]));

    [Fact]
    public void ByName_KnowsTheseModels() => Assert.Equal(7, EmulatedModels.ByName.Count);

    [Theory]
    [InlineData("8388608 video memory, 65536 option ROM", 8)]
    [InlineData("16777216 video memory, 65536 option ROM", 16)]
    public void Memory_OfACard_IsItsVideoMemoryAndItsRom(string expected, uint videoRamMiB)
    {
        Assert.Equal(expected, Memory(EmulatedModels.Cirrus(videoRamMiB)));
        Assert.Equal(expected, Memory(EmulatedModels.StandardVga(videoRamMiB)));
    }

    [Fact]
    public void Memory_OfQxl_IsHalfAndHalf() => Assert.Equal(
        "67108864 video memory, 8192 mode list, 67108864 surfaces, 65536 option ROM", Memory(EmulatedModels.Qxl(128)));

    [Theory]
    [InlineData(null, VgaKind.Stdvga, 16)]
    [InlineData(null, VgaKind.Cirrus, 8)]
    [InlineData(null, VgaKind.Qxl, 64)]
    [InlineData(1u, VgaKind.Stdvga, 2)]
    [InlineData(2u, VgaKind.Stdvga, 2)]
    [InlineData(3u, VgaKind.Stdvga, 4)]
    [InlineData(24u, VgaKind.Stdvga, 32)]
    [InlineData(512u, VgaKind.Stdvga, 512)]
    [InlineData(513u, VgaKind.Stdvga, 512)]
    [InlineData(4096u, VgaKind.Stdvga, 512)]
    public void For_VideoMemory_IsClampedAndRoundedUp(uint? givenMiB, VgaKind vga, ulong framebufferMiB)
    {
        EmulatedDeviceSet set = EmulatedDevices.For(new EmulatedMachine { Vga = vga, VideoRamMiB = givenMiB });

        Assert.Equal(framebufferMiB << 20, set.Memory[0].Block.SizeInBytes);
    }

    [Fact]
    public void For_ConfiguredMachine_GivesTheBusOfTheDeviceModel()
    {
        EmulatedDeviceSet set = EmulatedDevices.For(new EmulatedMachine
        {
            Vga = VgaKind.Stdvga,
            VideoRamMiB = 24,
            NetworkModels = ["rtl8139", "ne2k"],
            DeviceModelArguments = ["-nographic", "-device", "pci-testdev,membar=512M,addr=6.1", "-device", "e1000,addr=6.1"],
        });
        Assert.Equal([0x00, 0x08, 0x09, 0x0b, 0x10, 0x18, 0x20, 0x31], set.Functions.Select(function => (int)function.DevFn));
        Assert.Equal(0x200_0000UL, set.Functions[5].Bars[0].SizeInBytes);
        Assert.Equal(new PciBar(2, PciBarKind.Mem64, 0x2000_0000, Prefetch: true), set.Functions[7].Bars[2]);
        Assert.Equal(["ne2k", "e1000,addr=6.1"], set.UnknownDevices);
    }

    [Theory]
    [InlineData("addr=6", 0x30)]
    [InlineData("addr=06.1", 0x31)]
    [InlineData("addr=0x6", 0x30)]
    [InlineData("addr=1f.7", 0xff)]
    [InlineData("addr=20", 0x20)]
    [InlineData("addr=6.8", 0x20)]
    [InlineData("addr=6.1.1", 0x20)]
    public void For_PlaceOfADevice_IsHexAndElseTheNextFree(string place, int devFn)
    {
        EmulatedDeviceSet set = EmulatedDevices.For(new EmulatedMachine { Vga = VgaKind.Stdvga, DeviceModelArguments = ["-device", $"e1000,{place}"] });

        Assert.Equal(devFn, set.Functions.Single(f => f.DeviceId == 0x100e).DevFn);
    }

    [Theory]
    [InlineData("64K", 64UL << 10)]
    [InlineData("512m", 512UL << 20)]
    [InlineData("4G", 4UL << 30)]
    [InlineData("1T", 1UL << 40)]
    [InlineData("4096", 4096UL)]
    public void For_TestDevice_HasABarOfTheSizeAsked(string size, ulong sizeInBytes)
    {
        EmulatedDeviceSet set = EmulatedDevices.For(new EmulatedMachine { DeviceModelArguments = ["-device", $"pci-testdev,membar={size}"] });

        Assert.Equal(new PciBar(2, PciBarKind.Mem64, sizeInBytes, Prefetch: true), set.Functions[^1].Bars[^1]);
    }

    [Theory]
    [InlineData("3M")]
    [InlineData("16777216T")]
    [InlineData("x")]
    [InlineData("")]
    public void For_TestDeviceOfNoSize_IsUnknown(string size)
    {
        EmulatedDeviceSet set = EmulatedDevices.For(new EmulatedMachine { DeviceModelArguments = ["-device", $"pci-testdev,membar={size}"] });

        Assert.Equal([$"pci-testdev,membar={size}"], set.UnknownDevices);
    }

    [Fact]
    public void For_FullBus_NamesTheDeviceThatHasNoPlace()
    {
        var machine = new EmulatedMachine { Vga = VgaKind.None, NetworkModels = [.. Enumerable.Repeat("e1000", 31)] };

        EmulatedDeviceSet set = EmulatedDevices.For(machine);

        // Devices 0 and 1 are fixed, the platform device is 2; 29 of 31 cards find a place.
        Assert.Equal(["e1000", "e1000"], set.UnknownDevices);
        Assert.Equal(0xf8, set.Functions[^1].DevFn);
        Assert.Null(EmulatedDevices.FirstFreeDevice(set.Functions));
    }

    private static string Text(EmulatedModel model) => string.Join(", ", (string[])
    [
        $"{model.VendorId:x4}:{model.DeviceId:x4} {model.Class:x4} pin {model.IntPin}",
        .. model.Bars.Select(b => (b.Kind == PciBarKind.Rom ? $"rom {b.SizeInBytes}" : $"{b.Index} {b.Kind.ToString().ToLowerInvariant()} {b.SizeInBytes}") + (b.Prefetch ? " prefetch" : "")),
    ]);

    private static string Memory(EmulatedModel model) => string.Join(", ", model.Memory.Select(b => $"{b.SizeInBytes} {b.Name}"));
}
