using System.Collections.Immutable;
using RdmPlanner.Acpi;
using RdmPlanner.E820;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Profiles;
using Xunit;

namespace RdmPlanner.Planner.Tests.Hypervisor;

/// <summary>One example a rule of acceptance that the vectors do not show (BEHAVIOUR.md section 5).</summary>
public sealed class DmarAcceptanceTests
{
    [Fact]
    public void Run_NoTable_IsNoDevice()
    {
        HypervisorResult host = DmarAcceptance.Run(new HypervisorInput { RmrrOption = "9d000=0:14.0" });

        Assert.Equal(-19, host.Rc);
        Assert.False(host.VtdUsable);
        Assert.Equal(1, host.ParamCount);
        Assert.Empty(host.Regions);
    }

    [Fact]
    public void Run_WidthZero_IsInvalidWithoutTheFinalWarning()
    {
        HypervisorResult host = DmarAcceptance.Run(new HypervisorInput { Dmar = new DmarModel { Width = 0 } });

        Assert.Equal(-22, host.Rc);
        Assert.Equal(["<warn>[VT-D]Zero: Invalid DMAR width"], Hosts.Lines(host.Log));
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(ulong.MaxValue)]
    public void Run_UnitWithoutRegisters_IsNoDevice(ulong address)
    {
        HypervisorResult host = DmarAcceptance.Run(new HypervisorInput
        {
            Dmar = new DmarModel { Entries = [new DrhdEntry(0, address, 1, [])] },
        });

        Assert.Equal(-19, host.Rc);
        Assert.Equal(["<warn>Failed to parse ACPI DMAR.  Disabling VT-d."], Hosts.Lines(host.Log));
    }

    [Fact]
    public void Run_AbsentDeviceOfUnit_WarnsUnlessForced()
    {
        HypervisorInput input = Hosts.Input() with
        {
            Dmar = new DmarModel { Entries = [new DrhdEntry(0, 0xfed90000, 0, [Hosts.Endpoint(Hosts.Gpu)])] },
            Present = [],
        };

        Assert.Equal(
            ["<warn>[VT-D] Non-existent device (0000:00:02.0) in this DRHD's scope!"],
            Hosts.Lines(DmarAcceptance.Run(input).Log));
        Assert.Empty(DmarAcceptance.Run(input with { Force = true }).Log);
    }

    [Fact]
    public void Run_OverlapAfterGoodRegion_SaysWhatBecameOfBoth()
    {
        HypervisorResult host = Hosts.Boot(
            Hosts.Rmrr(0x80000000, 0x80000fff, Hosts.Usb), Hosts.Rmrr(0x80000fff, 0x80001fff, Hosts.Gpu));

        Assert.Equal(-17, host.Rc);
        IgnoredRegion[] fates = [.. host.Dispositions.Cast<IgnoredRegion>()];
        Assert.Equal([IgnoredReason.VtdTurnedOff, IgnoredReason.OverlapsInTable], fates.Select(fate => fate.Reason));
        Assert.Equal([false, true], fates.Select(fate => fate.DisablesVtd));
        Assert.Equal(["structure #1 of the DMAR", "structure #2 of the DMAR"], fates.Select(fate => fate.Source.ToString()));
        Assert.Equal(0, host.HardwareUnits);
    }

    [Fact]
    public void Run_SinglePageHoleBelowReserved_MovesTheEntryWithoutGrowingIt()
    {
        ImmutableArray<E820Record> memory = [new(new Gpa(0x80000000), 0x2000, E820Type.Reserved)];

        HypervisorResult host = DmarAcceptance.Run(
            Hosts.Input(Hosts.Rmrr(0x7ffff000, 0x7fffffff, Hosts.Usb)) with { E820 = memory });

        Assert.Equal([new E820Record(new Gpa(0x7ffff000), 0x2000, E820Type.Reserved)], host.E820);
    }

    [Fact]
    public void Run_HoleAfterReserved_GrowsTheEntry()
    {
        ImmutableArray<E820Record> memory = [new(new Gpa(0x80000000), 0x2000, E820Type.Reserved)];

        HypervisorResult host = DmarAcceptance.Run(
            Hosts.Input(Hosts.Rmrr(0x80002000, 0x80004fff, Hosts.Usb)) with { E820 = memory });

        Assert.Equal([new E820Record(new Gpa(0x80000000), 0x5000, E820Type.Reserved)], host.E820);
    }

    [Fact]
    public void Run_HugeHole_IsAddedInOneGo()
    {
        HypervisorResult host = Hosts.Boot(Hosts.Rmrr(0x100000000, 0xfffffffffffe, Hosts.Usb));

        Assert.Equal(0, host.Rc);
        Assert.Equal(new E820Record(new Gpa(0x100000000), 0xffff00000000, E820Type.Reserved), host.E820[^1]);
    }

    [Fact]
    public void Run_MapIsFull_CannotReserve()
    {
        ImmutableArray<E820Record> full =
            [.. Enumerable.Range(0, 1024).Select(i => new E820Record(new Gpa((ulong)i * 0x2000), 0x1000, E820Type.Ram))];

        HypervisorResult host = DmarAcceptance.Run(
            Hosts.Input(Hosts.Rmrr(0x90000000, 0x90000fff, Hosts.Usb)) with { E820 = full });

        Assert.Equal(-5, host.Rc);
        Assert.Equal(
            [
                "<warn>RMRR: [0x90000000, 0x90000000] is not (entirely) in reserved memory",
                "<warn>E820: overflow while adding region 90000000-90001000",
                "<err>RMRR: page at 0x90000 couldn't be reserved",
                "<warn>Failed to parse ACPI DMAR.  Disabling VT-d.",
            ],
            Hosts.Lines(host.Log));
    }

