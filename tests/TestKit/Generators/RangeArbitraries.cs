using FsCheck;
using FsCheck.Fluent;
using RdmPlanner.E820;

namespace RdmPlanner.TestKit.Generators;

/// <summary>The generators of <see cref="RangeGenerators"/> with their shrinkers, for <c>[Property(Arbitrary = ...)]</c>.</summary>
public static class RangeArbitraries
{
    /// <summary>Shrinks to one page, then towards page 0.</summary>
    public static Arbitrary<PageSpan> Span() => Arb.From(RangeGenerators.Span, ShrinkSpan);

    /// <summary>Shrinks to one byte.</summary>
    public static Arbitrary<GpaRange> ByteRange() => Arb.From(RangeGenerators.ByteRange, range =>
        range.SizeInBytes == 1 ? [] : [GpaRange.FromSize(range.Start, 1), GpaRange.FromSize(range.Start, range.SizeInBytes / 2)]);

    /// <summary>Shrinks by leaving out entries.</summary>
    public static Arbitrary<E820Entry[]> DisjointEntries() => Arb.From(RangeGenerators.DisjointEntries, WithoutOne);

    /// <summary>Shrinks by leaving out records.</summary>
    public static Arbitrary<E820Record[]> Records() => Arb.From(RangeGenerators.Record.ArrayOf(), WithoutOne);

    /// <summary>Shrinks by leaving out spans.</summary>
    public static Arbitrary<(PageSpan Span, E820Type Type)[]> SpanList() => Arb.From(RangeGenerators.SpanList, WithoutOne);

    /// <summary>All arrays that lack one element.</summary>
    public static IEnumerable<T[]> WithoutOne<T>(T[] items) =>
        Enumerable.Range(0, items.Length).Select(index => items.Where((_, i) => i != index).ToArray());

    /// <summary>Smaller spans, the smallest first.</summary>
    public static IEnumerable<PageSpan> ShrinkSpan(PageSpan span)
    {
        if (span.End - span.Start > 1)
            yield return new PageSpan(span.Start, span.Start + 1);
        if (span.Start > 0)
            yield return new PageSpan(0, span.End - span.Start);
    }
}
