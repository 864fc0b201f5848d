using FsCheck;
using FsCheck.Fluent;
using RdmPlanner.Acpi;

namespace RdmPlanner.TestKit.Generators;

/// <summary>Two tables of one machine, as before and after a firmware update; offsets, lengths and checksums are right.</summary>
/// <param name="Before">The first.</param>
/// <param name="After">The second: some structures gone, moved or new, in another order.</param>
public sealed record TablePair(DmarTable Before, DmarTable After);

/// <summary>Generators of pairs of tables.</summary>
public static class TablePairs
{
    /// <summary>Pairs that mostly have much in common.</summary>
    public static Arbitrary<TablePair> Pair() => Arb.From(
        from before in DmarTables.Any
        from verbs in Gen.Choose(0, 9).ArrayOf(before.Table.Structures.Length)
        from page in DmarStructures.PageAddress
        from added in Gen.Frequency((2, Gen.Constant(0)), (1, Gen.Choose(0, 2)))
        from more in DmarStructures.Any.ArrayOf(added)
        from order in Gen.Choose(0, 2)
        from revision in Gen.Choose(0, 3)
        select new TablePair(before.Table, After(before.Table, verbs, page, more, order, (uint)revision)));

    private static DmarTable After(DmarTable before, int[] verbs, Hpa page, RemappingStructure[] more, int order, uint revision)
    {
        IEnumerable<RemappingStructure> kept = before.Structures.Zip(verbs).Where(p => p.Second != 0).Select(p => p.Second switch
        {
            1 when p.First is ReservedMemoryRegion r => Moved(r, page),
            2 when p.First is HardwareUnit u => u with { RegisterBase = page },
            3 when p.First is ScopedStructure { Scopes.Length: > 1 } s => s with { Scopes = s.Scopes[1..] },
            _ => p.First,
        });
        RemappingStructure[] all = [.. kept, .. more];
        if (order == 1)
        {
            Array.Reverse(all);
        }

        return DmarTableBuilder.LaidOut(before with
        {
            Structures = [.. all],
            Header = before.Header with { OemRevision = before.Header.OemRevision + (revision == 0 ? 1u : 0u) },
        });
    }

    private static ReservedMemoryRegion Moved(ReservedMemoryRegion region, Hpa page) => region with
    {
        BaseAddress = page,
        LimitAddress = new Hpa(unchecked(page.Value + (region.LimitAddress.Value - region.BaseAddress.Value))),
    };
}
