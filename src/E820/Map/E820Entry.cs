namespace RdmPlanner.E820;

/// <summary>One entry of a checked map: a range and what it is.</summary>
/// <remarks><c>default</c> is the single byte 0 without a type, which no map contains. Equality is by both fields.</remarks>
/// <param name="Range">The bytes, half-open.</param>
/// <param name="Type">The type; codes outside the enumeration are kept.</param>
public readonly record struct E820Entry(GpaRange Range, E820Type Type)
{
    /// <summary>First byte of the entry.</summary>
    public Gpa Start => Range.Start;

    /// <summary>One past the last byte of the entry.</summary>
    public Gpa End => Range.End;

    /// <summary>The entry as address, length and type.</summary>
    /// <returns>The raw form; it never wraps and is never empty.</returns>
    public E820Record ToRecord() => new(Range.Start, Range.SizeInBytes, Type);

    /// <summary>The range and Xen's word for the type: <c>[0x0, 0xa0000) RAM</c>.</summary>
    /// <returns>The entry as text.</returns>
    public override string ToString() => $"{Range} {E820TypeNames.Xen(Type)}";
}
