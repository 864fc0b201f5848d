using System.Collections.Immutable;

namespace RdmPlanner.Acpi;

/// <summary>A DMA remapping table (VT-d 8.1), as it stands in memory or in a dump.</summary>
/// <remarks>
/// Holds what the table says, right or wrong: <see cref="DmarDecoder"/> makes it from bytes and says what is wrong,
/// <see cref="DmarEncoder"/> writes the same bytes again, <see cref="DmarTableBuilder"/> makes a correct one.
/// Immutable; equality is by content.
/// </remarks>
public sealed record DmarTable
{
    /// <summary>Size of the table before its structures, in bytes.</summary>
    public const int HeaderSize =
        AcpiTableHeader.Size
        + 1 // host address width
        + 1 // flags
        + ReservedSize;

    internal const int ReservedSize = 10;

    /// <summary>The signature of the table.</summary>
    public const string Signature = "DMAR";

    /// <summary>The ACPI header, with length and checksum as stored.</summary>
    public required AcpiTableHeader Header { get; init; }

    /// <summary>The width byte as stored: one less than the width.</summary>
    public byte HostAddressWidthRaw { get; init; }

    /// <summary>Bits of a host physical address that DMA can use: the stored byte plus one.</summary>
    public int HostAddressWidth => HostAddressWidthRaw + 1;

    /// <summary>The flags byte, reserved bits included; cast to byte for the raw value.</summary>
    public DmarFlags Flags { get; init; }

    /// <summary>The ten reserved bytes of the header; all 0 in a correct table.</summary>
    public ImmutableArray<byte> Reserved { get; init; } = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>The structures in table order, up to the first that could not be told from the next.</summary>
    public ImmutableArray<RemappingStructure> Structures { get; init; } = [];

    /// <summary>The bytes after the last structure: what could not be divided into structures, then bytes beyond the table.</summary>
    /// <remarks>Empty in a correct table.</remarks>
    public ImmutableArray<byte> Remainder { get; init; } = [];

    /// <summary>The reserved memory regions in table order.</summary>
    public ImmutableArray<ReservedMemoryRegion> ReservedMemoryRegions => [.. Structures.OfType<ReservedMemoryRegion>()];

    /// <summary>Equality by content.</summary>
    /// <param name="other">The table to compare with.</param>
    /// <returns>True when both would be written as the same bytes.</returns>
    public bool Equals(DmarTable? other) =>
        other is not null
        && Header == other.Header
        && HostAddressWidthRaw == other.HostAddressWidthRaw
        && Flags == other.Flags
        && ContentHash.AreEqual(Reserved, other.Reserved)
        && ContentHash.AreEqual(Structures, other.Structures)
        && ContentHash.AreEqual(Remainder, other.Remainder);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(Header, HostAddressWidthRaw, Flags, ContentHash.Of(Structures), ContentHash.Of(Remainder));
}
