using System.Buffers.Binary;

namespace RdmPlanner.Acpi;

/// <summary>The header that starts every ACPI system description table (ACPI 6.5, 5.2.6).</summary>
/// <remarks>Holds what is written there, right or wrong; nothing is validated. Equality is by all fields.</remarks>
public sealed record AcpiTableHeader
{
    /// <summary>Size of the header in bytes.</summary>
    public const int Size =
        4   // signature
        + 4 // length
        + 1 // revision
        + 1 // checksum
        + 6 // OEM id
        + 8 // OEM table id
        + 4 // OEM revision
        + 4 // creator id
        + 4; // creator revision

    /// <summary>Signature, four characters: <c>DMAR</c>.</summary>
    public AcpiText Signature { get; init; }

    /// <summary>Length of the whole table in bytes, header included, as the header states it.</summary>
    public uint Length { get; init; }

    /// <summary>Revision of the table's format.</summary>
    public byte Revision { get; init; }

    /// <summary>The byte that makes the table's bytes add up to 0 modulo 256.</summary>
    public byte Checksum { get; init; }

    /// <summary>OEM id, six characters.</summary>
    public AcpiText OemId { get; init; }

    /// <summary>OEM table id, eight characters.</summary>
    public AcpiText OemTableId { get; init; }

    /// <summary>OEM revision.</summary>
    public uint OemRevision { get; init; }

    /// <summary>Id of the tool that made the table, four characters.</summary>
    public AcpiText CreatorId { get; init; }

    /// <summary>Revision of the tool that made the table.</summary>
    public uint CreatorRevision { get; init; }

    /// <summary>Reads the header in field order.</summary>
    /// <param name="source">At least <see cref="Size"/> bytes.</param>
    /// <returns>The header.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The source is shorter than a header.</exception>
    public static AcpiTableHeader Read(ReadOnlySpan<byte> source)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(source.Length, Size, nameof(source));
        return new AcpiTableHeader
        {
            Signature = AcpiText.FromBytes(source[..4]),
            Length = BinaryPrimitives.ReadUInt32LittleEndian(source[4..]),
            Revision = source[8],
            Checksum = source[AcpiChecksum.Offset],
            OemId = AcpiText.FromBytes(source[10..16]),
            OemTableId = AcpiText.FromBytes(source[16..24]),
            OemRevision = BinaryPrimitives.ReadUInt32LittleEndian(source[24..]),
            CreatorId = AcpiText.FromBytes(source[28..32]),
            CreatorRevision = BinaryPrimitives.ReadUInt32LittleEndian(source[32..]),
        };
    }

    /// <summary>Writes the header in field order.</summary>
    /// <param name="destination">At least <see cref="Size"/> bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The destination is shorter than a header.</exception>
    public void Write(Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, Size, nameof(destination));
        Signature.CopyTo(destination[..4]);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[4..], Length);
        destination[8] = Revision;
        destination[AcpiChecksum.Offset] = Checksum;
        OemId.CopyTo(destination[10..16]);
        OemTableId.CopyTo(destination[16..24]);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[24..], OemRevision);
        CreatorId.CopyTo(destination[28..32]);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[32..], CreatorRevision);
    }
}
