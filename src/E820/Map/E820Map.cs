using System.Collections.Immutable;

namespace RdmPlanner.E820;

/// <summary>An address map in normal form: sorted by address, disjoint, touching entries of one type merged.</summary>
/// <remarks>
/// Immutable. Two maps are equal when their entries are. All type codes are preserved. The last byte of the 64-bit
/// space (0xffffffffffffffff) cannot belong to a map, because an entry's exclusive end must fit 64 bits.
/// </remarks>
public sealed class E820Map : IEquatable<E820Map>
{
    /// <summary>The map without an entry.</summary>
    public static readonly E820Map Empty = new([]);

    internal E820Map(ImmutableArray<E820Entry> normalForm) => Entries = normalForm;

    /// <summary>The entries in address order.</summary>
    public ImmutableArray<E820Entry> Entries { get; }

    /// <summary>One past the last byte of the last entry; 0 for an empty map.</summary>
    public Gpa End => Entries.IsEmpty ? default : Entries[^1].End;

    /// <summary>How many whole 4 KiB frames are RAM; an incomplete frame at either end of an entry does not count.</summary>
    public ulong RamPageCount
    {
        get
        {
            ulong pages = 0;
            foreach (E820Entry entry in Entries)
            {
                if (entry.Type == E820Type.Ram && entry.Range.WholeFrames is { } frames)
                    pages += frames.PageCount;
            }
            return pages;
        }
    }

    /// <summary>Makes a map of entries in any order; where they overlap, the larger type code wins.</summary>
    /// <param name="entries">The entries, possibly overlapping.</param>
    /// <returns>The normal form.</returns>
    public static E820Map FromEntries(ReadOnlySpan<E820Entry> entries) => new(E820Sweep.Normalise(entries.ToArray()));

    /// <summary>Makes a map of a raw list and says what was wrong with the list.</summary>
    /// <remarks>
    /// An entry of size 0 is left out. One that reaches or passes 2^64 is clipped to end at 0xffffffffffffffff. Where
    /// entries overlap, the larger type code wins, as in Xen and Linux.
    /// </remarks>
    /// <param name="records">The raw list, any content.</param>
    /// <returns>The map and the violations.</returns>
    public static E820MapReading FromRecords(ReadOnlySpan<E820Record> records) => E820RecordCheck.Check(records);

    /// <summary>What lies at an address.</summary>
    /// <param name="address">Any address.</param>
    /// <returns>The type there, or null in a hole.</returns>
    public E820Type? TypeAt(Gpa address)
    {
        int index = FirstEndingAbove(address);
        return index < Entries.Length && Entries[index].Start <= address ? Entries[index].Type : null;
    }

    /// <summary>The entries that share at least one byte with a range, uncut, in address order.</summary>
    /// <param name="range">The range.</param>
    /// <returns>A slice of <see cref="Entries"/>; nothing is copied.</returns>
    public ReadOnlySpan<E820Entry> Overlapping(GpaRange range)
    {
        int first = FirstEndingAbove(range.Start);
        int end = first;
        while (end < Entries.Length && Entries[end].Start <= range.Last)
            end++;
        return Entries.AsSpan()[first..end];
    }

    /// <summary>The gaps from address 0 up to the end of the last entry.</summary>
    /// <returns>The holes in address order; with the entries they tile [0, <see cref="End"/>).</returns>
    public ImmutableArray<GpaRange> Holes() => Holes(End);

    /// <summary>The gaps from address 0 up to a limit.</summary>
    /// <param name="limit">Exclusive end of the space looked at; it may lie inside or above the map.</param>
    /// <returns>The holes in address order, the last one cut at the limit.</returns>
    public ImmutableArray<GpaRange> Holes(Gpa limit)
    {
        ImmutableArray<GpaRange>.Builder holes = ImmutableArray.CreateBuilder<GpaRange>();
        Gpa position = default;
        foreach (E820Entry entry in Entries)
        {
            if (position >= limit)
                break;
            Gpa end = entry.Start < limit ? entry.Start : limit;
            if (position < end)
                holes.Add(new GpaRange(position, end));
            position = entry.End;
        }
        if (position < limit)
            holes.Add(new GpaRange(position, limit));
        return holes.ToImmutable();
    }

    /// <summary>The entries as a raw list in address order.</summary>
    /// <returns>One record an entry.</returns>
    public ImmutableArray<E820Record> ToRecords() => [.. Entries.Select(static entry => entry.ToRecord())];

    /// <summary>Iterates over the entries in address order.</summary>
    /// <returns>The enumerator.</returns>
    public ImmutableArray<E820Entry>.Enumerator GetEnumerator() => Entries.GetEnumerator();

    /// <summary>Whether both maps have the same entries.</summary>
    /// <param name="other">The other map; null is never equal.</param>
    /// <returns>True when equal.</returns>
    public bool Equals(E820Map? other) => other is not null && Entries.AsSpan().SequenceEqual(other.Entries.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as E820Map);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (E820Entry entry in Entries)
            hash.Add(entry);
        return hash.ToHashCode();
    }

    /// <summary>The entries, separated by commas, in braces.</summary>
    /// <returns>The map as text.</returns>
    public override string ToString() => $"{{{string.Join(", ", Entries)}}}";

    /// <summary>Index of the first entry whose last byte is at or above an address; the entry count if there is none.</summary>
    private int FirstEndingAbove(Gpa address)
    {
        int low = 0;
        int high = Entries.Length;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            if (Entries[middle].End <= address)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
