using System.Collections.Immutable;

namespace RdmPlanner.Acpi;

/// <summary>Equality and hash of arrays by content: the record default compares <see cref="ImmutableArray{T}"/> by reference.</summary>
internal static class ContentHash
{
    public static int Of<T>(ImmutableArray<T> items)
    {
        var hash = new HashCode();
        foreach (T item in items)
            hash.Add(item);

        return hash.ToHashCode();
    }

    public static bool AreEqual<T>(ImmutableArray<T> left, ImmutableArray<T> right)
        where T : IEquatable<T> =>
        left.AsSpan().SequenceEqual(right.AsSpan());
}
