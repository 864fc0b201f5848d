namespace RdmPlanner.E820;

/// <summary>A non-empty, half-open range of guest frames: <c>[Start, End)</c>.</summary>
/// <remarks>
/// <c>new GfnRange(new Gfn(1), new Gfn(5))</c> has four pages: 1, 2, 3 and 4. <c>default</c> is the single page 0
/// (the page count is stored less one). Equality is by both ends; order is by start, then end.
/// </remarks>
public readonly record struct GfnRange : IComparable<GfnRange>
{
    private readonly ulong _pageCountLessOne;

    /// <summary>Makes a range from its two ends.</summary>
    /// <param name="start">First frame.</param>
    /// <param name="end">One past the last frame; above <paramref name="start"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range would be empty or negative.</exception>
    public GfnRange(Gfn start, Gfn end)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(end.Value, start.Value, nameof(end));
        Start = start;
        _pageCountLessOne = end - start - 1;
    }

    /// <summary>First frame of the range.</summary>
    public Gfn Start { get; }

    /// <summary>One past the last frame of the range.</summary>
    public Gfn End => Start + PageCount;

    /// <summary>The last frame of the range (inclusive).</summary>
    public Gfn Last => new(Start.Value + _pageCountLessOne);

    /// <summary>How many 4 KiB pages the range has; at least 1.</summary>
    public ulong PageCount => _pageCountLessOne + 1;

    /// <summary>Makes a range from its first frame and its length.</summary>
    /// <param name="start">First frame.</param>
    /// <param name="pageCount">Number of pages, at least 1.</param>
    /// <returns>The range.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No pages, or the end is above <see cref="Gfn.Limit"/>.</exception>
    public static GfnRange FromPages(Gfn start, ulong pageCount) => new(start, start + pageCount);

    /// <summary>The bytes of all the frames.</summary>
    /// <returns>The range in bytes.</returns>
    /// <exception cref="OverflowException">The range ends at <see cref="Gfn.Limit"/>, whose byte address is 2^64.</exception>
    public GpaRange ToBytes() => new(Start.FirstByte, End.FirstByte);

    /// <summary>Whether the frame is one of this range's.</summary>
    /// <param name="point">The frame; the exclusive end is outside.</param>
    /// <returns>True when it is inside.</returns>
    public bool Contains(Gfn point) => Start <= point && point <= Last;

    /// <summary>Whether every frame of the other range is in this one; a range contains itself.</summary>
    /// <param name="other">The other range.</param>
    /// <returns>True when nothing of it is outside.</returns>
    public bool Contains(GfnRange other) => Start <= other.Start && other.Last <= Last;

    /// <summary>Whether the two ranges share at least one frame; ranges that only touch do not.</summary>
    /// <param name="other">The other range.</param>
    /// <returns>True when they share something.</returns>
    public bool Overlaps(GfnRange other) => Start <= other.Last && other.Start <= Last;

    /// <summary>Whether one range ends exactly where the other starts.</summary>
    /// <param name="other">The other range.</param>
    /// <returns>True when they touch without sharing a frame.</returns>
    public bool IsAdjacentTo(GfnRange other) => End == other.Start || other.End == Start;

    /// <summary>Whether the two ranges overlap or are adjacent, so that their union is one range.</summary>
    /// <param name="other">The other range.</param>
    /// <returns>True when nothing lies between them.</returns>
    public bool Touches(GfnRange other) => Start <= other.End && other.Start <= End;

    /// <summary>The frames that are in both ranges.</summary>
    /// <param name="other">The other range.</param>
    /// <returns>The common part, or null when there is none.</returns>
    public GfnRange? Intersect(GfnRange other) => Overlaps(other)
        ? new GfnRange(Start > other.Start ? Start : other.Start, End < other.End ? End : other.End)
        : null;

    /// <summary>The frames of this range that are not in the other.</summary>
    /// <param name="other">The range to take away.</param>
    /// <returns>No piece, one, or two around a cut in the middle; a disjoint range leaves this one on its own side.</returns>
    public RangePieces<GfnRange> Subtract(GfnRange other) => new(Split(other.Start).Below, Split(other.End).Above);

    /// <summary>Cuts the range at a point.</summary>
    /// <param name="point">The first frame of the upper piece. At or below the start, or at or above the end, nothing is cut.</param>
    /// <returns>The part below the point and the part from it on, either of which may be missing.</returns>
    public RangePieces<GfnRange> Split(Gfn point)
    {
        if (point <= Start)
            return new(null, this);
        if (point >= End)
            return new(this, null);
        return new(new GfnRange(Start, point), new GfnRange(point, End));
    }

    /// <summary>The smallest range that contains both, with what lies between them.</summary>
    /// <param name="other">The other range.</param>
    /// <returns>The union when the two touch, otherwise the union and the gap.</returns>
    public GfnRange Hull(GfnRange other) =>
        new(Start < other.Start ? Start : other.Start, End > other.End ? End : other.End);

    /// <summary>Orders by start, then by end, so that a list sorts into address order.</summary>
    /// <param name="other">The range to compare with.</param>
    /// <returns>Negative, zero or positive.</returns>
    public int CompareTo(GfnRange other)
    {
        int byStart = Start.CompareTo(other.Start);
        return byStart != 0 ? byStart : End.CompareTo(other.End);
    }

    /// <summary>Whether <paramref name="left"/> sorts before <paramref name="right"/>, as <see cref="CompareTo"/> orders them.</summary>
    public static bool operator <(GfnRange left, GfnRange right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> sorts after <paramref name="right"/>, as <see cref="CompareTo"/> orders them.</summary>
    public static bool operator >(GfnRange left, GfnRange right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> does not sort after <paramref name="right"/>, as <see cref="CompareTo"/> orders them.</summary>
    public static bool operator <=(GfnRange left, GfnRange right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> does not sort before <paramref name="right"/>, as <see cref="CompareTo"/> orders them.</summary>
    public static bool operator >=(GfnRange left, GfnRange right) => left.CompareTo(right) >= 0;

    /// <summary>Half-open text: <c>[0x7c000, 0x80400)</c>.</summary>
    /// <returns>The range as text, in frames.</returns>
    public override string ToString() => $"[{Start}, {End})";
}
