namespace RdmPlanner.Acpi;

/// <summary>One step of a device scope's path (VT-d 8.3.1): a device and function on the bus reached so far.</summary>
/// <remarks>Holds the two bytes of the table as they stand; <see cref="IsLegal"/> says whether PCI can have them.</remarks>
/// <param name="Device">Device; legal up to 31.</param>
/// <param name="Function">Function; legal up to 7.</param>
public readonly record struct PciHop(byte Device, byte Function)
{
    /// <summary>Whether the device is at most 31 and the function at most 7.</summary>
    public bool IsLegal => Device <= 31 && Function <= 7;

    /// <summary>Lower-case hex as <c>lspci</c> prints it: <c>1c.4</c>.</summary>
    /// <returns>The hop as text.</returns>
    public override string ToString() => $"{Device:x2}.{Function:x}";
}
