namespace RdmPlanner.Acpi;

/// <summary>SATC: SoC-integrated devices that have an address translation cache (VT-d 8.8).</summary>
public sealed record SocAddressTranslationCache : ScopedStructure
{
    /// <summary>Size before the scopes, in bytes.</summary>
    public const int Size =
        HeaderSize
        + 1 // flags
        + 1 // reserved
        + 2; // segment number

    /// <inheritdoc/>
    public override RemappingStructureType Type => RemappingStructureType.Satc;

    /// <summary>The flags byte: bit 0 is ATC_REQUIRED, the rest is reserved.</summary>
    public byte Flags { get; init; }

    /// <summary>Whether the devices need their cache enabled to work.</summary>
    public bool AtcRequired => (Flags & 1) != 0;

    /// <summary>The reserved byte; 0 in a correct table.</summary>
    public byte Reserved { get; init; }

    private protected override int FixedSize => Size;
}
