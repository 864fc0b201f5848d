using RdmPlanner.TestKit;
using FsCheck;
using FsCheck.Fluent;
using RdmPlanner.TestKit.Generators;
using Xunit;

namespace RdmPlanner.E820.Tests.Properties;

/// <summary>The generators reach what the properties are about; without this a property could pass on nothing.</summary>
public sealed class GeneratorCoverageTests
{
    private const int Samples = 2000;

    [Fact]
    public void Page_MostlyMeetsAnAnchor_AndSometimesNot()
    {
        int near = Anchors.Page.Draw(Samples).Count(page => Anchors.Pages.Any(anchor => Math.Abs(page - anchor) <= 2));
        Assert.InRange(near, Samples * 60 / 100, Samples * 90 / 100);
    }

    [Fact]
    public void Page_MeetsEveryAnchorExactly()
    {
        var pages = Anchors.Page.Draw(Samples).ToHashSet();
        Assert.All(Anchors.Pages, anchor => Assert.Contains(anchor, pages));
    }

    [Fact]
    public void Span_Pairs_OverlapTouchAndStayApart()
    {
        var pairs = (from a in RangeGenerators.Span from b in RangeGenerators.Span select (a.Frames, b.Frames)).Draw(Samples).ToArray();
        Assert.InRange(pairs.Count(pair => pair.Item1.Overlaps(pair.Item2)), Samples / 4, Samples * 3 / 4);
        Assert.True(pairs.Count(pair => pair.Item1.IsAdjacentTo(pair.Item2)) > Samples / 100);
        Assert.True(pairs.Count(pair => pair.Item1.Subtract(pair.Item2).Count == 2) > Samples / 20);
    }

    [Fact]
    public void ByteRange_IsAlignedAndUnaligned()
    {
        int aligned = RangeGenerators.ByteRange.Draw(Samples).Count(range => range.IsFrameAligned);
        Assert.InRange(aligned, Samples / 50, Samples / 2);
    }

    [Fact]
    public void DisjointEntries_AreDisjoint_AndSometimesNeighboursOfOneType()
    {
        var lists = RangeGenerators.DisjointEntries.Draw(200).ToArray();
        Assert.All(lists, list => Assert.All(list.Zip(list.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.Start)));
        Assert.Contains(lists, list => list.Zip(list.Skip(1)).Any(pair => pair.First.End == pair.Second.Start && pair.First.Type == pair.Second.Type));
    }

    [Fact]
    public void Records_ShowEveryViolation()
    {
        var codes = RangeGenerators.Record.ArrayOf().Draw(300)
            .SelectMany(list => E820Map.FromRecords(list).Violations.Select(violation => violation.Code)).ToHashSet();
        Assert.All(Enum.GetValues<E820ViolationCode>().Where(code => code != E820ViolationCode.None), code => Assert.Contains(code, codes));
    }

    [Fact]
    public void SpanList_OftenOverlapsWithAnotherType()
    {
        int overlapping = RangeGenerators.SpanList.Draw(Samples).Count(list =>
            E820Map.FromRecords([.. list.Select(item => new E820Record(item.Span.Bytes.Start, item.Span.Bytes.SizeInBytes, item.Type))]).HasErrors);
        Assert.InRange(overlapping, Samples / 4, Samples * 99 / 100);
    }

    [Fact]
    public void MapOperations_ChangeSomething_InMostLists()
    {
        var lists = MapOperation.Any.ArrayOf().Draw(500).ToArray();
        int retyping = lists.Count(HasEffectiveChangeOfType);
        Assert.True(retyping > lists.Length / 4, $"only {retyping} lists change a type");
        Assert.All(Enum.GetValues<MapVerb>(), verb => Assert.True(lists.Count(list => list.Any(step => step.Verb == verb)) > lists.Length / 2));
    }

    private static bool HasEffectiveChangeOfType(MapOperation[] steps)
    {
        var builder = new E820MapBuilder();
        foreach (MapOperation step in steps)
        {
            E820Map before = builder.Build();
            step.Run(builder);
            if (step.Verb == MapVerb.ChangeType && !builder.Build().Equals(before))
                return true;
        }
        return false;
    }
}
