using System.Collections.Immutable;

namespace RdmPlanner.Planner.Hypervisor;

/// <summary>A DMAR as the hypervisor gets it, including tables no decoder would call well-formed.</summary>
/// <remarks>Lengths can be declared otherwise than they are: the hypervisor believes what is declared.</remarks>
public sealed partial record DmarModel
{
    /// <summary>Address width field of the header: width - 1 (VT-d 8.1). 0 is an error.</summary>
    public byte Width { get; init; } = 38;

    /// <summary>Flags of the header.</summary>
    public byte Flags { get; init; } = 1;

    /// <summary>The structures in table order.</summary>
    public ImmutableArray<DmarEntry> Entries { get; init; } = [];
}

/// <summary>One remapping structure: <see cref="RmrrEntry"/>, <see cref="DrhdEntry"/> or <see cref="RawEntry"/>.</summary>
public abstract record DmarEntry
{
    private protected DmarEntry()
    {
    }

    /// <summary>Length field of the header when it is to differ from the real length; null otherwise.</summary>
    public ushort? DeclaredLength { get; init; }
}

/// <summary>A reserved memory region (VT-d 8.4).</summary>
/// <param name="Segment">PCI segment.</param>
/// <param name="BaseAddress">First byte.</param>
/// <param name="LimitAddress">Last byte, inclusive.</param>
/// <param name="Scopes">Its devices.</param>
public sealed record RmrrEntry(ushort Segment, ulong BaseAddress, ulong LimitAddress, ImmutableArray<ScopeEntry> Scopes) : DmarEntry;

/// <summary>A remapping hardware unit (VT-d 8.3).</summary>
/// <param name="Segment">PCI segment.</param>
/// <param name="Address">Register base in bytes; 0 and all ones are errors.</param>
/// <param name="Flags">Bit 0: INCLUDE_PCI_ALL.</param>
/// <param name="Scopes">Its devices.</param>
public sealed record DrhdEntry(ushort Segment, ulong Address, byte Flags, ImmutableArray<ScopeEntry> Scopes) : DmarEntry;

/// <summary>A structure of any type, given by its bytes.</summary>
/// <param name="Type">Type field.</param>
/// <param name="Body">What follows the 4-byte header.</param>
public sealed record RawEntry(ushort Type, ImmutableArray<byte> Body) : DmarEntry;

/// <summary>One entry of a device scope (VT-d 8.3.1).</summary>
/// <param name="Type">1 endpoint, 2 bridge, 3 IOAPIC, 4 HPET; others are skipped by the hypervisor.</param>
/// <param name="EnumerationId">IOAPIC or HPET number.</param>
/// <param name="Bus">Start bus.</param>
/// <param name="Path">The hops, bytes as they stand; Xen masks device and function to 5 and 3 bits.</param>
public sealed record ScopeEntry(byte Type, byte EnumerationId, byte Bus, ImmutableArray<ScopeHop> Path)
{
    /// <summary>Length field when it is to differ from the real length; null otherwise.</summary>
    public byte? DeclaredLength { get; init; }
}

/// <summary>One hop of a scope's path.</summary>
/// <param name="Device">Device number.</param>
/// <param name="Function">Function number.</param>
public readonly record struct ScopeHop(byte Device, byte Function);
