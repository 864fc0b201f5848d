using System.Buffers.Binary;

namespace RdmPlanner.E820;

/// <summary>Packed entries of 20 bytes: address (8), size (8), type (4), little endian.</summary>
/// <remarks>The layout of struct e820entry in Xen and of the boot_params table in Linux (no ACPI 3.0 attributes).</remarks>
public static class E820Binary
{
    /// <summary>Bytes in an entry.</summary>
    public const int EntrySize =
        sizeof(ulong)   // addr
        + sizeof(ulong) // size
        + sizeof(uint); // type

    /// <summary>Reads a list; never fails.</summary>
    /// <param name="bytes">Any bytes.</param>
    /// <returns>One record for every 20 bytes, with a note about bytes left over at the end.</returns>
    public static E820Reading Read(ReadOnlySpan<byte> bytes)
    {
        var listing = new ListingCollector(E820Format.Binary, isLog: false);
        int number = 1;
        for (; bytes.Length >= EntrySize; bytes = bytes[EntrySize..], number++)
        {
            listing.Add(number, new E820Record(
                new Gpa(BinaryPrimitives.ReadUInt64LittleEndian(bytes)),
                BinaryPrimitives.ReadUInt64LittleEndian(bytes[sizeof(ulong)..]),
                (E820Type)BinaryPrimitives.ReadUInt32LittleEndian(bytes[(2 * sizeof(ulong))..])));
        }
        if (!bytes.IsEmpty)
            listing.Note(number, $"{bytes.Length} bytes are left over; an entry has {EntrySize}");
        return listing.ToReading();
    }

    /// <summary>Writes a list.</summary>
    /// <param name="records">The entries, written in this order.</param>
    /// <returns>20 bytes an entry.</returns>
    public static byte[] Write(ReadOnlySpan<E820Record> records)
    {
        byte[] bytes = new byte[records.Length * EntrySize];
        Span<byte> rest = bytes;
        foreach (E820Record record in records)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(rest, record.Address.Value);
            BinaryPrimitives.WriteUInt64LittleEndian(rest[sizeof(ulong)..], record.SizeInBytes);
            BinaryPrimitives.WriteUInt32LittleEndian(rest[(2 * sizeof(ulong))..], (uint)record.Type);
            rest = rest[EntrySize..];
        }
        return bytes;
    }
}
