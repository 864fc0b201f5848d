using System.Collections.Immutable;
using RdmPlanner.Acpi;
using RdmPlanner.E820;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Hypervisor;

namespace RdmPlanner.Planner.Host;

/// <summary>One DMAR table of a host's dump.</summary>
/// <param name="Name">The dump's name; with <c>#2</c> and so on from the second table of one dump.</param>
/// <param name="Bytes">The table as dumped.</param>
/// <param name="Decoded">What the decoder made of it.</param>
public sealed record HostTable(string Name, ImmutableArray<byte> Bytes, DmarDecodeResult Decoded);

/// <summary>A table of a host's dump that is no DMAR.</summary>
/// <param name="Name">The dump's name.</param>
/// <param name="Signature">Its signature.</param>
/// <param name="Bytes">The table as dumped.</param>
public sealed record OtherTable(string Name, string Signature, ImmutableArray<byte> Bytes);

/// <summary>All that is known of a host: its tables, the regions in them, its memory map.</summary>
public sealed record HostDescription
{
    /// <summary>The name the user knows it by: a file, <c>-</c>, or a sample.</summary>
    public required string Name { get; init; }

    /// <summary>What the input turned out to be, in words: <c>acpidump text</c>, <c>boot log of Linux</c>.</summary>
    public required string Format { get; init; }

    /// <summary>The DMAR tables; none when the regions come from a log or a list.</summary>
    public ImmutableArray<HostTable> Tables { get; init; } = [];

    /// <summary>Signatures of the dump's other tables.</summary>
    public ImmutableArray<string> OtherTables { get; init; } = [];

    /// <summary>AMD's IVRS tables of the dump; nothing is planned with them.</summary>
    public ImmutableArray<OtherTable> IvrsTables { get; init; } = [];

    /// <summary>Regions in table order.</summary>
    public ImmutableArray<HostRegion> Regions { get; init; } = [];

    /// <summary>The host's own memory map, when the input has one.</summary>
    public E820Map? MemoryMap { get; init; }

    /// <summary>The host's PCI hierarchy, when the input has one; else <see cref="HostTopology.Unknown"/>.</summary>
    public HostTopology Topology { get; init; } = HostTopology.Unknown;

    /// <summary>What was noticed while reading.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>Whether nothing could be planned with: no table and no region, or a table too damaged to be relied upon.</summary>
    public bool IsUnusable { get; init; }
}
