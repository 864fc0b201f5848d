namespace RdmPlanner.Acpi;

/// <summary>One device scope in place, as <see cref="ScopeReader"/> found it (VT-d 8.3.1).</summary>
public readonly ref struct ScopeView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal ScopeView(ReadOnlySpan<byte> bytes, int offset)
    {
        _bytes = bytes;
        Offset = offset;
    }

    /// <summary>Offset of its first byte from the start of the table.</summary>
    public int Offset { get; }

    /// <summary>Length in bytes, path included.</summary>
    public int LengthInBytes => _bytes.Length;

    /// <summary>Kind of device; values outside the enumeration occur.</summary>
    public DeviceScopeType Type => (DeviceScopeType)_bytes[0];

    /// <summary>Flags; meaningful within SIDP only.</summary>
    public byte Flags => _bytes[2];

    /// <summary>The reserved byte.</summary>
    public byte Reserved => _bytes[3];

    /// <summary>APIC id, HPET number or ANDD device number, by type.</summary>
    public byte EnumerationId => _bytes[4];

    /// <summary>Bus on which the path starts.</summary>
    public byte StartBusNumber => _bytes[5];

    /// <summary>The path, two bytes a hop: device, function; an odd last byte where the table is damaged.</summary>
    public ReadOnlySpan<byte> Path => _bytes[DeviceScope.HeaderSize..];

    /// <summary>Takes a copy that outlives the bytes.</summary>
    /// <returns>The scope.</returns>
    public DeviceScope ToScope() => new()
    {
        Offset = Offset,
        Type = Type,
        Flags = Flags,
        Reserved = Reserved,
        EnumerationId = EnumerationId,
        StartBusNumber = StartBusNumber,
        Path = PciPath.FromBytes(Path),
    };
}
