using System.Collections.Immutable;

namespace RdmPlanner.Planner.Hvmloader;

/// <summary>Why hvmloader chose where to put a BAR.</summary>
public enum BarReason
{
    /// <summary>The next free place below 4 GiB, aligned to the BAR's size.</summary>
    NextFree = 0,

    /// <summary>Below 4 GiB, but behind a reserved region that was in the way.</summary>
    SteppedOverRegion,

    /// <summary>At the end of the hole: the platform device's BAR for write-back caching, which looks at no region.</summary>
    EndOfHole,

    /// <summary>Above 4 GiB: a 64-bit BAR of more than 1 GiB, which always goes there.</summary>
    HugeGoesHigh,

    /// <summary>Above 4 GiB: a 64-bit BAR, while those still to be placed need more than is left of the hole.</summary>
    NoRoomBelow,

    /// <summary>I/O ports.</summary>
    IoPorts,

    /// <summary>I/O ports by mistake: a ROM that was enabled at start looks like an I/O BAR.</summary>
    EnabledRom,
}

/// <summary>One decision of BAR placement, in the order they were taken.</summary>
/// <param name="DevFn">Function: device number times 8 plus function number.</param>
/// <param name="BarIndex">0 to 5, or <see cref="PciBar.RomIndex"/>.</param>
/// <param name="Reason">Why there.</param>
/// <param name="IsPlaced">Whether it fitted; otherwise "no space for resource!".</param>
/// <param name="Natural">Where it would be without regions: the resource's next address, aligned. Bytes, or a port.</param>
/// <param name="Start">Where it was put, or would have been.</param>
/// <param name="StillToPlaceInBytes">Sum of the BARs that still count for the hole, this one included.</param>
/// <param name="RoomInBytes">What was left of the hole, to its end.</param>
public readonly record struct BarDecision(
    byte DevFn,
    int BarIndex,
    BarReason Reason,
    bool IsPlaced,
    ulong Natural,
    ulong Start,
    ulong StillToPlaceInBytes,
    ulong RoomInBytes);

/// <summary>How PCI setup came to its result.</summary>
/// <param name="MmioTotalInBytes">Sum of the memory BARs that the hole below 4 GiB should hold.</param>
/// <param name="HasHugeBar">Whether a 64-bit BAR above 1 GiB was left out of the sum.</param>
/// <param name="GrownStart">Start of the hole after mmio_hole_size or growth, before regions were looked at; bytes.</param>
/// <param name="MayGoHigh">Whether 64-bit BARs may go above 4 GiB.</param>
/// <param name="Bars">The decisions; empty when placement was not reached.</param>
public sealed record PlacementStory(
    ulong MmioTotalInBytes, bool HasHugeBar, uint GrownStart, bool MayGoHigh, ImmutableArray<BarDecision> Bars);
