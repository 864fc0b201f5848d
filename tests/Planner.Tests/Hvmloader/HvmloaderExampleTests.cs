using System.Collections.Immutable;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Profiles;
using Xunit;

namespace RdmPlanner.Planner.Tests.Hvmloader;

/// <summary>Single rules that no vector of the folder shows.</summary>
public sealed class HvmloaderExampleTests
{
    [Fact]
    public void Run_OtherDeviceAtTheIsaBridge_Asserts()
    {
        HvmloaderResult result = Run(Guest(Function(0x08, 0x0601)));
        Assert.Equal(
            new HvmloaderCrash("pci_setup", "*** HVMLoader assertion '(devfn != PCI_ISA_DEVFN) || ((vendor_id == 0x8086) && (device_id == 0x7000))' failed at pci.c:170"),
            result.Crash);
        Assert.Equal("*** HVMLoader crashed.", result.Log!.Value[^1]);
    }

    [Fact]
    public void Run_PassedThroughBridgeOfClass0680_Asserts()
    {
        HvmloaderResult result = Run(Guest(EmulatedModels.IsaBridge.At(0x08), Function(0x20, 0x0680)));
        Assert.Equal(
            "*** HVMLoader assertion '(vendor_id == 0x8086) && (device_id == 0x7113)' failed at pci.c:206", result.Crash?.Text);
        Assert.Null(result.E820);
    }

    [Fact]
    public void Run_XenRefusesToMoveRam_CrashesInPciSetup()
    {
        PciBar large = new(0, PciBarKind.Mem32, 0x2000_0000);
        HvmloaderResult result = Run(Guest(Function(0x20, 0x0200, large)) with { LowMemPgEnd = 0xf0000, PhysmapFails = true });
        Assert.Equal(new HvmloaderCrash("pci_setup", "*** HVMLoader bug at pci.c:445"), result.Crash);
        Assert.Empty(result.Relocations);
    }

    [Fact]
    public void Run_PlatformBarTooLargeForWriteBack_PrintsTheUnknownConversion()
    {
        GuestPciFunction platform = EmulatedModels.Platform.At(0x10) with
        {
            Bars = [new(1, PciBarKind.Mem32, 0x1000_0000)],
        };
        HvmloaderInput guest = Guest(platform) with
        {
            Xenstore = new Dictionary<string, string> { ["hvmloader/pci/xen-platform-pci-bar-uc"] = "0" },
        };
        Assert.Contains("xen platform pci dev 02:0 BAR1 size lx overflows low PCI hole", Run(guest).Log!.Value);
    }

    [Fact]
    public void Run_NoIsaBridge_InterruptLineReadsAllOnes()
    {
        HvmloaderResult result = Run(Guest(Function(0x20, 0x0200) with { IntPin = 1 }));
        Assert.Equal((byte)255, result.Functions[0].InterruptLine);
    }

    [Fact]
    public void Run_TwoFunctionsWithIntelVga_OnlyTheFirstGetsAnOpRegion()
    {
        GuestPciFunction first = Function(0x10, 0x0300) with { VendorId = 0x8086 };
        HvmloaderResult result = Run(Guest(first, first with { DevFn = 0x18 }));
        Assert.Equal((0xfdffcu, VirtualVga.Passthrough), (result.IgdOpRegionPgBase, result.Vga));
    }

    [Theory]
    [InlineData("4.13.1", E820Type.Reserved)]
    [InlineData("4.13.5", E820Type.Nvs)]
    [InlineData("4.14.0", E820Type.Reserved)]
    [InlineData("4.14.3", E820Type.Nvs)]
    [InlineData("4.15", E820Type.Nvs)]
    public void Run_Release_AcpiPagesHaveItsType(string release, E820Type expected)
    {
        HvmloaderResult result = Run(Guest() with { Profile = Profile(release) });
        Assert.Equal(expected, result.E820!.SeaBios.Entries.Single(entry => entry.Address == new Gpa(0xfc00_0000)).Type);
    }

    [Fact]
    public void Run_SeveralReleases_HugeBarCountsForTheHoleOnlyInOldOnes()
    {
        HvmloaderInput guest = Guest(Function(0x20, 0x0302, new PciBar(0, PciBarKind.Mem64, 0x1_0000_0000)));
        Assert.Equal(0x8000_0000u, Run(guest with { Profile = Profile("4.16") }).PciMemStart);
        Assert.Equal(0xf000_0000u, Run(guest with { Profile = Profile("4.17.7") }).PciMemStart);
        Assert.Equal(0xf000_0000u, Run(guest).PciMemStart);
    }

