using System.Collections.Immutable;

namespace RdmPlanner.Planner.Picture;

/// <summary>One line of a block's story.</summary>
/// <param name="Name">What it says: <c>devices</c>, <c>policy</c>.</param>
/// <param name="Value">The words; text of tables and files is in it as it came.</param>
public readonly record struct PictureFact(string Name, string Value);

/// <summary>One range in one lane.</summary>
/// <remarks>The last byte is inclusive, so that a range that reaches 2^64 is one like any other.</remarks>
public sealed record PictureBlock
{
    /// <summary>Its name within the picture, the same in every stage: <c>rdm-1</c>, <c>ram-low</c>. Letters, digits and hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>Its lane.</summary>
    public required PictureLane Lane { get; init; }

    /// <summary>First byte.</summary>
    public required ulong Start { get; init; }

    /// <summary>Last byte, inclusive; not below <see cref="Start"/>.</summary>
    public required ulong Last { get; init; }

    /// <summary>What it is.</summary>
    public required BlockKind Kind { get; init; }

    /// <summary>What is to be seen of it at first glance.</summary>
    public BlockMark Mark { get; init; }

    /// <summary>A few words to write into it.</summary>
    public required string Label { get; init; }

    /// <summary>Its devices as text; empty when it has none.</summary>
    public ImmutableArray<string> Devices { get; init; } = [];

    /// <summary>Its story, beginning with what it is; the range is not among it.</summary>
    public ImmutableArray<PictureFact> Facts { get; init; } = [];

    /// <summary>Length in bytes; 0 stands for 2^64.</summary>
    public ulong SizeInBytes => unchecked(Last - Start + 1);

    /// <summary>Whether the two share at least one byte.</summary>
    /// <param name="other">The other block, of any lane.</param>
    /// <returns>True when they do.</returns>
    public bool Overlaps(PictureBlock other) => Start <= other.Last && other.Start <= Last;
}

/// <summary>A boundary that is worth a line across the picture.</summary>
/// <param name="Name">Its usual name: <c>lowmem_end</c>, <c>pci_mem_start</c>, <c>4 GiB</c>.</param>
/// <param name="Address">The first byte behind it.</param>
/// <param name="MovedTo">Where it is now, when this is where it was before; else null.</param>
/// <param name="MovedFrom">Where it was before, when it was moved here; else null.</param>
public sealed record PictureEdge(string Name, ulong Address, ulong? MovedTo = null, ulong? MovedFrom = null)
{
    /// <summary>The edge in words: <c>lowmem_end (before: 0xf0000000)</c>.</summary>
    public string Words => MovedTo is { } to ? $"{Name} before (now 0x{to:x})"
        : MovedFrom is { } from ? $"{Name} (before: 0x{from:x})"
        : Name;
}

/// <summary>Bytes that two owners of different lanes have.</summary>
/// <param name="First">Id of the block with the earlier lane: the region.</param>
/// <param name="Second">Id of the other: the RAM or the BAR.</param>
/// <param name="Start">First byte they share.</param>
/// <param name="Last">Last byte they share, inclusive.</param>
/// <param name="IsFatal">Whether the guest does not start because of it.</param>
public sealed record PictureOverlap(string First, string Second, ulong Start, ulong Last, bool IsFatal);

/// <summary>The guest's memory at one moment of its creation.</summary>
/// <param name="Key">A word for programs: <c>toolstack</c>.</param>
/// <param name="Name">A few words for people.</param>
/// <param name="Summary">One sentence: what happened up to here.</param>
/// <param name="Blocks">The blocks by lane, then by address; in one lane they may overlap, and the smaller comes later.</param>
/// <param name="Edges">The edges by address.</param>
/// <param name="Overlaps">What has two owners, by address.</param>
public sealed record PictureStage(
    string Key,
    string Name,
    string Summary,
    ImmutableArray<PictureBlock> Blocks,
    ImmutableArray<PictureEdge> Edges,
    ImmutableArray<PictureOverlap> Overlaps)
{
    /// <summary>The headline of this stage alone; null where the picture's is that of every stage.</summary>
    public PictureHeadline? Headline { get; init; }
}
