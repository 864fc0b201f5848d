namespace RdmPlanner.E820;

/// <summary>A non-empty, half-open range of guest frames: <c>[Start, End)</c>.</summary>
/// <remarks>
/// <c>new GfnRange(new Gfn(1), new Gfn(5))</c> has four pages: 1, 2, 3 and 4. <c>default</c> is the single page 0
/// (the page count is stored less one). Equality is by both ends.
/// </remarks>
public readonly record struct GfnRange
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

    /// <summary>Half-open text: <c>[0x7c000, 0x80400)</c>.</summary>
    /// <returns>The range as text, in frames.</returns>
    public override string ToString() => $"[{Start}, {End})";
}