    [Fact]
    public void Run_RegionInFirstMebibyte_PrintsFrameFiveWide()
    {
        HypervisorResult host = Hosts.Boot(Hosts.Rmrr(0x1000, 0x1fff, Hosts.Usb));

        Assert.Equal("<err>RMRR: page at 0x001 can't be converted", host.Log[1].ToString());
    }

    [Fact]
    public void Run_OptionRegionBehindTheLastFrame_IsIgnored()
    {
        HypervisorResult host = DmarAcceptance.Run(Hosts.Input() with { RmrrOption = "fffff0-1000001=0:14.0;1000000=0:14.0" });

        Assert.Equal(-7, host.ParamRc);
        host = DmarAcceptance.Run(Hosts.Input() with { RmrrOption = "ffffff-1000000=0:14.0;ffffff=0:14.0" });
        Assert.Equal(["<err>[VT-D]Invalid pfn in RMRR range [ffffff-1000000]"], Hosts.Lines(host.Log));
        Assert.Equal([0xffffff000UL], host.Regions.Select(region => region.BaseAddress.Value));
    }

    // SATC: type 5, here of one device that the host does not have.
    [Fact]
    public void Run_TranslationCacheOfAnAbsentDevice_SaysSo()
    {
        HypervisorResult host = DmarAcceptance.Run(
            Hosts.Input(new RawEntry(5, [0, 0, 0, 0, 1, 8, 0, 0, 0, 0, 2, 0])) with { Present = [], DebugBuild = true });

        Assert.True(host.VtdUsable);
        Assert.Contains(Hosts.Lines(host.Log), l => l.Contains("Non-existent device (0000:00:02.0) is reported in SATC scope!", StringComparison.Ordinal));
    }

    // 0001:02:03.4 is segment 1, bus 2, devfn 0x1c.
    [Fact]
    public void Run_VerboseOptionRegion_PrintsItsFirstDeviceAsOneNumber()
    {
        HypervisorResult host = DmarAcceptance.Run(Hosts.Input() with { RmrrOption = "7e000-7e001=0001:02:03.4,1:2:3.5", Verbose = true, DebugBuild = true });

        Assert.Contains("Adding RMRR for 2 device ([0]: 0x1021c) range [7e000-7e001]", Assert.Single(Hosts.Lines(host.Log), l => l.Contains("Adding RMRR", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("4.12", true)]
    [InlineData("4.16", true)]
    [InlineData("4.17", false)]
    [InlineData("4.19", false)]
    [InlineData("4.20", true)]
    public void Run_AbsentDevice_IsIgnoredWhereSegmentsAreKnown(string release, bool isIgnored)
    {
        Assert.True(XenProfile.TryParse(release, out XenProfile profile));

        HypervisorResult host = DmarAcceptance.Run(
            Hosts.Input(Hosts.Rmrr(0x80000000, 0x80000fff, Hosts.Usb)) with { Present = [], Profile = profile });

        Assert.Equal(isIgnored, host.Regions.IsEmpty);
    }

    [Fact]
    public void Run_Release412_PrintsAsThatReleaseDid()
    {
        // The region and the device of a laptop's log of Xen 4.12, a debug build.
        Assert.True(XenProfile.TryParse("4.12", out XenProfile profile));

        HypervisorResult host = DmarAcceptance.Run(
            Hosts.Input(Hosts.Rmrr(0x78907000, 0x78986fff, new PciAddress(0, 0, 0x16, 7))) with { E820 = [], Present = [], Profile = profile });

        Assert.Equal(
            [
                "<warn>[VT-D]  RMRR address range 78907000..78986fff not in reserved memory; need \"iommu_inclusive_mapping=1\"?",
                "<warn>[VT-D] Non-existent device (0000:00:16.7) is reported in RMRR (78907000, 78986fff)'s scope!",
                "<warn>[VT-D]  Ignore the RMRR (78907000, 78986fff) due to devices under its scope are not PCI discoverable!",
            ],
            Hosts.Lines(host.Log));
    }

    [Fact]
    public void Query_DeviceZeroFirst_HidesTheRegionFromEveryone()
    {
        HypervisorResult host = Hosts.Boot(Hosts.Rmrr(0x80000000, 0x80000fff, new PciAddress(0, 0, 0, 0), Hosts.Usb));

        Assert.Single(host.Regions);
        Assert.Empty(RdmQuery.All(host));
        Assert.Empty(RdmQuery.Of(host, Hosts.Usb));
    }

    [Fact]
    public void Query_AlignedLimit_LosesTheLastPage()
    {
        HypervisorResult host = Hosts.Boot(Hosts.Rmrr(0x80000000, 0x80002000, Hosts.Usb));

        Assert.Equal([new RdmEntry(0x80000, 2)], RdmQuery.All(host));
    }

    [Fact]
    public void From_DecodedTable_GivesTheSameRegions()
    {
        byte[] bytes = Convert.FromHexString(
            "444d415260000000" + "01e8424f43485320425850432020202001000000425850430100000026010000000000000000" + "0000"
            + "00001000010000000000d9fe00000000" + "0100200000000000000000800000000000200080000000000108000000001400");
        DmarDecodeResult decoded = DmarDecoder.Decode(bytes);
        Assert.NotNull(decoded.Table);

        HypervisorResult host = DmarAcceptance.Run(Hosts.Input() with { Dmar = DmarModel.From(decoded.Table) });

        Assert.Equal(0, host.Rc);
        RegisteredRegion region = Assert.Single(host.Regions);
        Assert.Equal((0x80000000UL, 0x80002000UL), (region.BaseAddress.Value, region.LimitAddress.Value));
        Assert.Equal([Hosts.Usb], region.Devices);
    }
}
