using System.Buffers.Binary;

namespace RdmPlanner.Acpi;

/// <summary>Walks the remapping structures of a DMAR table forward, in place and without allocating.</summary>
/// <remarks>
/// Total: any bytes are accepted, every step advances by at least four bytes or ends the walk. It divides, it does not
/// judge: signature, checksum and field values are not looked at. Use: <c>while (reader.MoveNext()) ... reader.Current</c>.
/// </remarks>
public ref struct DmarReader
{
    private readonly ReadOnlySpan<byte> _table;
    private int _start;
    private int _next;

    /// <summary>Starts before the first structure.</summary>
    /// <param name="data">
    /// The data from the table's first byte on. The walk ends where the header's length field says or where the data does,
    /// whichever comes first; data too short for a table header has no structures.
    /// </param>
    public DmarReader(ReadOnlySpan<byte> data)
    {
        _table = data[..ExtentOf(data)];
        _next = Math.Min(DmarTable.HeaderSize, _table.Length);
        _start = _next;
    }

    /// <summary>The structure that the last successful <see cref="MoveNext"/> reached.</summary>
    public readonly StructureView Current => new(_table[_start.._next], _start);

    /// <summary>Why the walk ended early; <see cref="DmarReaderFault.None"/> while it goes on and after a full walk.</summary>
    public DmarReaderFault Fault { get; private set; }

    /// <summary>Offset of the next structure; after a fault, that of the structure at fault.</summary>
    public readonly int Offset => _next;

    /// <summary>How many bytes of some data are the table: the length field, not below the header size, not beyond the data.</summary>
    /// <param name="data">The data from the table's first byte on.</param>
    /// <returns>A number of bytes, 0 up to the data's length.</returns>
    public static int ExtentOf(ReadOnlySpan<byte> data)
    {
        if (data.Length < DmarTable.HeaderSize)
            return data.Length;

        uint length = BinaryPrimitives.ReadUInt32LittleEndian(data[4..]);
        return (int)Math.Clamp(length, DmarTable.HeaderSize, (uint)data.Length);
    }

    /// <summary>Goes to the next structure.</summary>
    /// <returns>False at the end of the table and at a structure that cannot be told from the next.</returns>
    public bool MoveNext()
    {
        ReadOnlySpan<byte> rest = _table[_next..];
        if (rest.Length >= RemappingStructure.HeaderSize)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(rest[2..]);
            if (length >= RemappingStructure.HeaderSize && length <= rest.Length)
            {
                _start = _next;
                _next += length;
                return true;
            }
        }

        Fault = FaultAt(rest);
        return false;
    }

    private static DmarReaderFault FaultAt(ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty)
            return DmarReaderFault.None;

        // A header that does not fit goes on beyond the table, whatever its length says.
        int length = rest.Length < RemappingStructure.HeaderSize ? int.MaxValue : BinaryPrimitives.ReadUInt16LittleEndian(rest[2..]);
        return length switch
        {
            0 => DmarReaderFault.LengthZero,
            < RemappingStructure.HeaderSize => DmarReaderFault.TooShort,
            _ => DmarReaderFault.Overruns,
        };
    }
}
