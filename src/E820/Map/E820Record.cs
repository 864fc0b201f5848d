namespace RdmPlanner.E820;

/// <summary>One entry of a raw address map, as firmware, Xen and hvmloader pass them around (struct e820entry).</summary>
/// <remarks>
/// Nothing is validated: the size may be 0, and address plus size may wrap 64 bits, because real lists contain both.
/// The map type is the checked form. Equality is by the three fields.
/// </remarks>
/// <param name="Address">First byte.</param>
/// <param name="SizeInBytes">Length in bytes; any value.</param>
/// <param name="Type">Type code; codes outside the enumeration are kept.</param>
public readonly record struct E820Record(Gpa Address, ulong SizeInBytes, E820Type Type)
{
    /// <summary>One past the last byte, modulo 2^64 as Xen computes it.</summary>
    public Gpa WrappedEnd => new(unchecked(Address.Value + SizeInBytes));

    /// <summary>Address, length and Xen's word for the type: <c>0x100000 + 0xeff00000 RAM</c>.</summary>
    /// <returns>The record as text.</returns>
    public override string ToString() => $"{Address} + 0x{SizeInBytes:x} {E820TypeNames.Xen(Type)}";
}
