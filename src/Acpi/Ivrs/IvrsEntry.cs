using System.Collections.Immutable;

namespace RdmPlanner.Acpi.Ivrs;

/// <summary>A device entry of an IVHD block (AMD IOMMU specification 5.2.2).</summary>
/// <param name="Type">Its type.</param>
/// <param name="Offset">Offset of its first byte from the start of the table.</param>
/// <param name="Bytes">The entry.</param>
public sealed record IvrsEntry(byte Type, int Offset, ImmutableArray<byte> Bytes)
{
    /// <summary>A special device: IOAPIC or HPET.</summary>
    public const byte Special = 0x48;

    /// <summary>A device by its ACPI hardware id, of variable length.</summary>
    public const byte AcpiDevice = 0xf0;

    /// <summary>Size of an entry by ACPI hardware id before its unique id.</summary>
    public const int AcpiDeviceSize = 22;

    /// <summary>Whether the specification defines the type.</summary>
    public bool IsKnown => Type is 0x00 or 0x01 or 0x02 or 0x03 or 0x04 or 0x42 or 0x43 or 0x46 or 0x47 or Special or AcpiDevice;

    /// <summary>Splits the entries of a block.</summary>
    /// <param name="block">An IVHD block.</param>
    /// <param name="end">Offset from the start of the block at which the entries stop making sense; its length when they all do.</param>
    /// <returns>The entries up to there.</returns>
    public static ImmutableArray<IvrsEntry> Of(IvrsBlock block, out int end)
    {
        var entries = ImmutableArray.CreateBuilder<IvrsEntry>();
        ReadOnlySpan<byte> bytes = block.Bytes.AsSpan();
        end = Math.Min(block.EntriesOffset, bytes.Length);
        while (end < bytes.Length)
        {
            int length = LengthOf(bytes[end..]);
            if (length > bytes.Length - end)
            {
                break;
            }

            entries.Add(new IvrsEntry(bytes[end], block.Offset + end, block.Bytes[end..(end + length)]));
            end += length;
        }

        return entries.ToImmutable();
    }

    // The two high bits of the type give the length; entries by hardware id end with their unique id.
    private static int LengthOf(ReadOnlySpan<byte> entry) => entry[0] switch
    {
        AcpiDevice => entry.Length < AcpiDeviceSize ? AcpiDeviceSize : AcpiDeviceSize + entry[AcpiDeviceSize - 1],
        _ => 4 << (entry[0] >> 6),
    };
}
