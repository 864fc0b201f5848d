namespace RdmPlanner.Acpi;

/// <summary>A host physical address in bytes, as the VT-d specification uses the word (HPA).</summary>
/// <remarks>
/// Any 64-bit value is legal; <c>default</c> is address 0. Ordered by value. It does not convert to a guest
/// address by itself: the identity mapping of reserved memory is stated once, where host regions become guest regions.
/// </remarks>
/// <param name="Value">The address in bytes.</param>
public readonly record struct Hpa(ulong Value) : IComparable<Hpa>
{
    /// <summary>Orders by address.</summary>
    /// <param name="other">The address to compare with.</param>
    /// <returns>Negative, zero or positive, as <see cref="ulong.CompareTo(ulong)"/>.</returns>
    public int CompareTo(Hpa other) => Value.CompareTo(other.Value);

    /// <summary>Whether <paramref name="left"/> is the lower address.</summary>
    public static bool operator <(Hpa left, Hpa right) => left.Value < right.Value;

    /// <summary>Whether <paramref name="left"/> is the higher address.</summary>
    public static bool operator >(Hpa left, Hpa right) => left.Value > right.Value;

    /// <summary>Whether <paramref name="left"/> is not the higher address.</summary>
    public static bool operator <=(Hpa left, Hpa right) => left.Value <= right.Value;

    /// <summary>Whether <paramref name="left"/> is not the lower address.</summary>
    public static bool operator >=(Hpa left, Hpa right) => left.Value >= right.Value;

    /// <summary>Lower-case hex with <c>0x</c>, unpadded: <c>0x7c000000</c>.</summary>
    /// <returns>The address as text.</returns>
    public override string ToString() => $"0x{Value:x}";
}