    [Fact]
    public void Run_BeforeDecodeAtEnd_KeepsDecodingThatWasOn()
    {
        HvmloaderInput guest = Guest(Function(0x20, 0x0200) with { Command = 0x3 });
        Assert.Equal(0x7, Run(guest with { Profile = Profile("4.13") }).Functions[0].Command);
        Assert.Equal(0x4, Run(guest with { Profile = Profile("4.14") }).Functions[0].Command);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(0x10_0001u)]
    public void Run_SeaBiosOfImpossibleSize_AssertsInItsTableOnly(uint size)
    {
        GuestE820Tables tables = Run(Guest() with { SeaBiosSize = size }).E820!;
        Assert.Equal("*** HVMLoader assertion 'bios_image_base < 0x100000' failed at e820.c:168", tables.SeaBios.CrashText);
        Assert.Null(tables.Ovmf.CrashText);
    }

    [Fact]
    public void Run_OvmfWithoutGrants_TakesItsImageFromLowRam()
    {
        HvmloaderInput guest = Guest() with { Bios = GuestBios.Ovmf, OvmfSize = 0x20_0000, PopulateLimit = 0 };
        HvmloaderResult result = Run(guest);
        Assert.Equal(512 + 11 + 1, result.PageMoves.Length);
        Assert.Equal(new RamMove(0x3ffff, 0xffe00, 1), result.PageMoves[0]);
        Assert.Equal(new RamMove(0x40000 - 524, 0xfc100, 1), result.PageMoves[^1]);
    }

    [Theory]
    [InlineData("2", "4.22", 16)]
    [InlineData(" 0x2", "4.22", 16)]
    [InlineData("2 ", "4.22", 0)]
    [InlineData("1", "4.22", 0)]
    [InlineData("", "4.22", 0)]
    [InlineData("2", "4.18", 16)]
    [InlineData("2", "4.17.7", 0)]
    public void Run_TpmVersion_TakesPagesForItsLogBeforeTheTables(string version, string release, int pages)
    {
        HvmloaderResult result = Run(Guest() with
        {
            PopulateLimit = 1,
            Xenstore = new Dictionary<string, string> { ["platform/tpm_version"] = version },
            Profile = Profile(release),
        });
        Assert.Equal(10 + 1 + pages, result.PageMoves.Length);
        Assert.Equal(new RamMove(0x3ffff, pages == 0 ? 0xfc001u : 0xfed50u, 1), result.PageMoves[0]);
    }

    [Fact]
    public void Run_TpmLogTakesAllHighRam_LeavesTheHighEntryAsItWas()
    {
        HvmloaderInput guest = Guest() with
        {
            HighMemPgEnd = 0x10_000a,
            PopulateLimit = 1,
            Xenstore = new Dictionary<string, string> { ["platform/tpm_version"] = "2" },
        };
        HvmloaderResult result = Run(guest with
        {
            MemoryMap = [.. guest.MemoryMap, new E820Record(Gpa.FourGiB, 0xa000, E820Type.Ram)],
        });
        Assert.Equal((0x40000u - 17, 0u), (result.LowMemPgEnd, result.HighMemPgEnd));
        Assert.Equal(0xa000UL, result.MemoryMap[^1].SizeInBytes);
    }

    [Fact]
    public void Run_64BitBarAtTheLastRegister_HidesTheRom()
    {
        PciBar rom = new(PciBar.RomIndex, PciBarKind.Rom, 0x1000);
        HvmloaderResult result = Run(Guest(Function(0x20, 0x0200, new PciBar(5, PciBarKind.Mem64, 0x1_0000_0000), rom)));
        Assert.Equal((0x1_0000_0000UL, BarSpace.HighMem), (result.Bars[0].Address, result.Bars[0].Space));
        Assert.False(result.Bars[1].IsAssigned);
    }

    private static HvmloaderResult Run(HvmloaderInput input) => HvmloaderSimulator.Run(input);

    private static XenProfile Profile(string name) =>
        XenProfile.TryParse(name, out XenProfile profile) ? profile : throw new ArgumentException(name, nameof(name));

    private static GuestPciFunction Function(byte devFn, ushort deviceClass, params ImmutableArray<PciBar> bars) =>
        new() { DevFn = devFn, VendorId = 0x10de, DeviceId = 0x1eb8, Class = deviceClass, Bars = bars };

    private static HvmloaderInput Guest(params ImmutableArray<GuestPciFunction> devices) => new()
    {
        LowMemPgEnd = 0x40000,
        MemoryMap = [new E820Record(Gpa.OneMiB, 0x3ff0_0000, E820Type.Ram)],
        Devices = devices,
    };
}
