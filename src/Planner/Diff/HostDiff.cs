using System.Collections.Immutable;
using System.Globalization;
using RdmPlanner.E820;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Rdm;

namespace RdmPlanner.Planner.Diff;

/// <summary>Compares two hosts: what a firmware update or another boot changed.</summary>
/// <remarks>
/// The form of a dump, the order of structures and of the devices in one do not count. Of two dumps with tables the
/// tables are compared; otherwise the regions, which is what logs and lists have.
/// </remarks>
public static class HostDiff
{
    /// <summary>Compares.</summary>
    /// <param name="before">The first host; a usable one.</param>
    /// <param name="after">The second host; a usable one.</param>
    /// <returns>The differences.</returns>
    public static Differences Of(HostDescription before, HostDescription after)
    {
        Differences found = HasTables(before) && HasTables(after) ? OfTables(before, after) : OfRegions(before, after);
        return before.MemoryMap is { } left && after.MemoryMap is { } right
            ? found.And(new Differences(ItemDiff.Of(Map(left), Map(right)), []))
            : found;
    }

    private static Differences OfTables(HostDescription before, HostDescription after)
    {
        ImmutableArray<DiffChange> header = ItemDiff.OfValues(
            DiffSubject.Header,
            Header(before), Header(after), TableItems.IsIdentity);
        DiffItem[] left = [.. Structures(before)];
        DiffItem[] right = [.. Structures(after)];
        List<(DiffItem? Before, DiffItem? After)> pairs = ItemMatcher.Pair(left, right);
        ImmutableArray<DiffChange> changes = [.. header, .. pairs.Select(p => ItemDiff.Of(p.Before, p.After)).OfType<DiffChange>()];
        List<string> notes = [.. OrderNotes(pairs, left, right)];
        if (changes.IsEmpty && notes.Count == 0
            && !Bytes(before).SequenceEqual(Bytes(after), SameBytes.Instance))
        {
            notes.Add("the tables differ in bytes that no field compared here covers (reserved fields, names behind their end)");
        }

        return new Differences(changes, [.. notes]);
    }

    private static bool HasTables(HostDescription host) => !host.Tables.IsEmpty || !host.IvrsTables.IsEmpty;

    private static IEnumerable<(string Name, string Value)> Header(HostDescription host) =>
        host.Tables.SelectMany(TableItems.Header).Concat(host.IvrsTables.SelectMany(IvrsItems.Header));

    private static IEnumerable<DiffItem> Structures(HostDescription host) => host.Tables
        .SelectMany(t => t.Decoded.Table is { } table ? TableItems.Structures(table) : []).Concat(host.IvrsTables.SelectMany(IvrsItems.Blocks));

    private static IEnumerable<ImmutableArray<byte>> Bytes(HostDescription host) =>
        host.Tables.Select(t => t.Bytes).Concat(host.IvrsTables.Select(t => t.Bytes));

    private static IEnumerable<string> OrderNotes(List<(DiffItem? Before, DiffItem? After)> pairs, DiffItem[] left, DiffItem[] right)
    {
        Dictionary<DiffItem, int> places = new(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < left.Length; i++)
        {
            places.Add(left[i], i);
        }

        for (int i = 0; i < right.Length; i++)
        {
            places.Add(right[i], i);
        }

        (DiffItem Before, DiffItem After)[] both = [.. pairs.Where(p => p is { Before: not null, After: not null }).Select(p => (p.Before!, p.After!)).OrderBy(p => places[p.Item1])];
        for (int i = 1; i < both.Length; i++)
        {
            if (places[both[i].After] < places[both[i - 1].After])
            {
                yield return "structures stand in another order";
                break;
            }
        }

        int reordered = both.Count(p => !p.Before.Devices.SequenceEqual(p.After.Devices) && p.Before.DeviceKey == p.After.DeviceKey);
        if (reordered > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"{reordered} structure{(reordered == 1 ? " names its" : "s name their")} devices in another order");
        }
    }

    private static Differences OfRegions(HostDescription before, HostDescription after)
    {
        List<string> notes = [];
        string[] bare = [.. new[] { before, after }.Where(h => !HasTables(h)).Select(h => $"{h.Name} ({h.Format})").Distinct()];
        notes.Add($"{string.Join(" and ", bare)} {(bare.Length == 1 ? "has" : "have")} no table: only regions are compared");
        bool hasDevices = !before.Regions.Concat(after.Regions).Any(r => r.HasUnknownDevices);
        if (!hasDevices)
        {
            notes.Add("an input does not name the devices of its regions, so devices are not compared");
        }

        return new Differences(
            ItemDiff.Of(before.Regions.Select(r => Region(r, hasDevices)), after.Regions.Select(r => Region(r, hasDevices))), [.. notes]);
    }

    private static DiffItem Region(HostRegion region, bool hasDevices) => new()
    {
        Subject = DiffSubject.Region,
        Kind = "region",
        Name = $"region {TableItems.RegionName(region.BaseAddress, region.LimitAddress)}",
        Start = region.BaseAddress.Value,
        Last = region.LimitAddress.Value,
        Devices = hasDevices ? [.. region.Devices.Select(d => d.ToString())] : [],
        Values = [("Base Address", region.BaseAddress.ToString()), ("End Address (limit)", region.LimitAddress.ToString())],
    };

    private static IEnumerable<DiffItem> Map(E820Map map) => map.ToRecords().Select(r => new DiffItem
    {
        Subject = DiffSubject.HostMap,
        Kind = "host map",
        Name = $"{E820TypeNames.Xen(r.Type)} {RegionText.Range(r.Address.Value, r.SizeInBytes)}",
        Start = r.Address.Value,
        Last = unchecked(r.Address.Value + r.SizeInBytes - 1),
        Owner = E820TypeNames.Xen(r.Type),
        Values = [("start", r.Address.ToString()), ("size", Reports.HexText.Of(r.SizeInBytes)), ("type", E820TypeNames.Xen(r.Type))],
    });

    private sealed class SameBytes : IEqualityComparer<ImmutableArray<byte>>
    {
        internal static readonly SameBytes Instance = new();

        public bool Equals(ImmutableArray<byte> x, ImmutableArray<byte> y) => x.AsSpan().SequenceEqual(y.AsSpan());

        public int GetHashCode(ImmutableArray<byte> obj) => obj.Length;
    }
}
