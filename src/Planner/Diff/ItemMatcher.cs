using System.Globalization;

namespace RdmPlanner.Planner.Diff;

/// <summary>Finds out which item of one input is which of the other.</summary>
/// <remarks>
/// The rules go from the surest to the weakest; each pairs what the rules before it left. Within a rule items of one key
/// are paired in order of address, so that the pairs do not depend on the order of the inputs, nor on which comes first.
/// </remarks>
internal static class ItemMatcher
{
    private static readonly Func<DiffItem, string?>[] Rules =
    [
        i => Key(i.Start, i.Last, $"{i.Owner}|{i.DeviceKey}|{i.ValueKey}"),
        i => Key(i.Start, i.Last, $"{i.Owner}|{i.DeviceKey}"),
        i => Owned(i) is { } owner ? Key(i.Start, 0, owner) : null,
        i => Owned(i) is { } owner ? Key(0, i.Last, owner) : null,
        i => Owned(i) is { } owner ? Key(0, unchecked(i.Last - i.Start), owner) : null,
        i => i.Devices.IsEmpty ? null : Owned(i),
        i => Key(i.Start, i.Last, ""),
        i => Key(i.Start, 0, ""),
    ];

    /// <summary>Pairs the items.</summary>
    /// <returns>Pairs in order of address; one side is null for an item that only one input has.</returns>
    internal static List<(DiffItem? Before, DiffItem? After)> Pair(IEnumerable<DiffItem> before, IEnumerable<DiffItem> after)
    {
        List<(DiffItem? Before, DiffItem? After)> pairs = [];
        List<DiffItem> left = Sorted(before);
        List<DiffItem> right = Sorted(after);
        foreach (Func<DiffItem, string?> rule in Rules)
        {
            PairByKey(left, right, rule, pairs);
        }

        PairByDevice(left, right, pairs);
        pairs.AddRange(left.Select(i => ((DiffItem?)i, (DiffItem?)null)));
        pairs.AddRange(right.Select(i => ((DiffItem?)null, (DiffItem?)i)));
        return
        [
            .. pairs.OrderBy(p => (p.Before ?? p.After)!.Subject).ThenBy(p => (p.Before ?? p.After)!.Kind, StringComparer.Ordinal)
                .ThenBy(p => Math.Min(p.Before?.Start ?? ulong.MaxValue, p.After?.Start ?? ulong.MaxValue))
                .ThenBy(p => (p.Before ?? p.After)!.Name, StringComparer.Ordinal),
        ];
    }

    private static string Key(ulong first, ulong second, string rest) => string.Create(CultureInfo.InvariantCulture, $"{first:x}|{second:x}|{rest}");

    private static string? Owned(DiffItem item) => item.Owner.Length == 0 && item.Devices.IsEmpty ? null : $"{item.Owner}|{item.DeviceKey}";

    private static List<DiffItem> Sorted(IEnumerable<DiffItem> items) =>
    [
        .. items.OrderBy(i => i.Kind, StringComparer.Ordinal).ThenBy(i => i.Start).ThenBy(i => i.Last)
            .ThenBy(i => i.Owner, StringComparer.Ordinal).ThenBy(i => i.DeviceKey, StringComparer.Ordinal)
            .ThenBy(i => i.ValueKey, StringComparer.Ordinal),
    ];

    private static void PairByKey(
        List<DiffItem> left, List<DiffItem> right, Func<DiffItem, string?> rule, List<(DiffItem?, DiffItem?)> pairs)
    {
        Dictionary<string, Queue<DiffItem>> waiting = [];
        foreach (DiffItem item in left)
        {
            if (rule(item) is { } key)
            {
                string whole = $"{item.Kind}|{key}";
                (waiting.TryGetValue(whole, out Queue<DiffItem>? queue) ? queue : waiting[whole] = new()).Enqueue(item);
            }
        }

        HashSet<DiffItem> paired = new(ReferenceEqualityComparer.Instance);
        foreach (DiffItem item in right)
        {
            if (rule(item) is { } key && waiting.TryGetValue($"{item.Kind}|{key}", out Queue<DiffItem>? queue) && queue.TryDequeue(out DiffItem? other))
            {
                pairs.Add((other, item));
                paired.Add(item);
                paired.Add(other);
            }
        }

        left.RemoveAll(paired.Contains);
        right.RemoveAll(paired.Contains);
    }

    /// <summary>Pairs two items that have a device in common when neither has one in common with any other.</summary>
    private static void PairByDevice(List<DiffItem> left, List<DiffItem> right, List<(DiffItem?, DiffItem?)> pairs)
    {
        ILookup<(string, string), DiffItem> leftByDevice = ByDevice(left);
        ILookup<(string, string), DiffItem> rightByDevice = ByDevice(right);
        HashSet<DiffItem> paired = new(ReferenceEqualityComparer.Instance);
        foreach (DiffItem item in left)
        {
            if (OnlyPartner(item, rightByDevice) is { } partner && ReferenceEquals(OnlyPartner(partner, leftByDevice), item))
            {
                pairs.Add((item, partner));
                paired.Add(item);
                paired.Add(partner);
            }
        }

        left.RemoveAll(paired.Contains);
        right.RemoveAll(paired.Contains);
    }

    private static ILookup<(string, string), DiffItem> ByDevice(List<DiffItem> items) =>
        items.SelectMany(i => i.Devices.Distinct().Select(d => (Device: (i.Kind, d), Item: i))).ToLookup(p => p.Device, p => p.Item);

    private static DiffItem? OnlyPartner(DiffItem item, ILookup<(string, string), DiffItem> others)
    {
        DiffItem? only = null;
        foreach (DiffItem other in item.Devices.SelectMany(d => others[(item.Kind, d)]))
        {
            if (only is not null && !ReferenceEquals(only, other))
            {
                return null;
            }

            only = other;
        }

        return only;
    }
}
