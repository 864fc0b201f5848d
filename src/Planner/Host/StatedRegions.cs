using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Rdm;

namespace RdmPlanner.Planner.Host;

/// <summary>Regions that a user states instead of a table.</summary>
public static class StatedRegions
{
    /// <summary>A row of a regions file as a region of the host: reserved by strategy or with its devices.</summary>
    /// <param name="region">The row.</param>
    /// <returns>The region.</returns>
    public static HostRegion HostRegionOf(ExplicitRegion region) => new()
    {
        BaseAddress = region.BaseAddress,
        LimitAddress = region.LimitAddress,
        Segment = region.Segment,
        Devices = region.Devices,
        HasUnknownDevices = region.Devices.IsEmpty,
        Policy = region.Policy,
        Source = new RdmSource(RdmSourceKind.Option, region.Origin, 0, 0),
    };

    /// <summary>
    /// A <c>--region</c> option. With devices it is a region of the host like any other; without, the guest reserves it
    /// whatever the strategy: an explicit region of the 2015 design, perhaps of another platform.
    /// </summary>
    /// <param name="region">The option.</param>
    /// <returns>The region.</returns>
    public static HostRegion OptionRegionOf(ExplicitRegion region) =>
        HostRegionOf(region) with { IsExplicit = region.Devices.IsEmpty, HasUnknownDevices = false };
}
