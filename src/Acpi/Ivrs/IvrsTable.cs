using System.Buffers.Binary;
using System.Collections.Immutable;

namespace RdmPlanner.Acpi.Ivrs;

/// <summary>An I/O virtualization reporting structure: AMD's counterpart of the DMAR (AMD IOMMU specification 5.2).</summary>
public sealed record IvrsTable
{
    /// <summary>Signature of the table.</summary>
    public const string Signature = "IVRS";

    /// <summary>Size of the table before its blocks: ACPI header, IVinfo, 8 reserved bytes.</summary>
    public const int HeaderSize = AcpiTableHeader.Size + 4 + 8;

    private const int BlockHeaderSize = 4;

    /// <summary>The ACPI header as stored.</summary>
    public required AcpiTableHeader Header { get; init; }

    /// <summary>The IVinfo field.</summary>
    public uint VirtualizationInfo { get; init; }

    /// <summary>The blocks in table order, the last one cut where the table ends.</summary>
    public ImmutableArray<IvrsBlock> Blocks { get; init; } = [];

    /// <summary>Where the blocks stop making sense: the end of the table in a correct one.</summary>
    public int End { get; init; }

    /// <summary>Reads a table. Total over any bytes; nothing is judged.</summary>
    /// <param name="data">The table.</param>
    /// <returns>The table; null when the data is shorter than its header.</returns>
    public static IvrsTable? Read(ImmutableArray<byte> data)
    {
        if (data.Length < HeaderSize)
        {
            return null;
        }

        ReadOnlySpan<byte> bytes = data.AsSpan();
        AcpiTableHeader header = AcpiTableHeader.Read(bytes);
        int extent = (int)Math.Min(header.Length, (uint)bytes.Length);
        var blocks = ImmutableArray.CreateBuilder<IvrsBlock>();
        int offset = HeaderSize;
        while (offset + BlockHeaderSize <= extent)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(offset + 2)..]);
            if (length < BlockHeaderSize)
            {
                break;
            }

            blocks.Add(new IvrsBlock(bytes[offset], offset, data[offset..Math.Min(offset + length, extent)]));
            offset = Math.Min(offset + length, extent);
        }

        return new IvrsTable
        {
            Header = header,
            VirtualizationInfo = BinaryPrimitives.ReadUInt32LittleEndian(bytes[AcpiTableHeader.Size..]),
            Blocks = blocks.ToImmutable(),
            End = offset,
        };
    }
}
