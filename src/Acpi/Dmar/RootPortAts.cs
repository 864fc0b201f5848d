namespace RdmPlanner.Acpi;

/// <summary>ATSR: the root ports of a segment that support address translation services (VT-d 8.5).</summary>
public sealed record RootPortAts : ScopedStructure
{
    /// <summary>Size before the scopes, in bytes.</summary>
    public const int Size =
        HeaderSize
        + 1 // flags
        + 1 // reserved
        + 2; // segment number

    /// <inheritdoc/>
    public override RemappingStructureType Type => RemappingStructureType.Atsr;

    /// <summary>The flags byte: bit 0 is ALL_PORTS, the rest is reserved.</summary>
    public byte Flags { get; init; }

    /// <summary>Whether every root port of the segment is meant; there are no scopes then.</summary>
    public bool AllPorts => (Flags & 1) != 0;

    /// <summary>The reserved byte; 0 in a correct table.</summary>
    public byte Reserved { get; init; }

    private protected override int FixedSize => Size;
}
