namespace RdmPlanner.E820;

/// <summary>A non-empty, half-open range of guest physical addresses in bytes: <c>[Start, End)</c>.</summary>
/// <remarks>
/// <c>new GpaRange(new Gpa(0x1000), new Gpa(0x3000))</c> has 0x2000 bytes; 0x2fff is its last, 0x3000 is outside.
/// A range that would end at 2^64 is not representable here; Xen's raw lists use <see cref="E820Record"/>.
/// <c>default</c> is the single byte 0. Equality is by both ends.
/// </remarks>
public readonly record struct GpaRange
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

    /// <summary>Half-open text: <c>[0x7c000000, 0x80400000)</c>.</summary>
    /// <returns>The range as text, in bytes.</returns>
    public override string ToString() => $"[{Start}, {End})";
}
