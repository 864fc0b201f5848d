using FsCheck.Xunit;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Toolstack;
using RdmPlanner.TestKit;
using RdmPlanner.TestKit.Generators;
using RdmPlanner.TestKit.Models;
using Xunit;

namespace RdmPlanner.Planner.Tests.Properties;

/// <summary>Collector, resolver, map and page count against the transliterated C, with the releases' precedence.</summary>
[Properties(Arbitrary = [typeof(GuestArbitraries), typeof(RawHosts)], MaxTest = 2 * TestBudget.MaxTest)]
public sealed class RdmDifferentialProperties
{
    [Property]
    public void Run_AnyGuest_IsTheReference(GuestCase guest) => IsTheReference(guest.ToInput(deviceOverrides: true));

    [Property]
    public void Run_RegionsByTheByte_IsTheReference(GuestCase guest, HostRegion[] regions)
    {
        ToolstackInput input = guest.ToInput(deviceOverrides: true);
        IsTheReference(input with { Rdm = input.Rdm with { HostRegions = [.. regions] } });
    }

    [Property]
    public void Run_SizesOfEveryKind_IsTheReference(GuestCase guest, HostRegion[] regions, RawSizes sizes)
    {
        ToolstackInput input = guest.ToInput(deviceOverrides: true);
        IsTheReference(input with
        {
            MaxMemKiB = sizes.MaxMemKiB,
            VideoMemKiB = sizes.VideoMemKiB,
            MmioHoleKiB = sizes.MmioHoleKiB,
            BoundaryKiB = sizes.BoundaryKiB,
            Rdm = input.Rdm with { HostRegions = [.. regions] },
        });
    }

    [Property]
    public void Run_UninitialisedNumbers_IsTheReference(GuestCase guest, int strategy, int policy)
    {
        ToolstackInput input = guest.ToInput(deviceOverrides: true);
        IsTheReference(input with
        {
            Rdm = input.Rdm with
            {
                Strategy = (RdmStrategy)(strategy & 3),
                GlobalPolicy = (RdmPolicy)(policy & 3),
                Devices = [.. guest.Devices.Select(d => new AssignedDevice(GuestCase.Address(d.Function), d.Policy ?? (RdmPolicy)7))],
            },
        });
    }

    private static void IsTheReference(ToolstackInput input)
    {
        LibxlRdmReference expected = ReferenceOf(input).Run();
        ToolstackResult actual = ToolstackStage.Run(input);
        RamLayout layout = actual.Rdm.Layout;
        Assert.Equal(expected.LowMemEnd, layout.LowMemEnd.Value);
        Assert.Equal(expected.HighMemEnd, layout.HighMemEnd?.Value ?? 0);
        Assert.Equal(expected.MmioStart, layout.MmioStart.Value);
        Assert.Equal(expected.Rdms, actual.Rdm.Regions.Select((r, i) => (r.Entry.Start.Value, r.Entry.SizeInBytes, PolicyOf(actual.Rdm, i))));
        Assert.Equal(expected.Pci.Select(d => d.Policy), actual.Devices.Select(d => Number(d.Policy)));
        Assert.Equal(expected.MemoryMap, actual.MemoryMap?.Select(e => (e.Address.Value, e.SizeInBytes, (int)e.Type)));
        Assert.Equal(expected.Log, actual.Log.Select(line => line.Text));
        Assert.Equal(expected.ReturnCode, actual.ReturnCode);
    }

    /// <summary>libxl stops at the first conflict: what comes later is not masked there.</summary>
    private static int PolicyOf(RdmResolution resolution, int index)
    {
        ResolvedRegion region = resolution.Regions[index];
        bool isMasked = region.Disposition == RdmDisposition.Masked && index < (resolution.FirstConflict ?? int.MaxValue);
        return isMasked ? LibxlRdmReference.Invalid : Number(region.Entry.Policy);
    }

    private static LibxlRdmReference ReferenceOf(ToolstackInput input) => new()
    {
        MaxMemKb = input.MaxMemKiB,
        VideoMemKb = input.VideoMemKiB,
        MmioHoleMemKb = input.MmioHoleKiB,
        RdmMemBoundaryMemKb = input.BoundaryKiB!.Value,
        Hap = input.Hap,
        Strategy = (int)input.Rdm.Strategy,
        GlobalPolicy = Number(input.Rdm.GlobalPolicy ?? RdmPolicy.Relaxed),
        Rmrrs = [.. input.Rdm.HostRegions.Select(r => (r.BaseAddress.Value, r.LimitAddress.Value, (int)r.Segment, r.Devices.Select(BusDevFn).ToArray()))],
        Pci = [.. input.Rdm.Devices.Select(d => ((int)d.Address.Segment, BusDevFn(d.Address), Number(d.Policy)))],
    };

    private static int BusDevFn(PciAddress device) => (device.Bus << 8) | device.DevFn;

    private static int Number(RdmPolicy? policy) => policy is { } value ? (int)value : LibxlRdmReference.Invalid;
}
