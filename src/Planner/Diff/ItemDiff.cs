using System.Collections.Immutable;

namespace RdmPlanner.Planner.Diff;

/// <summary>Compares lists of items, and values by name.</summary>
internal static class ItemDiff
{
    /// <summary>The differences of two lists; the order of the lists does not count.</summary>
    internal static ImmutableArray<DiffChange> Of(IEnumerable<DiffItem> before, IEnumerable<DiffItem> after) =>
        [.. ItemMatcher.Pair(before, after).Select(p => Of(p.Before, p.After)).OfType<DiffChange>()];

    /// <summary>The difference of a pair; null when there is none.</summary>
    internal static DiffChange? Of(DiffItem? before, DiffItem? after)
    {
        if (before is null || after is null)
        {
            DiffItem only = (before ?? after)!;
            return new DiffChange(
                only.Subject, before is null ? DiffAction.Added : DiffAction.Removed, only.Name,
                [.. only.Values.Select(v => before is null ? new DiffField(v.Name, null, v.Value) : new DiffField(v.Name, v.Value, null))])
            {
                DevicesAdded = before is null ? only.Devices : [],
                DevicesRemoved = before is null ? [] : only.Devices,
            };
        }

        ImmutableArray<DiffField> fields = Fields(before.Values, after.Values);
        ImmutableArray<string> added = Missing(after.Devices, before.Devices);
        ImmutableArray<string> removed = Missing(before.Devices, after.Devices);
        if (fields.IsEmpty && added.IsEmpty && removed.IsEmpty)
        {
            return null;
        }

        DiffAction action = before.Start != after.Start ? DiffAction.Moved
            : before.Last != after.Last ? DiffAction.Resized
            : DiffAction.Changed;
        return new DiffChange(before.Subject, action, before.Name, fields) { DevicesAdded = added, DevicesRemoved = removed };
    }

    /// <summary>One difference for each value by name that differs; a value that one side lacks is added or removed.</summary>
    internal static ImmutableArray<DiffChange> OfValues(
        DiffSubject subject, IEnumerable<(string Name, string Value)> before, IEnumerable<(string Name, string Value)> after, Func<string, bool> isIdentity) =>
    [
        .. Fields(before, after).Select(f => new DiffChange(
            subject,
            f.Before is null ? DiffAction.Added : f.After is null ? DiffAction.Removed : DiffAction.Changed,
            f.Name, [f])
        {
            IsIdentity = isIdentity(f.Name),
        }),
    ];

    private static ImmutableArray<DiffField> Fields(IEnumerable<(string Name, string Value)> before, IEnumerable<(string Name, string Value)> after)
    {
        (string Name, string Value)[] left = [.. before];
        (string Name, string Value)[] right = [.. after];
        return
        [
            .. left.Select(v => v.Name).Concat(right.Select(v => v.Name)).Distinct()
                .Select(name => new DiffField(name, Value(left, name), Value(right, name)))
                .Where(f => f.Before != f.After),
        ];
    }

    private static string? Value((string Name, string Value)[] values, string name) =>
        Array.FindIndex(values, v => v.Name == name) is >= 0 and var index ? values[index].Value : null;

    /// <summary>What the first list has more often than the second.</summary>
    private static ImmutableArray<string> Missing(ImmutableArray<string> of, ImmutableArray<string> from)
    {
        Dictionary<string, int> counts = from.CountBy(d => d).ToDictionary();
        return
        [
            .. of.Order(StringComparer.Ordinal).Where(d =>
            {
                int left = counts.GetValueOrDefault(d);
                counts[d] = left - 1;
                return left <= 0;
            }),
        ];
    }
}
