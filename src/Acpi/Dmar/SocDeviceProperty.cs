namespace RdmPlanner.Acpi;

/// <summary>SIDP: properties of SoC-integrated devices, given in the flags of each scope (VT-d 8.9).</summary>
public sealed record SocDeviceProperty : ScopedStructure
{
    /// <summary>Size before the scopes, in bytes.</summary>
    public const int Size =
        HeaderSize
        + 2 // reserved
        + 2; // segment number

    /// <inheritdoc/>
    public override RemappingStructureType Type => RemappingStructureType.Sidp;

    /// <summary>The reserved field; 0 in a correct table.</summary>
    public ushort Reserved { get; init; }

    private protected override int FixedSize => Size;
}
