using FsCheck.Xunit;
using RdmPlanner.TestKit;
using RdmPlanner.TestKit.Generators;
using RdmPlanner.TestKit.Models;

namespace RdmPlanner.E820.Tests.Properties;

/// <summary>Normal form, partition, precedence, the model-based machine and the diff.</summary>
public sealed class MapProperties
{
    [Property(Arbitrary = [typeof(RangeArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool FromRecords_IsSortedDisjointAndMerged(E820Record[] records) => IsNormal(E820Map.FromRecords(records).Map);

    [Property(Arbitrary = [typeof(RangeArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool FromEntries_Twice_IsOnce(E820Record[] records)
    {
        E820Map once = E820Map.FromRecords(records).Map;
        return E820Map.FromEntries(once.Entries.AsSpan()).Equals(once);
    }

    [Property(Arbitrary = [typeof(RangeArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool FromRecords_InAnyOrder_IsTheSameMap(E820Record[] records, int seed)
    {
        E820Record[] shuffled = [.. records];
        new Random(seed).Shuffle(shuffled);
        return E820Map.FromRecords(shuffled).Map.Equals(E820Map.FromRecords(records).Map);
    }

    [Property(Arbitrary = [typeof(RangeArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool DisjointEntries_InAnyOrder_MakeTheSameMapWithoutErrors(E820Entry[] entries, int seed)
    {
        E820Entry[] shuffled = [.. entries];
        new Random(seed).Shuffle(shuffled);
        E820MapReading reading = E820Map.FromRecords([.. entries.Select(entry => entry.ToRecord())]);
        return E820Map.FromEntries(shuffled).Equals(reading.Map) && !reading.HasErrors
            && entries.All(entry => reading.Map.TypeAt(entry.Start) == entry.Type && reading.Map.TypeAt(entry.Range.Last) == entry.Type);
    }

    [Property(Arbitrary = [typeof(RangeArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool EntriesAndHoles_TileTheSpaceUpToTheEnd(E820Record[] records)
    {
        E820Map map = E820Map.FromRecords(records).Map;
        return Tiles(map, map.End, map.Holes());
    }

    [Property(Arbitrary = [typeof(RangeArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool EntriesAndHoles_TileTheSpaceUpToAnyLimit(E820Record[] records, GpaRange limit)
    {
        E820Map map = E820Map.FromRecords(records).Map;
        return Tiles(map, limit.Start, map.Holes(limit.Start));
    }

    [Property(Arbitrary = [typeof(RangeArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool Overlapping_IsEveryEntryThatSharesAByte(E820Record[] records, GpaRange range)
    {
        E820Map map = E820Map.FromRecords(records).Map;
        return map.Overlapping(range).SequenceEqual(map.Entries.Where(entry => entry.Range.Overlaps(range)).ToArray());
    }

    [Property(Arbitrary = [typeof(RangeArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool FromRecords_OnEachPage_HasTheLargestCode((PageSpan Span, E820Type Type)[] list)
    {
        var model = new PageArrayMap();
        foreach ((PageSpan span, E820Type type) in list)
            model.Add(span, type);
        return model.FirstDifference(E820Map.FromRecords(Records(list)).Map) is null;
    }

    [Property(Arbitrary = [typeof(RangeArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool OverlapViolations_AreThereExactlyWhenAPageIsClaimedTwice((PageSpan Span, E820Type Type)[] list)
    {
        var codes = E820Map.FromRecords(Records(list)).Violations.Select(violation => violation.Code).ToHashSet();
        bool sameType = Pairs(list).Any(pair => pair.A.Type == pair.B.Type && pair.A.Span.ToSet().Overlaps(pair.B.Span.ToSet()));
        bool otherType = Pairs(list).Any(pair => pair.A.Type != pair.B.Type && pair.A.Span.ToSet().Overlaps(pair.B.Span.ToSet()));
        return codes.Contains(E820ViolationCode.OverlapsSameType) == sameType
            && codes.Contains(E820ViolationCode.OverlapsOtherType) == otherType;
    }

    [Property(Arbitrary = [typeof(RangeArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool Violations_AreAtMostEightAnEntry_InListOrder(E820Record[] records)
    {
        E820MapReading reading = E820Map.FromRecords(records);
        return reading.Violations.Length <= 8 * records.Length
            && reading.Violations.Zip(reading.Violations.Skip(1)).All(pair =>
                pair.First.EntryIndex < pair.Second.EntryIndex
                || (pair.First.EntryIndex == pair.Second.EntryIndex && pair.First.Code < pair.Second.Code))
            && reading.Violations.All(violation => records[violation.EntryIndex] == violation.Record);
    }

    [Property(Arbitrary = [typeof(MapOperation)], MaxTest = TestBudget.MaxTest)]
    public bool Builder_AfterEveryStep_IsThePageArray(MapOperation[] steps)
    {
        var builder = new E820MapBuilder();
        var model = new PageArrayMap();
        foreach (MapOperation step in steps)
        {
            step.Run(builder);
            step.Run(model);
            if (!IsNormal(builder.Build()) || model.FirstDifference(builder.Build()) is not null)
                return false;
        }
        return true;
    }

    [Property(Arbitrary = [typeof(MapOperation)], MaxTest = TestBudget.MaxTest)]
    public bool Diff_NamesEachPageThatDiffers_AndNoOther(MapOperation[] first, MapOperation[] second)
    {
        E820Map before = Build(first);
        E820Map after = Build(second);
        var changes = E820MapDiff.Between(before, after);
        bool isOrdered = changes.Zip(changes.Skip(1)).All(pair => pair.First.Range.End < pair.Second.Range.Start
            || (pair.First.Range.End == pair.Second.Range.Start && (pair.First.Before, pair.First.After) != (pair.Second.Before, pair.Second.After)));
        return isOrdered && Enumerable.Range(0, PageSpan.Universe).All(page =>
        {
            var address = new Gpa((ulong)page * 4096);
            E820Change[] here = [.. changes.Where(change => change.Range.Contains(address))];
            (E820Type? was, E820Type? becomes) = (before.TypeAt(address), after.TypeAt(address));
            return was == becomes ? here.Length == 0 : here is [var change] && change.Before == was && change.After == becomes;
        });
    }

    private static bool IsNormal(E820Map map) => map.Entries.Zip(map.Entries.Skip(1)).All(pair =>
        pair.First.End < pair.Second.Start || (pair.First.End == pair.Second.Start && pair.First.Type != pair.Second.Type));

    private static bool Tiles(E820Map map, Gpa limit, IEnumerable<GpaRange> holes)
    {
        Gpa position = default;
        IEnumerable<GpaRange> entries = map.Entries.Select(entry => entry.Range).Where(range => range.Start < limit);
        foreach (GpaRange range in entries.Concat(holes).OrderBy(range => range))
        {
            if (range.Start != position)
                return false;
            position = range.End < limit ? range.End : limit;
        }
        return position == limit && holes.All(hole => hole.End <= limit && map.Overlapping(hole).IsEmpty);
    }

    private static E820Record[] Records((PageSpan Span, E820Type Type)[] list) =>
        [.. list.Select(item => new E820Record(item.Span.Bytes.Start, item.Span.Bytes.SizeInBytes, item.Type))];

    private static IEnumerable<((PageSpan Span, E820Type Type) A, (PageSpan Span, E820Type Type) B)> Pairs((PageSpan Span, E820Type Type)[] list) =>
        from a in Enumerable.Range(0, list.Length)
        from b in Enumerable.Range(0, a)
        select (list[a], list[b]);

    private static E820Map Build(MapOperation[] steps)
    {
        var builder = new E820MapBuilder();
        foreach (MapOperation step in steps)
            step.Run(builder);
        return builder.Build();
    }
}
