using FsCheck;
using FsCheck.Fluent;
using RdmPlanner.Acpi;

namespace RdmPlanner.TestKit.Generators;

/// <summary>A table of which the decoder has nothing to say.</summary>
/// <param name="Table">The table; offsets, length and checksum are right.</param>
public sealed record CleanTable(DmarTable Table);

/// <summary>A well-formed table with anything in its fields: it divides into structures, whatever they say.</summary>
/// <param name="Table">The table; offsets, length and checksum are right.</param>
public sealed record AnyTable(DmarTable Table);

/// <summary>Generators of whole tables, and how they shrink: structures are dropped, then scopes.</summary>
public static class DmarTables
{
    /// <summary>Tables without findings: types in order, no type unknown.</summary>
    public static Gen<CleanTable> Clean { get; } =
        from count in Gen.Choose(0, 8)
        from structures in DmarStructures.Clean.ArrayOf(count)
        from width in Gen.Elements(35, 38, 45, 51)
        from flags in Gen.Choose(0, 7)
        select new CleanTable(Build(structures.OrderBy(s => s.Type), (byte)width, (DmarFlags)flags));

    /// <summary>Well-formed tables of any content, one in four with bytes after its end.</summary>
    public static Gen<AnyTable> Any { get; } =
        from count in Gen.Choose(0, 8)
        from structures in DmarStructures.Any.ArrayOf(count)
        from width in DmarScopes.AnyByte
        from flags in Gen.Frequency((3, Gen.Choose(0, 7)), (1, Gen.Choose(8, 255)))
        from reserved in Gen.Frequency((3, Gen.Constant(new byte[10])), (1, DmarScopes.MostlyZero.ArrayOf(10)))
        from remainder in Gen.Frequency((3, Gen.Constant(Array.Empty<byte>())), (1, DmarScopes.AnyByte.ArrayOf(5)))
        select new AnyTable(DmarTableBuilder.LaidOut(
            Build(structures, width, (DmarFlags)flags) with { Reserved = [.. reserved], Remainder = [.. remainder] }));

    /// <summary>Smaller clean tables.</summary>
    public static IEnumerable<CleanTable> Shrink(CleanTable clean) => Smaller(clean.Table).Select(t => new CleanTable(t));

    /// <summary>Smaller well-formed tables.</summary>
    public static IEnumerable<AnyTable> Shrink(AnyTable any) => Smaller(any.Table).Select(t => new AnyTable(t));

    private static IEnumerable<DmarTable> Smaller(DmarTable table)
    {
        for (int i = 0; i < table.Structures.Length; i++)
            yield return DmarTableBuilder.LaidOut(table with { Structures = table.Structures.RemoveAt(i) });

        for (int i = 0; i < table.Structures.Length; i++)
        {
            if (table.Structures[i] is ScopedStructure { Scopes.Length: > 1 } scoped)
            {
                RemappingStructure one = scoped with { Scopes = scoped.Scopes[..1] };
                yield return DmarTableBuilder.LaidOut(table with { Structures = table.Structures.SetItem(i, one) });
            }
        }
    }

    private static DmarTable Build(IEnumerable<RemappingStructure> structures, byte width, DmarFlags flags)
    {
        var builder = new DmarTableBuilder { HostAddressWidthRaw = width, Flags = flags };
        foreach (RemappingStructure structure in structures)
            builder.Add(structure);

        return builder.Build();
    }
}
