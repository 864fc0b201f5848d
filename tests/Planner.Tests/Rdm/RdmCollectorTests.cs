using RdmPlanner.Acpi;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Rdm;
using Xunit;
using static RdmPlanner.Planner.Tests.Rdm.Given;

namespace RdmPlanner.Planner.Tests.Rdm;

/// <summary>Which regions a guest gets, and in which order (BEHAVIOUR.md section 2, steps 1 to 3 and the query).</summary>
public sealed class RdmCollectorTests
{
    private static readonly HostRegion UsbRegion = Region(0x8d5d_d000, 0x8d5f_cfff, Usb);
    private static readonly HostRegion GpuRegion = Region(0x8d80_0000, 0x8fff_ffff, Gpu);

    [Fact]
    public void Collect_IgnoreWithoutDevices_ListsNothing() =>
        Assert.Empty(Collect(RdmStrategy.Ignore, [UsbRegion, GpuRegion]).Entries);

    [Fact]
    public void Collect_Host_ListsAllInReverseTableOrder() =>
        Assert.Equal([0x8d80_0000UL, 0x8d5d_d000], Starts(Collect(RdmStrategy.Host, [UsbRegion, GpuRegion])));

    [Fact]
    public void Collect_IgnoreWithDevice_ListsItsRegionOnly() =>
        Assert.Equal([0x8d5d_d000UL], Starts(Collect(RdmStrategy.Ignore, [UsbRegion, GpuRegion], Device(Usb))));

    [Fact]
    public void Collect_IgnoreWithDevices_ListsInTheOrderOfDevices() =>
        Assert.Equal([0x8d5d_d000UL, 0x8d80_0000], Starts(Collect(RdmStrategy.Ignore, [UsbRegion, GpuRegion], Device(Usb), Device(Gpu))));

    [Fact]
    public void Collect_HostWithDevice_ListsNothingTwice() =>
        Assert.Equal([0x8d80_0000UL, 0x8d5d_d000], Starts(Collect(RdmStrategy.Host, [UsbRegion, GpuRegion], Device(Gpu), Device(Usb))));

    [Fact]
    public void Collect_UninitialisedStrategy_StillLooksUpTheDevices() =>
        Assert.Equal([0x8d5d_d000UL], Starts(Collect((RdmStrategy)7, [UsbRegion, GpuRegion], Device(Usb))));

    [Fact]
    public void Collect_WholePages_HaveStartAndSizeOfTheRegion()
    {
        RdmEntry entry = Collect(RdmStrategy.Host, [UsbRegion]).Entries[0];
        Assert.Equal((0x8d5d_d000UL, 0x20000UL), (entry.Start.Value, entry.SizeInBytes));
    }

    [Theory]
    [InlineData(0x7c000800UL, 0x7c0017ffUL, 0x7c000000UL, 0x2000UL)] // rounded outwards to pages
    [InlineData(0x7c000000UL, 0x7c001000UL, 0x7c000000UL, 0x1000UL)] // a page-aligned inclusive end loses its page
    [InlineData(0x7c000010UL, 0x7c000010UL, 0x7c000000UL, 0x1000UL)] // one byte is one page
    [InlineData(0xfffffffffffff000UL, 0xffffffffffffffffUL, 0xfffffffffffff000UL, 0x1000UL)]
    public void Collect_RegionByTheByte_HasTheHypervisorsPages(ulong first, ulong last, ulong start, ulong size)
    {
        RdmEntry entry = Collect(RdmStrategy.Host, [Region(first, last, Usb)]).Entries[0];
        Assert.Equal((start, size), (entry.Start.Value, entry.SizeInBytes));
    }

    [Theory]
    [InlineData(RdmStrategy.Host)]
    [InlineData(RdmStrategy.Ignore)]
    public void Collect_BaseEqualToAlignedLimit_IsNotReported(RdmStrategy strategy) =>
        Assert.Empty(Collect(strategy, [Region(0x7c00_0000, 0x7c00_0000, Usb)], Device(Usb)).Entries);

    [Theory]
    [InlineData(RdmStrategy.Host)]
    [InlineData(RdmStrategy.Ignore)]
    public void Collect_LimitBelowBase_IsLeftOut(RdmStrategy strategy) =>
        Assert.Empty(Collect(strategy, [Region(0x7c00_2000, 0x7c00_0fff, Usb)], Device(Usb)).Entries);

