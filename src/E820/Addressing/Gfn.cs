namespace RdmPlanner.E820;

/// <summary>A guest frame number: which 4 KiB page of the guest's physical space (Xen's gfn).</summary>
/// <remarks>
/// Legal values are 0 to 2^52, the last being usable only as the exclusive end of a range that reaches the end of the
/// 64-bit byte space. <c>default</c> is frame 0. Ordered by number.
/// </remarks>
public readonly record struct Gfn : IComparable<Gfn>
{
    /// <summary>One above the highest frame of a 64-bit byte space, 2^52.</summary>
    public const ulong Limit = 1UL << 52;

    /// <summary>Makes a frame number.</summary>
    /// <param name="value">The number, at most <see cref="Limit"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is above <see cref="Limit"/>.</exception>
    public Gfn(ulong value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Limit);
        Value = value;
    }

    /// <summary>The frame number.</summary>
    public ulong Value { get; }

    /// <summary>The address of the frame's first byte.</summary>
    /// <exception cref="OverflowException">The frame is <see cref="Limit"/>, whose first byte is 2^64.</exception>
    public Gpa FirstByte => new(checked(Value * PageSizes.Size4KiB));

    /// <summary>Orders by number.</summary>
    /// <param name="other">The frame to compare with.</param>
    /// <returns>Negative, zero or positive.</returns>
    public int CompareTo(Gfn other) => Value.CompareTo(other.Value);

    /// <summary>The number of pages from <paramref name="right"/> up to <paramref name="left"/>.</summary>
    /// <exception cref="OverflowException"><paramref name="right"/> is the higher frame.</exception>
    public static ulong operator -(Gfn left, Gfn right) => left.Value - right.Value;

    /// <summary>The frame <paramref name="pageCount"/> pages further up.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The result is above <see cref="Limit"/>.</exception>
    public static Gfn operator +(Gfn left, ulong pageCount) => new(left.Value + pageCount);

    /// <summary>Whether <paramref name="left"/> is the lower frame.</summary>
    public static bool operator <(Gfn left, Gfn right) => left.Value < right.Value;

    /// <summary>Whether <paramref name="left"/> is the higher frame.</summary>
    public static bool operator >(Gfn left, Gfn right) => left.Value > right.Value;

    /// <summary>Whether <paramref name="left"/> is not the higher frame.</summary>
    public static bool operator <=(Gfn left, Gfn right) => left.Value <= right.Value;

    /// <summary>Whether <paramref name="left"/> is not the lower frame.</summary>
    public static bool operator >=(Gfn left, Gfn right) => left.Value >= right.Value;

    /// <summary>Lower-case hex with <c>0x</c>, unpadded: <c>0xac600</c>.</summary>
    /// <returns>The number as text.</returns>
    public override string ToString() => $"0x{Value:x}";
}
