using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace RdmPlanner.E820;

/// <summary>Turns entries in any order, overlapping or not, into the normal form of a map.</summary>
/// <remarks>
/// Mirrors the outcome of sanitize_e820_map() in Xen's arch/x86/e820.c and e820__update_table() in Linux: where entries
/// overlap, the larger type code wins, so RAM always yields. Xen sorts by exchange in quadratic time; here the work is
/// n log n for any input.
/// </remarks>
internal static class E820Sweep
{
    private static readonly Comparer<uint> LargerFirst = Comparer<uint>.Create(static (a, b) => b.CompareTo(a));

    /// <summary>The normal form: sorted by address, disjoint, touching entries of one type merged.</summary>
    internal static ImmutableArray<E820Entry> Normalise(E820Entry[] entries)
    {
        Array.Sort(entries, static (a, b) => a.Range.CompareTo(b.Range));
        var result = new List<E820Entry>(entries.Length);
        // Entries that cover the position; ended ones leave when they come to the top.
        var active = new PriorityQueue<E820Entry, uint>(LargerFirst);
        Gpa position = default;
        int next = 0;
        while (true)
        {
            while (active.TryPeek(out E820Entry ended, out _) && ended.End <= position)
                active.Dequeue();
            if (active.Count == 0)
            {
                if (next == entries.Length)
                    return ImmutableCollectionsMarshal.AsImmutableArray(result.ToArray());
                position = entries[next].Start;
            }
            for (; next < entries.Length && entries[next].Start <= position; next++)
                active.Enqueue(entries[next], (uint)entries[next].Type);

            E820Entry winner = active.Peek();
            Gpa end = next < entries.Length && entries[next].Start < winner.End ? entries[next].Start : winner.End;
            Append(result, new E820Entry(new GpaRange(position, end), winner.Type));
            position = end;
        }
    }

    /// <summary>Adds an entry that starts at or above the end of the last one, merging the two where they are alike.</summary>
    internal static void Append(List<E820Entry> sorted, E820Entry entry)
    {
        if (sorted.Count > 0)
        {
            E820Entry last = sorted[^1];
            if (last.Type == entry.Type && last.End == entry.Start)
            {
                sorted[^1] = last with { Range = last.Range.Hull(entry.Range) };
                return;
            }
        }
        sorted.Add(entry);
    }
}
