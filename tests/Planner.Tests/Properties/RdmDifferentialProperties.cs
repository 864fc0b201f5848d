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

    private static void IsTheReference(ToolstackInput input) => Assert.Null(LibxlComparison.DifferenceOf(input));
}
