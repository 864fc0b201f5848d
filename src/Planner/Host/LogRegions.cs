using System.Collections.Immutable;
using RdmPlanner.Acpi.Logs;
using RdmPlanner.Planner.Rdm;

namespace RdmPlanner.Planner.Host;

/// <summary>The reserved regions of a boot log.</summary>
internal static class LogRegions
{
    /// <summary>Takes the regions out of a log; those Xen says it ignores are left out.</summary>
    internal static ImmutableArray<HostRegion> Of(BootLogResult log, string name) =>
    [
        .. log.Regions.Where(r => !r.IgnoredByXen).Select(r => new HostRegion
        {
            BaseAddress = r.BaseAddress,
            LimitAddress = r.LimitAddress,
            Segment = r.Devices.IsEmpty ? (ushort)0 : r.Devices[0].Segment,
            Devices = r.Devices,
            HasUnknownDevices = r.Devices.IsEmpty,
            Source = new RdmSource(RdmSourceKind.Log, name, r.Line, 0),
        }),
    ];
}
