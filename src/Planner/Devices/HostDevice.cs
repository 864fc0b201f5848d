using System.Collections.Immutable;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Qemu;
using RdmPlanner.Planner.Rdm;

namespace RdmPlanner.Planner.Devices;

/// <summary>Whether a device answers on the bus.</summary>
public enum DevicePresence
{
    /// <summary>No listing was given.</summary>
    Unknown = 0,

    /// <summary>It is listed.</summary>
    Present,

    /// <summary>There is a listing, and it is not in it.</summary>
    Absent,
}

/// <summary>A region of the host as the hypervisor holds it.</summary>
/// <param name="Number">Which one, from 1, in the order of the host.</param>
/// <param name="Region">The region with its source.</param>
/// <param name="Devices">Names of the scope's devices in order; an unresolved path is named by its hops.</param>
/// <param name="IsKept">Whether Xen keeps it.</param>
/// <param name="IsVisible">Whether the toolstack's query reports it.</param>
/// <param name="Fate">What Xen makes of it, in words.</param>
public sealed record DeviceRegion(
    int Number, HostRegion Region, ImmutableArray<string> Devices, bool IsKept, bool IsVisible, string Fate)
{
    /// <summary>Whether it begins below 1 MiB: where low RAM always lies, so that no layout of a guest avoids it.</summary>
    public bool IsBelow1MiB => Region.BaseAddress.Value < 1 << 20;

    /// <summary>First and last byte: <c>0x7c000000-0x7fffffff</c>.</summary>
    public string Range => $"{Region.BaseAddress}-{Region.LimitAddress}";
}

/// <summary>How Xen answers an assignment, RAM apart.</summary>
public enum XenOutcome
{
    /// <summary>The device is assigned.</summary>
    Assigned = 0,

    /// <summary>Assigned with Xen's warning: it shares a region.</summary>
    Risky,

    /// <summary>Refused: it shares a region (EPERM).</summary>
    Shared,

    /// <summary>Refused: VT-d is off or no unit covers it (ENODEV).</summary>
    NoVtd,

    /// <summary>There is no such device on the host.</summary>
    Absent,

    /// <summary>Its address is not known, because bridges lead to it.</summary>
    Unresolved,

    /// <summary>It fails for another reason.</summary>
    Failed,
}

/// <summary>Xen's answer under one policy.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Outcome">The answer.</param>
/// <param name="Lines">What Xen prints, without prefix.</param>
public sealed record XenVerdict(RdmPolicy Policy, XenOutcome Outcome, ImmutableArray<string> Lines);

/// <summary>What becomes of a guest that gets one device.</summary>
public enum GuestOutcome
{
    /// <summary>It starts; the regions are reserved where RAM never was.</summary>
    Clear = 0,

    /// <summary>It starts; RAM was moved above 4 GiB.</summary>
    Moved,

    /// <summary>It starts; a region meets RAM and is not reserved, the device's DMA hits RAM.</summary>
    Masked,

    /// <summary>It is not started: a region meets RAM, or the map has no room.</summary>
    Conflict,

    /// <summary>It is not started: Xen refuses the device.</summary>
    Refused,

    /// <summary>It is started and hvmloader crashes.</summary>
    Crashed,
}

/// <summary>A guest with one device under one policy.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Outcome">What becomes of it.</param>
/// <param name="Text">The same in words.</param>
/// <param name="Help">What to change, tried before it is said; null when nothing is known or needed.</param>
public sealed record GuestEffect(RdmPolicy Policy, GuestOutcome Outcome, string Text, string? Help);

/// <summary>All that is said of one device.</summary>
public sealed record HostDevice
{
    /// <summary>Its address, or the path of an unresolved scope entry: <c>0000:00:1c.4/00.0</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its address; null when it lies behind bridges that are not known.</summary>
    public required PciAddress? Address { get; init; }

    /// <summary>What kind it is.</summary>
    public required DeviceClass Class { get; init; }

    /// <summary>Name in the listing; empty without one.</summary>
    public string Product { get; init; } = "";

    /// <summary>Whether it answers.</summary>
    public required DevicePresence Presence { get; init; }

    /// <summary>The regions that name it, in host order.</summary>
    public required ImmutableArray<DeviceRegion> Regions { get; init; }

    /// <summary>
    /// The regions whose scope names a bridge above it as a sub-hierarchy, in host order: Linux counts them as its own, Xen
    /// takes such a bridge for itself. Empty without a listing that has the bridges.
    /// </summary>
    public ImmutableArray<DeviceRegion> BridgeRegions { get; init; } = [];

    /// <summary>Whether nothing says that it exists: no listing, and no region that names it.</summary>
    public bool IsAssumed => Presence == DevicePresence.Unknown && Regions.IsEmpty && Address is not null;

    /// <summary>Number of its co-assignment group; 0 when it shares nothing.</summary>
    public int Group { get; init; }

    /// <summary>Xen's answers: strict, relaxed.</summary>
    public ImmutableArray<XenVerdict> Xen { get; init; } = [];

    /// <summary>Linux' rules, oldest first.</summary>
    public ImmutableArray<LinuxVerdict> Linux { get; init; } = [];

    /// <summary>A Xen guest with this device alone: strict, relaxed. Empty without a guest or a region.</summary>
    public ImmutableArray<GuestEffect> Guest { get; init; } = [];

    /// <summary>Regions that RAM of the QEMU guest lies on; empty without a guest.</summary>
    public ImmutableArray<QemuConflict> Qemu { get; init; } = [];
}
