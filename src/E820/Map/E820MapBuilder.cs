namespace RdmPlanner.E820;

/// <summary>A map under construction; always in normal form, so every step can be looked at.</summary>
/// <remarks>Each operation costs time proportional to the number of entries. Not for use by several threads at once.</remarks>
public sealed class E820MapBuilder
{
    private readonly List<E820Entry> _entries = [];
    private readonly List<E820Entry> _rewritten = [];

    /// <summary>Starts with an empty map.</summary>
    public E820MapBuilder()
    {
    }

    /// <summary>Starts with a copy of a map.</summary>
    /// <param name="map">The map; it stays as it is.</param>
    public E820MapBuilder(E820Map map) => _entries.AddRange(map.Entries);

    /// <summary>Adds an entry as firmware would: where something is already, the larger type code wins.</summary>
    /// <remarks>The order of additions does not matter, and the result is that of <see cref="E820Map.FromEntries"/>.</remarks>
    /// <param name="range">The bytes.</param>
    /// <param name="type">Their type; any code.</param>
    public void Add(GpaRange range, E820Type type) =>
        Rewrite(range, before => before is { } present && present > type ? present : type);

    /// <summary>Makes a range reserved, whatever was there, holes included.</summary>
    /// <param name="range">The bytes.</param>
    public void Reserve(GpaRange range) => Rewrite(range, static _ => E820Type.Reserved);

    /// <summary>Gives another type to those bytes of a range that have a certain type; holes and other types stay.</summary>
    /// <param name="range">The bytes looked at.</param>
    /// <param name="from">The type to replace.</param>
    /// <param name="to">The new type.</param>
    public void ChangeType(GpaRange range, E820Type from, E820Type to) =>
        Rewrite(range, before => before == from ? to : before);

    /// <summary>Makes a range a hole, whatever was there.</summary>
    /// <param name="range">The bytes.</param>
    public void Remove(GpaRange range) => Rewrite(range, static _ => null);

    /// <summary>The map as it stands; the builder can be used further without changing it.</summary>
    /// <returns>The map.</returns>
    public E820Map Build() => new([.. _entries]);

    /// <summary>Replaces each piece of the range, holes included, by what the rule makes of its type.</summary>
    private void Rewrite(GpaRange range, Func<E820Type?, E820Type?> rule)
    {
        // Entries that only touch are rewritten too, so that they can merge with their new neighbours.
        int first = _entries.FindIndex(entry => entry.Range.Touches(range));
        if (first < 0)
        {
            first = _entries.FindIndex(entry => entry.Start > range.Start);
            first = first < 0 ? _entries.Count : first;
        }
        int end = first;
        Gpa position = range.Start;
        _rewritten.Clear();
        for (; end < _entries.Count && _entries[end].Range.Touches(range); end++)
        {
            E820Entry entry = _entries[end];
            Emit(entry.Range.Split(range.Start).Below, entry.Type);
            if (entry.Range.Intersect(range) is { } common)
            {
                Emit(Between(position, common.Start), rule(null));
                Emit(common, rule(entry.Type));
                position = common.End;
            }
            if (entry.End > range.End)
            {
                Emit(Between(position, range.End), rule(null));
                position = range.End;
                Emit(entry.Range.Split(range.End).Above, entry.Type);
            }
        }
        Emit(Between(position, range.End), rule(null));
        _entries.RemoveRange(first, end - first);
        _entries.InsertRange(first, _rewritten);
    }

    private static GpaRange? Between(Gpa start, Gpa end) => start < end ? new GpaRange(start, end) : null;

    private void Emit(GpaRange? range, E820Type? type)
    {
        if (range is { } bytes && type is { } code)
            E820Sweep.Append(_rewritten, new E820Entry(bytes, code));
    }
}
