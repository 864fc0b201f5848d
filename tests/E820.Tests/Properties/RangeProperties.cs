using FsCheck.Xunit;
using RdmPlanner.TestKit;
using RdmPlanner.TestKit.Generators;

namespace RdmPlanner.E820.Tests.Properties;

/// <summary>Range algebra is set algebra on a universe of 64 points, for bytes and for frames, and the page cover is tight.</summary>
public sealed class RangeProperties
{
    [Property(Arbitrary = [typeof(RangeArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool Overlaps_IsACommonElement_BothWaysRound(PageSpan a, PageSpan b)
    {
        bool expected = a.ToSet().Overlaps(b.ToSet());
        return a.Frames.Overlaps(b.Frames) == expected && b.Frames.Overlaps(a.Frames) == expected
            && a.UnitBytes.Overlaps(b.UnitBytes) == expected && b.UnitBytes.Overlaps(a.UnitBytes) == expected;
    }

    [Property(Arbitrary = [typeof(RangeArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool Contains_IsASuperset(PageSpan a, PageSpan b)
    {
        bool expected = a.ToSet().IsSupersetOf(b.ToSet());
        return a.Frames.Contains(b.Frames) == expected && a.UnitBytes.Contains(b.UnitBytes) == expected;
    }

    [Property(Arbitrary = [typeof(RangeArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool ContainsPoint_IsMembership(PageSpan a)
    {
        HashSet<int> set = a.ToSet();
        return Enumerable.Range(0, PageSpan.Universe + 1).All(point =>
            a.Frames.Contains(new Gfn((ulong)point)) == set.Contains(point)
            && a.UnitBytes.Contains(new Gpa((ulong)point)) == set.Contains(point));
    }

    [Property(Arbitrary = [typeof(RangeArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool Intersect_IsIntersection_BothWaysRound(PageSpan a, PageSpan b)
    {
        HashSet<int> expected = a.ToSet();
        expected.IntersectWith(b.ToSet());
        return Set(a.Frames.Intersect(b.Frames)).SetEquals(expected) && Set(b.Frames.Intersect(a.Frames)).SetEquals(expected)
            && Set(a.UnitBytes.Intersect(b.UnitBytes)).SetEquals(expected) && Set(b.UnitBytes.Intersect(a.UnitBytes)).SetEquals(expected);
    }

    [Property(Arbitrary = [typeof(RangeArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool Subtract_IsDifference_BelowAndAboveTheCut(PageSpan a, PageSpan b)
    {
        HashSet<int> below = [.. a.ToSet().Where(page => page < b.Start)];
        HashSet<int> above = [.. a.ToSet().Where(page => page >= b.End)];
        RangePieces<GfnRange> frames = a.Frames.Subtract(b.Frames);
        RangePieces<GpaRange> bytes = a.UnitBytes.Subtract(b.UnitBytes);
        int count = (below.Count > 0 ? 1 : 0) + (above.Count > 0 ? 1 : 0);
        return Set(frames.Below).SetEquals(below) && Set(frames.Above).SetEquals(above) && frames.Count == count
            && Set(bytes.Below).SetEquals(below) && Set(bytes.Above).SetEquals(above) && bytes.Count == count;
    }

    [Property(Arbitrary = [typeof(RangeArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool Split_PartsTheSetAtThePoint(PageSpan a, PageSpan at)
    {
        HashSet<int> below = [.. a.ToSet().Where(page => page < at.Start)];
        HashSet<int> above = [.. a.ToSet().Where(page => page >= at.Start)];
        RangePieces<GfnRange> frames = a.Frames.Split(new Gfn((ulong)at.Start));
        RangePieces<GpaRange> bytes = a.UnitBytes.Split(new Gpa((ulong)at.Start));
        return Set(frames.Below).SetEquals(below) && Set(frames.Above).SetEquals(above)
            && Set(bytes.Below).SetEquals(below) && Set(bytes.Above).SetEquals(above);
    }

    [Property(Arbitrary = [typeof(RangeArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool Touches_IsAUnionWithoutAGap_AndAdjacentIsTouchingWithoutOverlap(PageSpan a, PageSpan b)
    {
        HashSet<int> union = [.. a.ToSet(), .. b.ToSet()];
        bool hasNoGap = union.Max() - union.Min() + 1 == union.Count;
        bool isAdjacent = hasNoGap && !a.ToSet().Overlaps(b.ToSet());
        return a.Frames.Touches(b.Frames) == hasNoGap && b.UnitBytes.Touches(a.UnitBytes) == hasNoGap
            && a.Frames.IsAdjacentTo(b.Frames) == isAdjacent && b.UnitBytes.IsAdjacentTo(a.UnitBytes) == isAdjacent;
    }

    [Property(Arbitrary = [typeof(RangeArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool Hull_ReachesFromTheLowestToTheHighest(PageSpan a, PageSpan b)
    {
        HashSet<int> union = [.. a.ToSet(), .. b.ToSet()];
        HashSet<int> expected = [.. Enumerable.Range(union.Min(), union.Max() - union.Min() + 1)];
        return Set(a.Frames.Hull(b.Frames)).SetEquals(expected) && Set(b.UnitBytes.Hull(a.UnitBytes)).SetEquals(expected);
    }

    [Property(Arbitrary = [typeof(RangeArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool PageCover_ContainsTheBytes_AndLosesOneWithoutItsFirstOrLastPage(GpaRange bytes)
    {
        GpaRange cover = bytes.CoveringFrames.ToBytes();
        GpaRange? withoutFirst = cover.Split(cover.Start + 4096).Above;
        GpaRange? withoutLast = cover.Split(new Gpa(cover.End.Value - 4096)).Below;
        return cover.Contains(bytes)
            && (withoutFirst?.Contains(bytes) is null or false)
            && (withoutLast?.Contains(bytes) is null or false);
    }

    [Property(Arbitrary = [typeof(RangeArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool WholeFrames_LieInside_AndAreTheCoverOfAlignedBytes(GpaRange bytes) =>
        bytes.WholeFrames is { } whole
            ? bytes.Contains(whole.ToBytes()) && bytes.CoveringFrames.PageCount - whole.PageCount <= 2
            : bytes.SizeInBytes < 2 * 4096;

    private static HashSet<int> Set(GfnRange? range) =>
        range is { } frames ? [.. Enumerable.Range((int)frames.Start.Value, (int)frames.PageCount)] : [];

    private static HashSet<int> Set(GpaRange? range) =>
        range is { } bytes ? [.. Enumerable.Range((int)bytes.Start.Value, (int)bytes.SizeInBytes)] : [];
}
