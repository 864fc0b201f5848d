using System.Buffers.Binary;

namespace RdmPlanner.Planner.Hypervisor;

/// <summary>The bytes of a DMAR, read the way the hypervisor reads them: by declared lengths, wherever they lead.</summary>
/// <remarks>Reading behind the table gives zero, so that wrong lengths end in an error and never in a fault.</remarks>
internal sealed class DmarImage
{
    /// <summary>
    /// Bytes of the header: 36 ACPI, 1 width, 1 flags, 10 reserved (VT-d 8.1).
    /// </summary>
    public const int HeaderSize = 36 + 1 + 1 + 10;

    /// <summary>Bytes of a structure's header: 2 type, 2 length.</summary>
    public const int EntryHeaderSize = 2 + 2;

    /// <summary>Bytes of an RMRR before its scopes: header, 2 reserved, 2 segment, 8 base, 8 limit.</summary>
    public const int RmrrSize = EntryHeaderSize + 2 + 2 + 8 + 8;

    /// <summary>Bytes of a DRHD before its scopes: header, 1 flags, 1 size, 2 segment, 8 address.</summary>
    public const int DrhdSize = EntryHeaderSize + 1 + 1 + 2 + 8;

    /// <summary>Bytes of an ATSR or SATC before its scopes: header, 1 flags, 1 reserved, 2 segment.</summary>
    public const int AtsrSize = EntryHeaderSize + 1 + 1 + 2;

    /// <summary>Bytes of an RHSA: header, 4 reserved, 8 address, 4 proximity domain.</summary>
    public const int RhsaSize = EntryHeaderSize + 4 + 8 + 4;

    /// <summary>Bytes of a scope entry before its path: type, length, 2 reserved, enumeration id, bus.</summary>
    public const int ScopeSize = 1 + 1 + 2 + 1 + 1;

    /// <summary>Bytes of one hop: device, function.</summary>
    public const int HopSize = 1 + 1;

    private const int WidthOffset = 36;

    private readonly byte[] _bytes;

    private DmarImage(byte[] bytes) => _bytes = bytes;

    /// <summary>Length of the table in bytes.</summary>
    public int Length => _bytes.Length;

    /// <summary>Lays a model out in memory.</summary>
    public static DmarImage Of(DmarModel model)
    {
        var bytes = new List<byte>(new byte[HeaderSize]);
        bytes[WidthOffset] = model.Width;
        bytes[WidthOffset + 1] = model.Flags;
        foreach (DmarEntry entry in model.Entries)
        {
            int start = bytes.Count;
            AppendEntry(bytes, entry);
            int length = entry.DeclaredLength ?? (ushort)Math.Min(bytes.Count - start, ushort.MaxValue);
            bytes[start + 2] = (byte)(length & 0xff);
            bytes[start + 3] = (byte)(length >> 8);
        }

        return new DmarImage([.. bytes]);
    }

    /// <summary>The byte at an offset.</summary>
    public byte U8(int offset) => offset < _bytes.Length ? _bytes[offset] : (byte)0;

    /// <summary>The little-endian 16 bits at an offset.</summary>
    public ushort U16(int offset) => (ushort)(U8(offset) | (U8(offset + 1) << 8));

    /// <summary>The little-endian 64 bits at an offset.</summary>
    public ulong U64(int offset)
    {
        Span<byte> buffer = stackalloc byte[sizeof(ulong)];
        for (int i = 0; i < buffer.Length; i++)
        {
            buffer[i] = U8(offset + i);
        }

        return BinaryPrimitives.ReadUInt64LittleEndian(buffer);
    }

    /// <summary>The width field of the header.</summary>
    public byte Width => U8(WidthOffset);

    private static void AppendEntry(List<byte> bytes, DmarEntry entry)
    {
        switch (entry)
        {
            case RmrrEntry rmrr:
                Append(bytes, DmarStructureTypes.Rmrr, 2);
                Append(bytes, 0, 2 + 2);
                Append(bytes, rmrr.Segment, 2);
                Append(bytes, rmrr.BaseAddress, 8);
                Append(bytes, rmrr.LimitAddress, 8);
                AppendScopes(bytes, rmrr.Scopes);
                break;
            case DrhdEntry drhd:
                Append(bytes, DmarStructureTypes.Drhd, 2);
                Append(bytes, 0, 2);
                Append(bytes, drhd.Flags, 1);
                Append(bytes, 0, 1);
                Append(bytes, drhd.Segment, 2);
                Append(bytes, drhd.Address, 8);
                AppendScopes(bytes, drhd.Scopes);
                break;
            case RawEntry raw:
                Append(bytes, raw.Type, 2);
                Append(bytes, 0, 2);
                bytes.AddRange(raw.Body);
                break;
        }
    }

    private static void AppendScopes(List<byte> bytes, IEnumerable<ScopeEntry> scopes)
    {
        foreach (ScopeEntry scope in scopes)
        {
            int length = scope.DeclaredLength ?? Math.Min(ScopeSize + (HopSize * scope.Path.Length), byte.MaxValue);
            bytes.AddRange([scope.Type, (byte)length, 0, 0, scope.EnumerationId, scope.Bus]);
            foreach (ScopeHop hop in scope.Path)
            {
                bytes.AddRange([hop.Device, hop.Function]);
            }
        }
    }

    private static void Append(List<byte> bytes, ulong value, int size)
    {
        for (int i = 0; i < size; i++)
        {
            bytes.Add((byte)((value >> (8 * i)) & 0xff));
        }
    }
}