    [Theory]
    [InlineData(RdmStrategy.Host)]
    [InlineData(RdmStrategy.Ignore)]
    public void Collect_ScopeStartsWithDeviceZero_IsInvisible(RdmStrategy strategy) =>
        Assert.Empty(Collect(strategy, [Region(0x7c00_0000, 0x7c00_0fff, default, Usb)], Device(Usb)).Entries);

    [Fact]
    public void Collect_DeviceZeroInTheMiddle_HidesTheDevicesBehindIt()
    {
        HostRegion region = Region(0x7c00_0000, 0x7c00_0fff, Usb, default, Gpu);
        Assert.Single(Collect(RdmStrategy.Ignore, [region], Device(Usb)).Entries);
        Assert.Empty(Collect(RdmStrategy.Ignore, [region], Device(Gpu)).Entries);
    }

    [Fact]
    public void Collect_EmptyScope_IsDropped() =>
        Assert.Empty(Collect(RdmStrategy.Host, [Region(0x7c00_0000, 0x7c00_0fff)]).Entries);

    [Fact]
    public void Collect_OtherSegment_IsNotTheDevices()
    {
        HostRegion region = UsbRegion with { Segment = 1 };
        Assert.Empty(Collect(RdmStrategy.Ignore, [region], Device(Usb)).Entries);
        Assert.Single(Collect(RdmStrategy.Ignore, [region], Device(new PciAddress(1, 0, 0x14, 0))).Entries);
    }

    [Fact]
    public void Collect_SameStartPerDevice_DropsTheSecond()
    {
        // Two byte-disjoint regions of one page: the hypervisor reports the later one of the table first.
        HostRegion first = Region(0x7c00_0000, 0x7c00_07ff, Usb);
        HostRegion second = Region(0x7c00_0800, 0x7c00_17ff, Gpu);
        RdmEntry entry = Assert.Single(Collect(RdmStrategy.Ignore, [first, second], Device(Usb), Device(Gpu)).Entries);
        Assert.Equal((0x7c00_0000UL, 0x1000UL, 0), (entry.Start.Value, entry.SizeInBytes, entry.RegionIndex));
    }

    [Fact]
    public void Collect_SameStartWithHost_KeepsBothAndOnlyTheFirstTakesADevicePolicy()
    {
        HostRegion first = Region(0x7c00_0000, 0x7c00_07ff, Usb);
        HostRegion second = Region(0x7c00_0800, 0x7c00_17ff, Gpu);
        RdmRequest request = Request(RdmStrategy.Host, [first, second], Device(Usb, RdmPolicy.Strict)) with { DevicePolicyOverridesGlobal = true };
        Assert.Equal(
            [(0x2000UL, RdmPolicy.Strict), (0x1000UL, RdmPolicy.Relaxed)],
            RdmCollector.Collect(request).Entries.Select(e => (e.SizeInBytes, e.Policy)));
    }

    [Fact]
    public void Collect_ExplicitRegion_ComesLastWhateverTheStrategy()
    {
        HostRegion stated = Region(0x1000, 0x1fff) with { IsExplicit = true };
        Assert.Equal([0x1000UL], Starts(Collect(RdmStrategy.Ignore, [stated, UsbRegion])));
        Assert.Equal([0x8d5d_d000UL, 0x1000], Starts(Collect(RdmStrategy.Host, [stated, UsbRegion])));
    }

    [Fact]
    public void Collect_LoggedRegionWithoutDevices_IsAHostRegionOnly()
    {
        HostRegion logged = Region(0x7c00_0000, 0x7c00_0fff) with { HasUnknownDevices = true };
        Assert.Single(Collect(RdmStrategy.Host, [logged]).Entries);
        Assert.Empty(Collect(RdmStrategy.Ignore, [logged], Device(Usb)).Entries);
    }

    private static RdmRequest Request(RdmStrategy strategy, HostRegion[] regions, params AssignedDevice[] devices) =>
        new() { HostRegions = [.. regions], Devices = [.. devices], Strategy = strategy };

    private static CollectedRdm Collect(RdmStrategy strategy, HostRegion[] regions, params AssignedDevice[] devices) =>
        RdmCollector.Collect(Request(strategy, regions, devices));

    private static IEnumerable<ulong> Starts(CollectedRdm collected) => collected.Entries.Select(e => e.Start.Value);
}
