using System.Collections.Immutable;

namespace RdmPlanner.Acpi;

/// <summary>One remapping structure of a DMAR table (VT-d 8.2). Closed: the cases are the sealed records of this assembly.</summary>
/// <remarks>
/// Holds what the table says, right or wrong, reserved fields included, so that a table is written back byte for byte.
/// The length is that of the contents, so it cannot disagree with them. Equality is by all properties, the offset
/// included; <see cref="MovedTo"/> puts two structures at one offset where only the contents matter.
/// </remarks>
public abstract record RemappingStructure
{
    /// <summary>Size of the type and length fields that start every structure, in bytes.</summary>
    public const int HeaderSize =
        2   // type
        + 2; // length

    private protected RemappingStructure()
    {
    }

    /// <summary>Type code; values outside the enumeration are kept.</summary>
    public abstract RemappingStructureType Type { get; }

    /// <summary>Offset of the structure's first byte from the start of the table.</summary>
    public int Offset { get; init; }

    /// <summary>Length of the structure in bytes, its header included.</summary>
    public abstract int LengthInBytes { get; }

    /// <summary>The last bytes of the structure that no field or scope covers; empty in a correct table.</summary>
    /// <remarks>Not empty when a scope is damaged (everything from there on) or a structure is longer than its fields.</remarks>
    public ImmutableArray<byte> Tail { get; init; } = [];

    /// <summary>The same structure, with its scopes, at another place of the table.</summary>
    /// <param name="offset">The new offset of its first byte.</param>
    /// <returns>A structure with the same contents.</returns>
    public virtual RemappingStructure MovedTo(int offset) => this with { Offset = offset };

    /// <summary>Equality by contents and offset.</summary>
    /// <param name="other">The structure to compare with.</param>
    /// <returns>True when both are the same kind of structure with the same contents at the same offset.</returns>
    public virtual bool Equals(RemappingStructure? other) =>
        other is not null
        && EqualityContract == other.EqualityContract
        && Offset == other.Offset
        && ContentHash.AreEqual(Tail, other.Tail);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(EqualityContract, Offset, ContentHash.Of(Tail));
}
