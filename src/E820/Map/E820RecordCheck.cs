namespace RdmPlanner.E820;

/// <summary>Finds the violations of a raw list and clips its entries to what a map can hold.</summary>
internal static class E820RecordCheck
{
    private readonly record struct Indexed(E820Entry Entry, int Index);

    /// <summary>Checks the list and makes the map of what is left of it.</summary>
    internal static E820MapReading Check(ReadOnlySpan<E820Record> records)
    {
        var violations = new List<E820Violation>();
        var entries = new List<Indexed>(records.Length);
        for (int i = 0; i < records.Length; i++)
        {
            CheckAlone(records, i, violations);
            if (Clip(records[i]) is { } range)
                entries.Add(new Indexed(new E820Entry(range, records[i].Type), i));
        }
        CheckPairs(entries, records, violations);
        violations.Sort(static (a, b) => a.EntryIndex != b.EntryIndex ? a.EntryIndex.CompareTo(b.EntryIndex) : a.Code.CompareTo(b.Code));
        E820Entry[] plain = [.. entries.Select(static indexed => indexed.Entry)];
        return new E820MapReading(new E820Map(E820Sweep.Normalise(plain)), [.. violations]);
    }

    /// <summary>The part of a record that a range can express, or null when nothing is left.</summary>
    private static GpaRange? Clip(E820Record record)
    {
        ulong start = record.Address.Value;
        if (record.SizeInBytes == 0 || start == ulong.MaxValue)
            return null;
        ulong end = record.SizeInBytes > ulong.MaxValue - start ? ulong.MaxValue : start + record.SizeInBytes;
        return new GpaRange(record.Address, new Gpa(end));
    }

    private static void CheckAlone(ReadOnlySpan<E820Record> records, int index, List<E820Violation> violations)
    {
        E820Record record = records[index];
        if (record.SizeInBytes == 0)
            violations.Add(new(E820ViolationCode.ZeroSize, index, record));
        else if (record.WrappedEnd.Value == 0 && record.Address.Value != 0)
            violations.Add(new(E820ViolationCode.ReachesTopOfAddressSpace, index, record));
        else if (record.WrappedEnd <= record.Address)
            violations.Add(new(E820ViolationCode.WrapsAddressSpace, index, record));

        if (index > 0 && record.Address < records[index - 1].Address)
            violations.Add(new(E820ViolationCode.Unsorted, index, record));
        // ACPI 6.5, table 15.6 "Address Range Types": 1 to 7 are defined, 12 is for the OEM, the rest is reserved.
        if (record.Type is < E820Type.Ram or > E820Type.PersistentMemory)
            violations.Add(new(E820ViolationCode.UnknownType, index, record));
        if (!record.Address.IsFrameAligned || !record.WrappedEnd.IsFrameAligned)
            violations.Add(new(E820ViolationCode.SubPageBounds, index, record));
    }

    /// <summary>
    /// Walks up the addresses and compares each entry with those that reach furthest, of its own type and of any other.
    /// One finding of a kind an entry is enough, and keeps the list as long as the input.
    /// </summary>
    private static void CheckPairs(List<Indexed> entries, ReadOnlySpan<E820Record> records, List<E820Violation> violations)
    {
        Indexed[] sorted = [.. entries];
        Array.Sort(sorted, static (a, b) =>
        {
            int byRange = a.Entry.Range.CompareTo(b.Entry.Range);
            return byRange != 0 ? byRange : a.Index.CompareTo(b.Index);
        });
        var furthestOfType = new Dictionary<E820Type, Indexed>();
        Indexed? furthest = null;
        Indexed? furthestOfOtherType = null;
        foreach (Indexed current in sorted)
        {
            E820Record record = records[current.Index];
            bool seen = furthestOfType.TryGetValue(current.Entry.Type, out Indexed same);
            if (seen)
            {
                if (same.Entry.End > current.Entry.Start)
                    violations.Add(new(E820ViolationCode.OverlapsSameType, current.Index, record, same.Index));
                else if (same.Entry.End == current.Entry.Start)
                    violations.Add(new(E820ViolationCode.TouchesSameType, current.Index, record, same.Index));
            }
            Indexed? rival = furthest?.Entry.Type == current.Entry.Type ? furthestOfOtherType : furthest;
            if (rival is { } other && other.Entry.End > current.Entry.Start)
                violations.Add(new(E820ViolationCode.OverlapsOtherType, current.Index, record, other.Index));

            if (!seen || current.Entry.End > same.Entry.End)
                furthestOfType[current.Entry.Type] = current;
            (furthest, furthestOfOtherType) = Promote(current, furthest, furthestOfOtherType);
        }
    }

    /// <summary>Keeps the entry that reaches furthest, and the one that reaches furthest among the types other than its own.</summary>
    private static (Indexed? First, Indexed? Second) Promote(Indexed current, Indexed? first, Indexed? second)
    {
        if (first is not { } leader)
            return (current, null);
        if (current.Entry.End > leader.Entry.End)
            return (current, current.Entry.Type == leader.Entry.Type ? second : leader);
        if (current.Entry.Type != leader.Entry.Type && (second is not { } runner || current.Entry.End > runner.Entry.End))
            return (leader, current);
        return (leader, second);
    }
}
