using System.Buffers.Binary;
using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Hypervisor;

public sealed partial record DmarModel
{
    /// <summary>The model of a decoded table, byte for byte as the hypervisor would find it.</summary>
    /// <remarks>
    /// Every structure is given by its bytes, so that the hypervisor's own reading of it decides. Bytes that could not be
    /// divided into structures become one last entry; bytes behind the length in the header are not the table's.
    /// </remarks>
    /// <param name="table">Any decoded table.</param>
    /// <returns>The model.</returns>
    public static DmarModel From(DmarTable table)
    {
        byte[] bytes = DmarEncoder.Encode(table);
        var entries = new List<DmarEntry>();
        int offset = DmarTable.HeaderSize;
        foreach (RemappingStructure structure in table.Structures)
        {
            entries.Add(Entry(bytes.AsSpan(offset, structure.LengthInBytes)));
            offset += structure.LengthInBytes;
        }

        int end = (int)Math.Min(table.Header.Length, (uint)bytes.Length);
        if (offset < end)
        {
            entries.Add(Entry(bytes.AsSpan(offset, end - offset)));
        }

        return new DmarModel { Width = table.HostAddressWidthRaw, Flags = (byte)table.Flags, Entries = [.. entries] };
    }

    private static RawEntry Entry(ReadOnlySpan<byte> bytes)
    {
        Span<byte> header = stackalloc byte[DmarImage.EntryHeaderSize];
        header.Clear();
        bytes[..Math.Min(bytes.Length, header.Length)].CopyTo(header);
        return new RawEntry(BinaryPrimitives.ReadUInt16LittleEndian(header), [.. bytes[Math.Min(bytes.Length, header.Length)..]])
        {
            DeclaredLength = BinaryPrimitives.ReadUInt16LittleEndian(header[2..]),
        };
    }
}
