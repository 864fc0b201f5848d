using RdmPlanner.E820;

namespace RdmPlanner.TestKit.Generators;

/// <summary>A small non-empty range [Start, End) in a universe of 64 pages, for comparison with sets of ints.</summary>
public readonly record struct PageSpan(int Start, int End)
{
    /// <summary>How many pages there are.</summary>
    public const int Universe = 64;

    /// <summary>The same numbers as frames.</summary>
    public GfnRange Frames => new(new Gfn((ulong)Start), new Gfn((ulong)End));

    /// <summary>The same numbers as bytes, one byte a page.</summary>
    public GpaRange UnitBytes => new(new Gpa((ulong)Start), new Gpa((ulong)End));

    /// <summary>The bytes of the pages.</summary>
    public GpaRange Bytes => new(new Gpa((ulong)Start * 4096), new Gpa((ulong)End * 4096));

    /// <summary>The pages as a set.</summary>
    public HashSet<int> ToSet() => [.. Enumerable.Range(Start, End - Start)];
}
