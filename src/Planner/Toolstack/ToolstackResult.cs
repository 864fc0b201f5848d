using System.Collections.Immutable;
using RdmPlanner.E820;
using RdmPlanner.Planner.Rdm;

namespace RdmPlanner.Planner.Toolstack;

/// <summary>How the toolstack's part of a guest's creation ends.</summary>
public enum ToolstackVerdict
{
    /// <summary>The domain is built.</summary>
    Built,

    /// <summary>A strict region meets RAM: "RDM conflict at".</summary>
    RdmConflict,

    /// <summary>The memory map has too many entries: "Ooops! Too many entries in the memory map!".</summary>
    TooManyEntries,

    /// <summary>libxc's page count differs from the layout: "vNUMA memory pages mismatch".</summary>
    PageCountMismatch,
}

/// <summary>One line of the toolstack's log.</summary>
/// <param name="Level"><c>ERROR</c>, <c>WARN</c>, or <c>XC</c> for libxc's own.</param>
/// <param name="Text">The message without its final newline.</param>
public readonly record struct ToolstackLogLine(string Level, string Text);

/// <summary>What the toolstack made of a guest.</summary>
public sealed record ToolstackResult
{
    /// <summary>How it ends.</summary>
    public required ToolstackVerdict Verdict { get; init; }

    /// <summary>RAM before reserved regions were looked at.</summary>
    public required RamLayout Initial { get; init; }

    /// <summary>Regions with their dispositions, and RAM as it stands at the end.</summary>
    public required RdmResolution Rdm { get; init; }

    /// <summary>The devices with their final policies.</summary>
    public required ImmutableArray<AssignedDevice> Devices { get; init; }

    /// <summary>The map handed to hvmloader; null when it was not reached.</summary>
    public ImmutableArray<E820Record>? MemoryMap { get; init; }

    /// <summary>The log, in the toolstack's wording.</summary>
    public required ImmutableArray<ToolstackLogLine> Log { get; init; }

    /// <summary>The value of platform/mmio_hole_size in bytes; null when the key is not written.</summary>
    public ulong? MmioHoleSizeInBytes { get; init; }

    /// <summary>libxl's return code: 0, or -3 (ERROR_FAIL). A page count mismatch comes after it and leaves it 0.</summary>
    public int ReturnCode => Verdict is ToolstackVerdict.RdmConflict or ToolstackVerdict.TooManyEntries ? -3 : 0;
}
