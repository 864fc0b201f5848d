namespace RdmPlanner.Acpi;

/// <summary>DRHD: one remapping hardware unit and the devices behind it (VT-d 8.3).</summary>
public sealed record HardwareUnit : ScopedStructure
{
    /// <summary>Size before the scopes, in bytes.</summary>
    public const int Size =
        HeaderSize
        + 1 // flags
        + 1 // size
        + 2 // segment number
        + 8; // register base address

    /// <inheritdoc/>
    public override RemappingStructureType Type => RemappingStructureType.Drhd;

    /// <summary>The flags byte: bit 0 is INCLUDE_PCI_ALL, the rest is reserved.</summary>
    public byte Flags { get; init; }

    /// <summary>Whether the unit has every PCI device of its segment that no other unit names.</summary>
    public bool IncludePciAll => (Flags & 1) != 0;

    /// <summary>The size byte: bits 3:0 are N, the rest is reserved. Reserved as a whole in older revisions of VT-d.</summary>
    public byte SizeField { get; init; }

    /// <summary>Size of the register set: 2^N pages of 4 KiB.</summary>
    public ulong RegisterSetSizeInBytes => 4096UL << (SizeField & 0xf);

    /// <summary>First byte of the unit's register set.</summary>
    public Hpa RegisterBase { get; init; }

    private protected override int FixedSize => Size;
}
