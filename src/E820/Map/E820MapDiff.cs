using System.Collections.Immutable;

namespace RdmPlanner.E820;

/// <summary>Compares two maps byte by byte.</summary>
public static class E820MapDiff
{
    /// <summary>Where two maps differ.</summary>
    /// <param name="before">The first map.</param>
    /// <param name="after">The second map.</param>
    /// <returns>
    /// The changes in address order, disjoint, neighbours with the same two types joined; empty when the maps are equal.
    /// </returns>
    public static ImmutableArray<E820Change> Between(E820Map before, E820Map after)
    {
        ImmutableArray<E820Change>.Builder changes = ImmutableArray.CreateBuilder<E820Change>();
        var left = new Cursor(before);
        var right = new Cursor(after);
        Gpa position = default;
        Gpa end = before.End > after.End ? before.End : after.End;
        while (position < end)
        {
            E820Type? was = left.TypeAt(position, out Gpa leftEnd);
            E820Type? becomes = right.TypeAt(position, out Gpa rightEnd);
            Gpa next = leftEnd < rightEnd ? leftEnd : rightEnd;
            if (was != becomes)
                Append(changes, new E820Change(new GpaRange(position, next), was, becomes));
            position = next;
        }
        return changes.ToImmutable();
    }

    private static void Append(ImmutableArray<E820Change>.Builder changes, E820Change change)
    {
        if (changes.Count > 0)
        {
            E820Change last = changes[^1];
            if (last.Range.End == change.Range.Start && last.Before == change.Before && last.After == change.After)
            {
                changes[^1] = last with { Range = last.Range.Hull(change.Range) };
                return;
            }
        }
        changes.Add(change);
    }

    /// <summary>Walks up a map; asked only at positions that never go down.</summary>
    private struct Cursor(E820Map map)
    {
        private int _index;

        /// <summary>What is at the position, and up to where it stays so.</summary>
        internal E820Type? TypeAt(Gpa position, out Gpa end)
        {
            while (_index < map.Entries.Length && map.Entries[_index].End <= position)
                _index++;
            if (_index == map.Entries.Length)
            {
                end = new Gpa(ulong.MaxValue);
                return null;
            }
            E820Entry entry = map.Entries[_index];
            bool inside = entry.Start <= position;
            end = inside ? entry.End : entry.Start;
            return inside ? entry.Type : null;
        }
    }
}
