namespace RdmPlanner.E820;

/// <summary>A non-empty, half-open range of guest physical addresses in bytes: <c>[Start, End)</c>.</summary>
/// <remarks>
/// <c>new GpaRange(new Gpa(0x1000), new Gpa(0x3000))</c> has 0x2000 bytes; 0x2fff is its last, 0x3000 is outside.
/// A range that would end at 2^64 is not representable here; Xen's raw lists use <see cref="E820Record"/>.
/// <c>default</c> is the single byte 0. Equality is by both ends; order is by start, then end.
/// </remarks>
public readonly record struct GpaRange : IComparable<GpaRange>
{
    private readonly ulong _sizeLessOne;

    /// <summary>Makes a range from its two ends.</summary>
    /// <param name="start">First byte.</param>
    /// <param name="end">One past the last byte; above <paramref name="start"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range would be empty or negative.</exception>
    public GpaRange(Gpa start, Gpa end)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(end.Value, start.Value, nameof(end));
        Start = start;
        _sizeLessOne = end - start - 1;
    }

    /// <summary>First byte of the range.</summary>
    public Gpa Start { get; }

    /// <summary>One past the last byte of the range.</summary>
    public Gpa End => Start + SizeInBytes;

    /// <summary>The last byte of the range (inclusive).</summary>
    public Gpa Last => new(Start.Value + _sizeLessOne);

    /// <summary>Length in bytes; at least 1.</summary>
    public ulong SizeInBytes => _sizeLessOne + 1;

    /// <summary>Makes a range from its first byte and its length.</summary>
    /// <param name="start">First byte.</param>
    /// <param name="sizeInBytes">Length in bytes, at least 1.</param>
    /// <returns>The range.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length is 0.</exception>
    /// <exception cref="OverflowException">The end does not fit 64 bits.</exception>
    public static GpaRange FromSize(Gpa start, ulong sizeInBytes) => new(start, start + sizeInBytes);

    /// <summary>The frames that hold at least one byte of this range (both ends rounded outwards).</summary>
    public GfnRange CoveringFrames => GfnRange.FromPages(Start.ContainingFrame, Last.ContainingFrame - Start.ContainingFrame + 1);

    /// <summary>The frames that lie wholly inside this range (both ends rounded inwards), or null when there is none.</summary>
    public GfnRange? WholeFrames
    {
        get
        {
            Gfn first = Start.IsFrameAligned ? Start.ContainingFrame : Start.ContainingFrame + 1;
            Gfn end = End.ContainingFrame;
            return first < end ? new GfnRange(first, end) : null;
        }
    }

    /// <summary>Whether both ends are multiples of 4 KiB, so that the range is made of whole frames.</summary>
    public bool IsFrameAligned => Start.IsFrameAligned && End.IsFrameAligned;

    /// <summary>Whether the address is one of this range's.</summary>
    /// <param name="point">The address; the exclusive end is outside.</param>
    /// <returns>True when it is inside.</returns>
    public bool Contains(Gpa point) => Start <= point && point <= Last;

    /// <summary>Whether every byte of the other range is in this one; a range contains itself.</summary>
    /// <param name="other">The other range.</param>
    /// <returns>True when nothing of it is outside.</returns>
    public bool Contains(GpaRange other) => Start <= other.Start && other.Last <= Last;

    /// <summary>Whether the two ranges share at least one byte; ranges that only touch do not.</summary>
    /// <param name="other">The other range.</param>
    /// <returns>True when they share something.</returns>
    public bool Overlaps(GpaRange other) => Start <= other.Last && other.Start <= Last;

    /// <summary>Whether one range ends exactly where the other starts.</summary>
    /// <param name="other">The other range.</param>
    /// <returns>True when they touch without sharing a byte.</returns>
    public bool IsAdjacentTo(GpaRange other) => End == other.Start || other.End == Start;

    /// <summary>Whether the two ranges overlap or are adjacent, so that their union is one range.</summary>
    /// <param name="other">The other range.</param>
    /// <returns>True when nothing lies between them.</returns>
    public bool Touches(GpaRange other) => Start <= other.End && other.Start <= End;

    /// <summary>The bytes that are in both ranges.</summary>
    /// <param name="other">The other range.</param>
    /// <returns>The common part, or null when there is none.</returns>
    public GpaRange? Intersect(GpaRange other) => Overlaps(other)
        ? new GpaRange(Start > other.Start ? Start : other.Start, End < other.End ? End : other.End)
        : null;

    /// <summary>The bytes of this range that are not in the other.</summary>
    /// <param name="other">The range to take away.</param>
    /// <returns>No piece, one, or two around a cut in the middle; a disjoint range leaves this one on its own side.</returns>
    public RangePieces<GpaRange> Subtract(GpaRange other) => new(Split(other.Start).Below, Split(other.End).Above);

    /// <summary>Cuts the range at a point.</summary>
    /// <param name="point">The first byte of the upper piece. At or below the start, or at or above the end, nothing is cut.</param>
    /// <returns>The part below the point and the part from it on, either of which may be missing.</returns>
    public RangePieces<GpaRange> Split(Gpa point)
    {
        if (point <= Start)
            return new(null, this);
        if (point >= End)
            return new(this, null);
        return new(new GpaRange(Start, point), new GpaRange(point, End));
    }

    /// <summary>The smallest range that contains both, with what lies between them.</summary>
    /// <param name="other">The other range.</param>
    /// <returns>The union when the two touch, otherwise the union and the gap.</returns>
    public GpaRange Hull(GpaRange other) =>
        new(Start < other.Start ? Start : other.Start, End > other.End ? End : other.End);

    /// <summary>Orders by start, then by end, so that a list sorts into address order.</summary>
    /// <param name="other">The range to compare with.</param>
    /// <returns>Negative, zero or positive.</returns>
    public int CompareTo(GpaRange other)
    {
        int byStart = Start.CompareTo(other.Start);
        return byStart != 0 ? byStart : End.CompareTo(other.End);
    }

    /// <summary>Whether <paramref name="left"/> sorts before <paramref name="right"/>, as <see cref="CompareTo"/> orders them.</summary>
    public static bool operator <(GpaRange left, GpaRange right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> sorts after <paramref name="right"/>, as <see cref="CompareTo"/> orders them.</summary>
    public static bool operator >(GpaRange left, GpaRange right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> does not sort after <paramref name="right"/>, as <see cref="CompareTo"/> orders them.</summary>
    public static bool operator <=(GpaRange left, GpaRange right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> does not sort before <paramref name="right"/>, as <see cref="CompareTo"/> orders them.</summary>
    public static bool operator >=(GpaRange left, GpaRange right) => left.CompareTo(right) >= 0;

    /// <summary>Half-open text: <c>[0x7c000000, 0x80400000)</c>.</summary>
    /// <returns>The range as text, in bytes.</returns>
    public override string ToString() => $"[{Start}, {End})";
}
