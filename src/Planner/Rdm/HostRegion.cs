using System.Collections.Immutable;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Configuration;

namespace RdmPlanner.Planner.Rdm;

/// <summary>One region of host memory that devices use by DMA, as the hypervisor holds it after accepting the host's tables.</summary>
/// <remarks>Equality is by all fields; the device list compares by content of its storage, as ImmutableArray does.</remarks>
public sealed record HostRegion
{
    /// <summary>First byte.</summary>
    public required Hpa BaseAddress { get; init; }

    /// <summary>Last byte (inclusive), as the DMAR table states it.</summary>
    public required Hpa LimitAddress { get; init; }

    /// <summary>PCI segment of the devices; it replaces whatever segment an entry of <see cref="Devices"/> has.</summary>
    public ushort Segment { get; init; }

    /// <summary>The devices of the scope whose address is known, in table order. Empty when none is.</summary>
    public ImmutableArray<PciAddress> Devices { get; init; } = [];

    /// <summary>Where the region was stated.</summary>
    public required RdmSource Source { get; init; }

    /// <summary>A policy stated on the region itself (regions file or <c>--region</c>); null when there is none.</summary>
    public RdmPolicy? Policy { get; init; }

    /// <summary>Whether the guest reserves the region whatever the strategy: an explicit region of the 2015 design.</summary>
    public bool IsExplicit { get; init; }

    /// <summary>Whether the region is known only by its range: a log that names no devices, a row without any.</summary>
    public bool HasUnknownDevices { get; init; }

    /// <summary>Whether the scope has a path of several hops, whose device only the running host could name.</summary>
    public bool HasDeviceBehindBridge { get; init; }

    /// <summary>First page frame the hypervisor reports: base rounded down.</summary>
    public ulong FirstFrame => BaseAddress.Value >> 12;

    /// <summary>
    /// How many pages the hypervisor reports: PFN_UP(limit) - PFN_DOWN(base) with the limit taken as it is, inclusive.
    /// A page-aligned limit therefore loses its last page, and base equal to an aligned limit gives 0 (not reported).
    /// </summary>
    /// <remarks>
    /// Mirrors intel_iommu_get_reserved_device_memory() in drivers/passthrough/vtd/dmar.c (Xen c447b73).
    /// The addition wraps for a limit in the last page of the 64-bit space, as the C does.
    /// </remarks>
    public ulong ReportedPageCount => unchecked(((LimitAddress.Value + 0xfff) >> 12) - FirstFrame);

    /// <summary>
    /// Whether the hypervisor can see the region at all: its walk over the scope ends at the first device 00:00.0, so a
    /// region whose scope begins with it (or is empty) is invisible to queries.
    /// </summary>
    /// <remarks>Mirrors for_each_rmrr_device in drivers/passthrough/vtd/dmar.h, where device 0 is the end mark.</remarks>
    public bool IsVisible => LimitAddress >= BaseAddress
        && (IsExplicit || HasUnknownDevices
            || (Devices.IsEmpty ? HasDeviceBehindBridge : !IsEndMark(Devices[0])));

    /// <summary>The devices whose queries report the region: those before the end of the walk, each in the region's segment.</summary>
    /// <returns>The devices, each once; none for a region that ends before it starts, which is never registered.</returns>
    /// <remarks>Mirrors register_one_rmrr() in drivers/passthrough/vtd/dmar.c and for_each_rmrr_device.</remarks>
    internal IEnumerable<PciAddress> ReportedDevices() => LimitAddress < BaseAddress
        ? []
        : Devices.TakeWhile(own => !IsEndMark(own)).Select(own => PciAddress.FromDevFn(Segment, own.Bus, own.DevFn)).Distinct();

    /// <summary>Whether a query for one device reports the region: segment and address match before the walk ends.</summary>
    /// <param name="device">The assigned device.</param>
    /// <returns>True when the region is reported for it.</returns>
    public bool IsReportedFor(PciAddress device) => ReportedDevices().Contains(device);

    private static bool IsEndMark(PciAddress device) => device.Bus == 0 && device.DevFn == 0;
}
