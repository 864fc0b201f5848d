namespace RdmPlanner.Acpi;

/// <summary>A device scope of a remapping structure: which device, bridge, I/O APIC or timer it speaks of (VT-d 8.3.1).</summary>
/// <remarks>
/// Holds what the table says, right or wrong. The length is that of the contents, so it cannot disagree with them.
/// Equality is by all properties, the offset included.
/// </remarks>
public sealed record DeviceScope
{
    /// <summary>Size of a scope before its path, in bytes.</summary>
    public const int HeaderSize =
        1   // type
        + 1 // length
        + 1 // flags
        + 1 // reserved
        + 1 // enumeration id
        + 1; // start bus number

    /// <summary>Offset of the scope's first byte from the start of the table.</summary>
    public int Offset { get; init; }

    /// <summary>Kind of device; values outside the enumeration are kept.</summary>
    public DeviceScopeType Type { get; init; }

    /// <summary>Flags; meaningful within SIDP only, reserved elsewhere.</summary>
    public byte Flags { get; init; }

    /// <summary>The reserved byte; 0 in a correct table.</summary>
    public byte Reserved { get; init; }

    /// <summary>APIC id, HPET number or ANDD device number, by type; 0 for PCI devices.</summary>
    public byte EnumerationId { get; init; }

    /// <summary>Bus on which the path starts.</summary>
    public byte StartBusNumber { get; init; }

    /// <summary>The way from the start bus to the device.</summary>
    public PciPath Path { get; init; } = PciPath.Empty;

    /// <summary>Length of the scope in bytes, path included.</summary>
    public int LengthInBytes => HeaderSize + Path.LengthInBytes;

    /// <summary>The PCI address that the scope alone determines.</summary>
    /// <remarks>
    /// A path of several hops goes through bridges whose secondary bus numbers are known to the running machine only, so
    /// such a scope has no address here.
    /// </remarks>
    /// <param name="segment">The segment of the structure that holds the scope.</param>
    /// <param name="address">The address, or <c>default</c>.</param>
    /// <returns>True only for a path of exactly one legal hop.</returns>
    public bool TryGetAddress(ushort segment, out PciAddress address)
    {
        address = default;
        if (Path.HopCount != 1 || Path.HasOddByte || !Path[0].IsLegal)
            return false;

        address = new PciAddress(segment, StartBusNumber, Path[0].Device, Path[0].Function);
        return true;
    }
}
