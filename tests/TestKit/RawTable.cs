using System.Buffers.Binary;

namespace RdmPlanner.TestKit;

/// <summary>DMAR bytes put together by hand, without the code under test.</summary>
public static class RawTable
{
    /// <summary>A table header that is right for some structures, and the structures.</summary>
    /// <param name="structures">The bytes after the 48-byte header.</param>
    /// <returns>The whole table; length and checksum are right.</returns>
    public static byte[] Around(ReadOnlySpan<byte> structures)
    {
        byte[] table = new byte[48 + structures.Length];
        "DMAR"u8.CopyTo(table);
        BinaryPrimitives.WriteInt32LittleEndian(table.AsSpan(4), table.Length);
        table[8] = 1;
        "RDMPLNRDMPLAN"u8.CopyTo(table.AsSpan(10));
        table[36] = 38;
        structures.CopyTo(table.AsSpan(48));
        Seal(table);
        return table;
    }

    /// <summary>Makes the bytes of a table add up to 0 modulo 256.</summary>
    /// <param name="table">The whole table.</param>
    public static void Seal(Span<byte> table)
    {
        table[9] = 0;
        int sum = 0;
        foreach (byte value in table)
            sum += value;

        table[9] = (byte)((256 - (sum % 256)) % 256);
    }
}
