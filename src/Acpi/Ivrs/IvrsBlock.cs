using System.Buffers.Binary;
using System.Collections.Immutable;

namespace RdmPlanner.Acpi.Ivrs;

/// <summary>One block of an IVRS table (AMD IOMMU specification 5.2): an IVHD, an IVMD, or one of unknown type.</summary>
/// <remarks>Fields are read where the block is long enough for them, and are 0 where it is not.</remarks>
/// <param name="Type">10h, 11h, 40h: remapping hardware (IVHD); 20h, 21h, 22h: memory (IVMD).</param>
/// <param name="Offset">Offset of its first byte from the start of the table.</param>
/// <param name="Bytes">The block, header included; shorter than its length field says when the table ends before.</param>
public sealed record IvrsBlock(byte Type, int Offset, ImmutableArray<byte> Bytes)
{
    /// <summary>Size of an IVMD block in bytes.</summary>
    public const int MemorySize = 32;

    /// <summary>Size of an IVHD of type 10h before its device entries.</summary>
    public const int BasicHardwareSize = 24;

    /// <summary>Size of an IVHD of type 11h or 40h before its device entries.</summary>
    public const int ExtendedHardwareSize = 40;

    /// <summary>Whether it describes an IOMMU.</summary>
    public bool IsHardware => Type is 0x10 or 0x11 or 0x40;

    /// <summary>Whether it describes memory that devices use.</summary>
    public bool IsMemory => Type is 0x20 or 0x21 or 0x22;

    /// <summary>The flags byte.</summary>
    public byte Flags => Bytes.Length > 1 ? Bytes[1] : (byte)0;

    /// <summary>The length field.</summary>
    public int DeclaredLength => U16(2);

    /// <summary>Device of an IVHD's IOMMU; first device of an IVMD: bus * 256 + device * 8 + function.</summary>
    public ushort DeviceId => U16(4);

    /// <summary>Last device of an IVMD of type 22h, inclusive; the one device of 21h; all ones for 20h.</summary>
    public ushort LastDeviceId => Type switch
    {
        0x20 => ushort.MaxValue,
        0x22 => U16(6),
        _ => DeviceId,
    };

    /// <summary>First device of an IVMD, whatever its type.</summary>
    public ushort FirstDeviceId => Type == 0x20 ? (ushort)0 : DeviceId;

    /// <summary>The reserved field of an IVMD.</summary>
    public ulong Reserved => U64(8);

    /// <summary>First byte of an IVMD's memory.</summary>
    public Hpa Start => new(U64(16));

    /// <summary>Length of an IVMD's memory in bytes, as the table says it.</summary>
    public ulong MemoryLengthInBytes => U64(24);

    /// <summary>Last byte of an IVMD's memory, inclusive, wrapping; the start when the length is 0.</summary>
    public Hpa Last => new(unchecked(MemoryLengthInBytes == 0 ? Start.Value : Start.Value + MemoryLengthInBytes - 1));

    /// <summary>The IOMMU information field of an IVHD.</summary>
    public ushort HardwareInfo => U16(18);

    /// <summary>Size of an IVHD before its device entries; 0 for other blocks.</summary>
    public int EntriesOffset => !IsHardware ? 0 : Type == 0x10 ? BasicHardwareSize : ExtendedHardwareSize;

    private ushort U16(int at) => at + 2 <= Bytes.Length ? BinaryPrimitives.ReadUInt16LittleEndian(Bytes.AsSpan()[at..]) : (ushort)0;

    private ulong U64(int at) => at + 8 <= Bytes.Length ? BinaryPrimitives.ReadUInt64LittleEndian(Bytes.AsSpan()[at..]) : 0;
}
