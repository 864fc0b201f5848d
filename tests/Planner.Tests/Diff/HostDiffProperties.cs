using FsCheck.Fluent;
using FsCheck.Xunit;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Diff;
using RdmPlanner.Planner.Host;
using RdmPlanner.TestKit;
using RdmPlanner.TestKit.Generators;
using Xunit;

namespace RdmPlanner.Planner.Tests.Diff;

/// <summary>Laws of the comparison of tables.</summary>
[BudgetedProperties(Arbitrary = [typeof(TablePairs), typeof(DmarArbitraries)])]
public sealed class HostDiffProperties
{
    [Property]
    public void Of_OneTableTwice_IsEmpty(AnyTable any)
    {
        Differences found = HostDiff.Of(Host(any.Table), Host(any.Table));

        Assert.Empty(found.Changes);
        Assert.Empty(found.Notes);
    }

    [Property]
    public void Of_Swapped_IsTheMirrorImage(TablePair pair)
    {
        Differences forth = HostDiff.Of(Host(pair.Before), Host(pair.After));
        Differences back = HostDiff.Of(Host(pair.After), Host(pair.Before));

        Assert.Equal(forth.Changes.Select(Text).Order(StringComparer.Ordinal), back.Changes.Select(Mirror).Select(Text).Order(StringComparer.Ordinal));
        Assert.Equal(forth.Notes, back.Notes);
    }

    [Property]
    public void Of_StructuresInAnotherOrder_AreTheSame(AnyTable any)
    {
        DmarTable other = DmarTableBuilder.LaidOut(any.Table with { Structures = [.. any.Table.Structures.Reverse()] });

        Assert.Empty(HostDiff.Of(Host(any.Table), Host(other)).Changes);
    }

    [Property]
    public void Of_Changes_AccountForEveryRegion(TablePair pair)
    {
        DiffChange[] regions = [.. HostDiff.Of(Host(pair.Before), Host(pair.After)).Changes.Where(c => c.Subject == DiffSubject.Region)];

        Assert.Equal(
            pair.After.ReservedMemoryRegions.Length - pair.Before.ReservedMemoryRegions.Length,
            regions.Count(c => c.Action == DiffAction.Added) - regions.Count(c => c.Action == DiffAction.Removed));
    }

    [Fact]
    public void Of_TablesThatDifferInReservedBytesOnly_SaysThatSomethingDiffers()
    {
        DmarTable table = DmarDecoder.Decode(TableHex.Read("laptop")).Table!;
        DmarTable other = DmarTableBuilder.LaidOut(table with { Reserved = [1, .. table.Reserved.Skip(1)] });
        DmarTable changed = DmarTableBuilder.LaidOut(other with { HostAddressWidthRaw = 40 });

        Differences found = HostDiff.Of(Host(table), Host(other));

        Assert.Empty(found.Changes);
        Assert.Equal("the tables differ in bytes that no field compared here covers (reserved fields, names behind their end)", Assert.Single(found.Notes));
        Assert.Empty(HostDiff.Of(Host(table), Host(changed)).Notes);
    }

    [Fact]
    public void Pairs_HitEveryKindOfChange()
    {
        DiffChange[][] runs =
        [
            .. TablePairs.Pair().Generator.Draw(1000).Select(p => HostDiff.Of(Host(p.Before), Host(p.After)).Changes.ToArray()),
        ];

        Assert.InRange(runs.Count(r => r.Length == 0), 20, 700);
        Assert.InRange(runs.Count(r => r.Any(c => c is { Subject: DiffSubject.Region, Action: DiffAction.Moved })), 50, 1000);
        Assert.InRange(runs.Count(r => r.Any(c => c is { Subject: DiffSubject.Region, Action: DiffAction.Added })), 50, 1000);
        Assert.InRange(runs.Count(r => r.Any(c => c is { Subject: DiffSubject.Region, Action: DiffAction.Removed })), 50, 1000);
        Assert.InRange(runs.Count(r => r.Any(c => c.Subject == DiffSubject.Unit && c.Sign == '~')), 50, 1000);
        Assert.InRange(runs.Count(r => r.Length > 0 && r.All(c => c.IsIdentity)), 5, 700);
    }

    private static HostDescription Host(DmarTable table)
    {
        byte[] bytes = DmarEncoder.Encode(table);
        return new HostDescription { Name = "h", Format = "binary", Tables = [new HostTable("h", [.. bytes], DmarDecoder.Decode(bytes))] };
    }

    private static DiffChange Mirror(DiffChange change) => change with
    {
        Action = change.Action switch
        {
            DiffAction.Added => DiffAction.Removed,
            DiffAction.Removed => DiffAction.Added,
            var same => same,
        },
        Fields = [.. change.Fields.Select(f => new DiffField(f.Name, f.After, f.Before))],
        DevicesAdded = change.DevicesRemoved,
        DevicesRemoved = change.DevicesAdded,
    };

    /// <summary>What both have is named after the first, so the name counts only where one has it.</summary>
    private static string Text(DiffChange change) => string.Join(
        '|',
        change.Subject, change.Action, change.Sign == '~' ? "" : change.Name, change.IsIdentity,
        string.Join(';', change.Fields.Select(f => $"{f.Name}={f.Before}>{f.After}").Order(StringComparer.Ordinal)),
        string.Join(';', change.DevicesAdded), string.Join(';', change.DevicesRemoved));
}
