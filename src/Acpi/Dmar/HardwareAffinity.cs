namespace RdmPlanner.Acpi;

/// <summary>RHSA: the proximity domain that a remapping hardware unit belongs to (VT-d 8.6).</summary>
public sealed record HardwareAffinity : RemappingStructure
{
    /// <summary>Size in bytes.</summary>
    public const int Size =
        HeaderSize
        + 4 // reserved
        + 8 // register base address
        + 4; // proximity domain

    /// <inheritdoc/>
    public override RemappingStructureType Type => RemappingStructureType.Rhsa;

    /// <inheritdoc/>
    public override int LengthInBytes => Size + Tail.Length;

    /// <summary>The reserved field; 0 in a correct table.</summary>
    public uint Reserved { get; init; }

    /// <summary>Register base of the unit that is meant, as its DRHD gives it.</summary>
    public Hpa RegisterBase { get; init; }

    /// <summary>Proximity domain, as in the SRAT table.</summary>
    public uint ProximityDomain { get; init; }
}
