namespace RdmPlanner.E820;

/// <summary>A guest physical address in bytes.</summary>
/// <remarks>Any 64-bit value is legal; <c>default</c> is address 0. Ordered by value.</remarks>
/// <param name="Value">The address in bytes.</param>
public readonly record struct Gpa(ulong Value) : IComparable<Gpa>
{
    /// <summary>The first address above the 32-bit space, where high RAM begins.</summary>
    public static readonly Gpa FourGiB = new(1UL << 32);

    /// <summary>The first address above the legacy area, where the low RAM entry of a guest's map begins.</summary>
    public static readonly Gpa OneMiB = new(1UL << 20);

    /// <summary>The frame that holds this byte (rounds down).</summary>
    public Gfn ContainingFrame => new(Value >> PageSizes.FrameShift);

    /// <summary>Whether this is the first byte of a frame.</summary>
    public bool IsFrameAligned => (Value & (PageSizes.Size4KiB - 1)) == 0;

    /// <summary>Orders by address.</summary>
    /// <param name="other">The address to compare with.</param>
    /// <returns>Negative, zero or positive.</returns>
    public int CompareTo(Gpa other) => Value.CompareTo(other.Value);

    /// <summary>The distance between two addresses in bytes.</summary>
    /// <exception cref="OverflowException"><paramref name="right"/> is the higher address.</exception>
    public static ulong operator -(Gpa left, Gpa right) => left.Value - right.Value;

    /// <summary>The address <paramref name="sizeInBytes"/> bytes further up.</summary>
    /// <exception cref="OverflowException">The result does not fit 64 bits.</exception>
    public static Gpa operator +(Gpa left, ulong sizeInBytes) => new(left.Value + sizeInBytes);

    /// <summary>Whether <paramref name="left"/> is the lower address.</summary>
    public static bool operator <(Gpa left, Gpa right) => left.Value < right.Value;

    /// <summary>Whether <paramref name="left"/> is the higher address.</summary>
    public static bool operator >(Gpa left, Gpa right) => left.Value > right.Value;

    /// <summary>Whether <paramref name="left"/> is not the higher address.</summary>
    public static bool operator <=(Gpa left, Gpa right) => left.Value <= right.Value;

    /// <summary>Whether <paramref name="left"/> is not the lower address.</summary>
    public static bool operator >=(Gpa left, Gpa right) => left.Value >= right.Value;

    /// <summary>Lower-case hex with <c>0x</c>, unpadded: <c>0xac600000</c>.</summary>
    /// <returns>The address as text.</returns>
    public override string ToString() => $"0x{Value:x}";
}
