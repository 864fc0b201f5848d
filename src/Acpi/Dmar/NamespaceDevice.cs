namespace RdmPlanner.Acpi;

/// <summary>ANDD: a device of the ACPI name space that can issue DMA (VT-d 8.7).</summary>
public sealed record NamespaceDevice : RemappingStructure
{
    /// <summary>Size before the object name, in bytes.</summary>
    public const int Size =
        HeaderSize
        + 3 // reserved
        + 1; // ACPI device number

    /// <inheritdoc/>
    public override RemappingStructureType Type => RemappingStructureType.Andd;

    /// <inheritdoc/>
    public override int LengthInBytes => Size + ObjectNameField.Length + Tail.Length;

    /// <summary>The reserved three bytes as a little-endian number; 0 in a correct table, at most 0xffffff.</summary>
    public uint Reserved { get; init; }

    /// <summary>Number by which a scope of type name-space device refers to this device (its enumeration id).</summary>
    public byte AcpiDeviceNumber { get; init; }

    /// <summary>The whole name field, one Latin-1 character a byte, terminator and padding included.</summary>
    public string ObjectNameField { get; init; } = "\0";

    /// <summary>The name up to its first NUL: <c>\_SB.PCI0.I2C0</c>. The whole field where there is no NUL.</summary>
    public string ObjectName
    {
        get
        {
            int end = ObjectNameField.IndexOf('\0', StringComparison.Ordinal);
            return end < 0 ? ObjectNameField : ObjectNameField[..end];
        }
    }
}
