using System.Buffers.Binary;
using System.Text;

namespace RdmPlanner.Acpi;

/// <summary>A DMAR table to bytes, exactly as the model has it (VT-d chapter 8).</summary>
public static class DmarEncoder
{
    /// <summary>Writes a table.</summary>
    /// <remarks>
    /// The table's length field and checksum are written as stored, structure and scope lengths as the contents have them:
    /// what <see cref="DmarDecoder"/> read is written back byte for byte. <see cref="DmarTableBuilder"/> makes them right.
    /// </remarks>
    /// <param name="table">The table; each structure at most 65535 bytes long.</param>
    /// <returns>The bytes: header, structures in list order (their offsets are not looked at), remainder.</returns>
    /// <exception cref="ArgumentException">The reserved field of the header is not ten bytes, or a structure is too long.</exception>
    public static byte[] Encode(DmarTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.Reserved.Length != DmarTable.ReservedSize)
            throw new ArgumentException($"the reserved field has {table.Reserved.Length} bytes instead of {DmarTable.ReservedSize}", nameof(table));

        byte[] bytes = new byte[DmarTable.HeaderSize + table.Structures.Sum(s => s.LengthInBytes) + table.Remainder.Length];
        table.Header.Write(bytes);
        bytes[AcpiTableHeader.Size] = table.HostAddressWidthRaw;
        bytes[AcpiTableHeader.Size + 1] = (byte)table.Flags;
        table.Reserved.CopyTo(bytes, AcpiTableHeader.Size + 2);

        int next = DmarTable.HeaderSize;
        foreach (RemappingStructure structure in table.Structures)
        {
            Write(structure, bytes.AsSpan(next, structure.LengthInBytes));
            next += structure.LengthInBytes;
        }

        table.Remainder.CopyTo(bytes, next);
        return bytes;
    }

    private static void Write(RemappingStructure structure, Span<byte> bytes)
    {
        if (bytes.Length > ushort.MaxValue)
            throw new ArgumentException($"a structure of {bytes.Length} bytes does not fit its 16-bit length field", nameof(structure));

        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)structure.Type);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[2..], (ushort)bytes.Length);
        WriteFields(structure, bytes);
        if (structure is ScopedStructure scoped)
            WriteScopes(scoped, bytes);

        structure.Tail.AsSpan().CopyTo(bytes[^structure.Tail.Length..]);
    }

    private static void WriteFields(RemappingStructure structure, Span<byte> bytes)
    {
        switch (structure)
        {
            case HardwareUnit unit:
                bytes[4] = unit.Flags;
                bytes[5] = unit.SizeField;
                BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], unit.RegisterBase.Value);
                break;
            case ReservedMemoryRegion region:
                BinaryPrimitives.WriteUInt16LittleEndian(bytes[4..], region.Reserved);
                BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], region.BaseAddress.Value);
                BinaryPrimitives.WriteUInt64LittleEndian(bytes[16..], region.LimitAddress.Value);
                break;
            case RootPortAts ports:
                bytes[4] = ports.Flags;
                bytes[5] = ports.Reserved;
                break;
            case HardwareAffinity affinity:
                BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], affinity.Reserved);
                BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], affinity.RegisterBase.Value);
                BinaryPrimitives.WriteUInt32LittleEndian(bytes[16..], affinity.ProximityDomain);
                break;
            case NamespaceDevice device:
                // Device number in the top byte of a little-endian dword whose other three bytes are the reserved field.
                BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], (device.Reserved & 0xffffff) | ((uint)device.AcpiDeviceNumber << 24));
                Encoding.Latin1.GetBytes(device.ObjectNameField, bytes[NamespaceDevice.Size..]);
                break;
            case SocAddressTranslationCache cache:
                bytes[4] = cache.Flags;
                bytes[5] = cache.Reserved;
                break;
            case SocDeviceProperty property:
                BinaryPrimitives.WriteUInt16LittleEndian(bytes[4..], property.Reserved);
                break;
        }
    }

    private static void WriteScopes(ScopedStructure structure, Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[6..], structure.Segment);
        Span<byte> rest = bytes[StructureView.FixedSizeOf(structure.Type)..];
        foreach (DeviceScope scope in structure.Scopes)
        {
            rest[0] = (byte)scope.Type;
            rest[1] = (byte)scope.LengthInBytes;
            rest[2] = scope.Flags;
            rest[3] = scope.Reserved;
            rest[4] = scope.EnumerationId;
            rest[5] = scope.StartBusNumber;
            scope.Path.Bytes.CopyTo(rest[DeviceScope.HeaderSize..]);
            rest = rest[scope.LengthInBytes..];
        }
    }
}
