using System.Collections.Immutable;

namespace RdmPlanner.Acpi;

/// <summary>Makes DMAR tables: structures in the order they are added, with right offsets, lengths and checksum.</summary>
/// <remarks>The structures are taken as they are, so a builder can make a table whose fields are wrong; its frame is right.</remarks>
public sealed class DmarTableBuilder
{
    private readonly ImmutableArray<RemappingStructure>.Builder _structures = ImmutableArray.CreateBuilder<RemappingStructure>();

    /// <summary>Revision of the table.</summary>
    public byte Revision { get; set; } = 1;

    /// <summary>OEM id, up to six characters.</summary>
    public AcpiText OemId { get; set; } = AcpiText.From("RDMPLN");

    /// <summary>OEM table id, up to eight characters.</summary>
    public AcpiText OemTableId { get; set; } = AcpiText.From("RDMPLAN");

    /// <summary>OEM revision.</summary>
    public uint OemRevision { get; set; } = 1;

    /// <summary>Creator id, up to four characters.</summary>
    public AcpiText CreatorId { get; set; } = AcpiText.From("RDMP");

    /// <summary>Creator revision.</summary>
    public uint CreatorRevision { get; set; } = 1;

    /// <summary>The width byte: one less than the bits of a host physical address that DMA can use.</summary>
    public byte HostAddressWidthRaw { get; set; } = 38;

    /// <summary>Flags of the table.</summary>
    public DmarFlags Flags { get; set; } = DmarFlags.IntrRemap;

    /// <summary>Adds a structure at the end.</summary>
    /// <param name="structure">Any structure; its offset does not matter.</param>
    /// <returns>This builder.</returns>
    public DmarTableBuilder Add(RemappingStructure structure)
    {
        ArgumentNullException.ThrowIfNull(structure);
        _structures.Add(structure);
        return this;
    }

    /// <summary>Makes the table.</summary>
    /// <returns>The table, equal to what the decoder reads from <see cref="ToBytes"/>.</returns>
    public DmarTable Build() => LaidOut(new DmarTable
    {
        Header = new AcpiTableHeader
        {
            Signature = AcpiText.From(DmarTable.Signature),
            Revision = Revision,
            OemId = OemId,
            OemTableId = OemTableId,
            OemRevision = OemRevision,
            CreatorId = CreatorId,
            CreatorRevision = CreatorRevision,
        },
        HostAddressWidthRaw = HostAddressWidthRaw,
        Flags = Flags,
        Structures = _structures.ToImmutable(),
    });

    /// <summary>Makes the table's bytes.</summary>
    /// <returns>A well-formed table, as far as its structures are.</returns>
    public byte[] ToBytes() => DmarEncoder.Encode(Build());

    /// <summary>Makes the table's bytes, damaged in one way and otherwise right, the checksum included.</summary>
    /// <param name="damage">What to damage.</param>
    /// <param name="bytes">The bytes; empty when the result is false.</param>
    /// <returns>False when the table has nothing that could be damaged so, such as a scope.</returns>
    public bool TryToBytes(DmarDamage damage, out byte[] bytes)
    {
        bytes = DamagedTable.Make(Build(), damage) ?? [];
        return bytes.Length > 0;
    }

    /// <summary>Puts a table's structures one after another and makes its length and checksum right for them.</summary>
    /// <param name="table">Any table, such as a decoded one whose structures were changed.</param>
    /// <returns>The table with new offsets, length and checksum; a remainder stays outside the length.</returns>
    public static DmarTable LaidOut(DmarTable table)
    {
        var structures = ImmutableArray.CreateBuilder<RemappingStructure>(table.Structures.Length);
        int next = DmarTable.HeaderSize;
        foreach (RemappingStructure structure in table.Structures)
        {
            structures.Add(structure.MovedTo(next));
            next += structure.LengthInBytes;
        }

        DmarTable laidOut = table with
        {
            Header = table.Header with { Length = (uint)next, Checksum = 0 },
            Structures = structures.MoveToImmutable(),
        };
        byte checksum = unchecked((byte)-AcpiChecksum.Sum(DmarEncoder.Encode(laidOut).AsSpan(0, next)));
        return laidOut with { Header = laidOut.Header with { Checksum = checksum } };
    }
}
