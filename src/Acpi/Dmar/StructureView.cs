using System.Buffers.Binary;

namespace RdmPlanner.Acpi;

/// <summary>One remapping structure in place, as <see cref="DmarReader"/> found it (VT-d 8.2).</summary>
/// <remarks>
/// The field properties read the bytes anew each time. They are of use only when <see cref="IsComplete"/> is true and the
/// type has the field; otherwise they read another field or throw <see cref="ArgumentOutOfRangeException"/>.
/// </remarks>
public readonly ref struct StructureView
{
    internal StructureView(ReadOnlySpan<byte> bytes, int offset)
    {
        Bytes = bytes;
        Offset = offset;
    }

    /// <summary>The whole structure; at least its four-byte header.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>Offset of its first byte from the start of the table.</summary>
    public int Offset { get; }

    /// <summary>Type code; values outside the enumeration occur.</summary>
    public RemappingStructureType Type => (RemappingStructureType)BinaryPrimitives.ReadUInt16LittleEndian(Bytes);

    /// <summary>Size of the fields before scopes or name; that of the header for a type that is not defined.</summary>
    public int FixedSize => FixedSizeOf(Type);

    /// <summary>Whether the structure is long enough for the fields of its type.</summary>
    public bool IsComplete => Bytes.Length >= FixedSize;

    /// <summary>Whether structures of this type end with device scopes.</summary>
    public bool HasScopes => Type is RemappingStructureType.Drhd or RemappingStructureType.Rmrr or RemappingStructureType.Atsr
        or RemappingStructureType.Satc or RemappingStructureType.Sidp;

    /// <summary>Segment of DRHD, RMRR, ATSR, SATC and SIDP.</summary>
    public ushort Segment => BinaryPrimitives.ReadUInt16LittleEndian(Bytes[6..]);

    /// <summary>First byte of an RMRR.</summary>
    public Hpa BaseAddress => new(BinaryPrimitives.ReadUInt64LittleEndian(Bytes[8..]));

    /// <summary>Last byte (inclusive) of an RMRR.</summary>
    public Hpa LimitAddress => new(BinaryPrimitives.ReadUInt64LittleEndian(Bytes[16..]));

    /// <summary>Register base of a DRHD or RHSA.</summary>
    public Hpa RegisterBase => new(BinaryPrimitives.ReadUInt64LittleEndian(Bytes[8..]));

    /// <summary>A reader before the first scope; one without any for a type that has none.</summary>
    public ScopeReader Scopes => HasScopes && IsComplete ? new ScopeReader(Bytes[FixedSize..], Offset + FixedSize) : default;

    internal static int FixedSizeOf(RemappingStructureType type) => type switch
    {
        RemappingStructureType.Drhd => HardwareUnit.Size,
        RemappingStructureType.Rmrr => ReservedMemoryRegion.Size,
        RemappingStructureType.Atsr => RootPortAts.Size,
        RemappingStructureType.Rhsa => HardwareAffinity.Size,
        RemappingStructureType.Andd => NamespaceDevice.Size,
        RemappingStructureType.Satc => SocAddressTranslationCache.Size,
        RemappingStructureType.Sidp => SocDeviceProperty.Size,
        _ => RemappingStructure.HeaderSize,
    };
}
