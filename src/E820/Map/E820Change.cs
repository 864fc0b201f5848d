namespace RdmPlanner.E820;

/// <summary>A range on which two maps differ, with what each says of it.</summary>
/// <remarks>Equality is by all fields.</remarks>
/// <param name="Range">The bytes, half-open.</param>
/// <param name="Before">The type in the first map; null where it has a hole.</param>
/// <param name="After">The type in the second map; null where it has a hole. Never equal to <paramref name="Before"/>.</param>
public readonly record struct E820Change(GpaRange Range, E820Type? Before, E820Type? After)
{
    /// <summary>Whether the bytes appeared, disappeared or changed their type.</summary>
    public E820ChangeKind Kind => (Before, After) switch
    {
        (null, _) => E820ChangeKind.Added,
        (_, null) => E820ChangeKind.Removed,
        _ => E820ChangeKind.Retyped,
    };

    /// <summary>The range and both types: <c>[0xa0000, 0xc0000) hole -> RESERVED</c>.</summary>
    /// <returns>The change as text.</returns>
    public override string ToString() => $"{Range} {Name(Before)} -> {Name(After)}";

    private static string Name(E820Type? type) => type is { } code ? E820TypeNames.Xen(code) : "hole";
}
