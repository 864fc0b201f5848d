using System.Collections.Immutable;
using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Hypervisor;

/// <summary>What became of one described region: <see cref="RegisteredRegion"/> or <see cref="IgnoredRegion"/>.</summary>
public abstract record RegionDisposition
{
    private protected RegionDisposition(RegionSource source, ushort segment, Hpa baseAddress, Hpa limitAddress, ImmutableArray<PciAddress> devices)
    {
        Source = source;
        Segment = segment;
        BaseAddress = baseAddress;
        LimitAddress = limitAddress;
        Devices = devices;
    }

    /// <summary>Where it was described.</summary>
    public RegionSource Source { get; }

    /// <summary>PCI segment of its devices.</summary>
    public ushort Segment { get; }

    /// <summary>First byte.</summary>
    public Hpa BaseAddress { get; }

    /// <summary>Last byte, inclusive as in the table; below the base in a table that is wrong.</summary>
    public Hpa LimitAddress { get; }

    /// <summary>Devices of its scope in order, as far as they were read. A path over bridges is already walked.</summary>
    public ImmutableArray<PciAddress> Devices { get; }
}

/// <summary>A region that the hypervisor keeps: reported by RDM queries, mapped on assignment.</summary>
public sealed record RegisteredRegion : RegionDisposition
{
    internal RegisteredRegion(RegionSource source, ushort segment, Hpa baseAddress, Hpa limitAddress, ImmutableArray<PciAddress> devices)
        : base(source, segment, baseAddress, limitAddress, devices)
    {
    }

    /// <summary>First page frame.</summary>
    public ulong StartPfn => BaseAddress.Value >> PageMath.Shift;

    /// <summary>Number of page frames the hypervisor reports and maps; 0 for a region nobody gets to see.</summary>
    /// <remarks>
    /// The limit is inclusive but rounded up as if it were an end: a page-aligned limit loses its last page, and base =
    /// limit on a page boundary gives none. Mirrors the arithmetic of intel_iommu_get_reserved_device_memory() in
    /// xen/drivers/passthrough/vtd/dmar.c (Xen c447b73), wrap-around included.
    /// </remarks>
    public ulong PageCount => unchecked(PageMath.RoundUp(LimitAddress.Value) - StartPfn);

    /// <summary>The devices up to the first 00:00.0.</summary>
    /// <remarks>
    /// Mirrors the loop condition of for_each_rmrr_device() in xen/drivers/passthrough/vtd/dmar.h (Xen c447b73), which
    /// takes a bus-device-function of 0 as the end of the list: a region that has it first is seen by nobody.
    /// </remarks>
    public IEnumerable<PciAddress> VisibleDevices => Devices.TakeWhile(device => device.Bus != 0 || device.DevFn != 0);
}

/// <summary>A region that the hypervisor does not have in the end, and why.</summary>
public sealed record IgnoredRegion : RegionDisposition
{
    internal IgnoredRegion(RegionSource source, ushort segment, Hpa baseAddress, Hpa limitAddress, ImmutableArray<PciAddress> devices, IgnoredReason reason)
        : base(source, segment, baseAddress, limitAddress, devices) => Reason = reason;

    /// <summary>Why.</summary>
    public IgnoredReason Reason { get; }

    /// <summary>Whether this region is the one because of which VT-d is off.</summary>
    public bool DisablesVtd => Reason is IgnoredReason.OverlapsInTable or IgnoredReason.NotReservable
        or IgnoredReason.BadScope or IgnoredReason.BaseAboveLimit;
}

/// <summary>Why a region is not registered (BEHAVIOUR.md section 5).</summary>
public enum IgnoredReason
{
    /// <summary>Its scope has no device of a known type; dropped without a message.</summary>
    NoDevice = 0,

    /// <summary>None of its devices answers on the bus.</summary>
    DevicesAbsent,

    /// <summary>It overlaps a registered region; from the table this turns VT-d off.</summary>
    OverlapsInTable,

    /// <summary>An option region overlaps a registered one; only this region is ignored.</summary>
    OverlapsRegistered,

    /// <summary>A page of it is RAM; VT-d is turned off (4.19 on).</summary>
    NotReservable,

    /// <summary>A scope entry is shorter than 8 bytes; VT-d is turned off.</summary>
    BadScope,

    /// <summary>Base above limit; VT-d is turned off, unless it is an option region.</summary>
    BaseAboveLimit,

    /// <summary>An option region has page frames that the host does not have.</summary>
    InvalidFrames,

    /// <summary>The devices of an option region are in several segments.</summary>
    SegmentsDiffer,

    /// <summary>Base above limit in an option region.</summary>
    OptionBaseAboveLimit,

    /// <summary>It was registered, but something later in the table turned VT-d off.</summary>
    VtdTurnedOff,
}
