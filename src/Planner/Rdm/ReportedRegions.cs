using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Rdm;

/// <summary>A region as the hypervisor reports it.</summary>
/// <param name="Start">First byte.</param>
/// <param name="SizeInBytes">Length in bytes, modulo 2^64; not 0.</param>
/// <param name="RegionIndex">Index of the region in the host's list.</param>
/// <param name="FirstOfStart">Position of the first reported region with the same start; its own when it is that.</param>
internal readonly record struct ReportedRegion(ulong Start, ulong SizeInBytes, int RegionIndex, int FirstOfStart);

/// <summary>The host's regions in the order in which the hypervisor reports them, and which of them each device has.</summary>
/// <remarks>
/// Mirrors what Xen has made by the time a guest is built: get_reserved_device_memory() walks a list that was filled at boot.
/// It is made once for a host and kept as long as the host's list is, so that many guests can be asked for at little cost.
/// </remarks>
internal sealed class ReportedRegions
{
    private static readonly ConditionalWeakTable<HostRegion[], ReportedRegions> Known = [];

    private readonly ReportedRegion[] _regions;
    private readonly uint[] _owners;
    private readonly int[] _ownedPositions;

    private ReportedRegions(HostRegion[] host)
    {
        List<ReportedRegion> regions = new(host.Length);
        List<(uint Owner, int Position)> owned = new(host.Length);
        List<int> stated = [];
        Dictionary<ulong, int> firstByStart = new(host.Length);

        // The hypervisor pushes each accepted region at the head of its list: they come out in reverse table order.
        for (int i = host.Length - 1; i >= 0; i--)
        {
            HostRegion region = host[i];
            HasPolicies |= region.Policy is not null;
            if (region.ReportedPageCount == 0)
            {
                continue;
            }

            if (region.IsExplicit)
            {
                stated.Add(i);
            }
            else if (region.IsVisible)
            {
                RdmEntry entry = RdmEntry.FromIdentityMapping(region, i, default, default);
                _ = firstByStart.TryAdd(entry.Start.Value, regions.Count);
                owned.AddRange(region.ReportedDevices().Select(device => (KeyOf(device), regions.Count)));
                regions.Add(new ReportedRegion(entry.Start.Value, entry.SizeInBytes, i, firstByStart[entry.Start.Value]));
            }
        }

        stated.Reverse();
        owned.Sort();
        _regions = [.. regions];
        _owners = [.. owned.Select(o => o.Owner)];
        _ownedPositions = [.. owned.Select(o => o.Position)];
        Explicit = [.. stated];
    }

    /// <summary>All regions in the order of the report.</summary>
    internal ReadOnlySpan<ReportedRegion> All => _regions;

    /// <summary>Indices of the explicit regions, which no hypervisor reports, in table order.</summary>
    internal ImmutableArray<int> Explicit { get; }

    /// <summary>Whether any region of the host has a policy of its own.</summary>
    internal bool HasPolicies { get; }

    /// <summary>The report on a host's regions.</summary>
    /// <param name="host">The regions in table order.</param>
    /// <returns>The report.</returns>
    internal static ReportedRegions Of(ImmutableArray<HostRegion> host) =>
        Known.GetValue(ImmutableCollectionsMarshal.AsArray(host) ?? [], static regions => new ReportedRegions(regions));

    /// <summary>Which regions a query for one device reports.</summary>
    /// <param name="device">The device.</param>
    /// <returns>Positions in <see cref="All"/>, ascending.</returns>
    internal ReadOnlySpan<int> PositionsOf(PciAddress device)
    {
        uint key = KeyOf(device);
        int first = FirstFrom(key);
        int end = first;
        while (end < _owners.Length && _owners[end] == key)
        {
            end++;
        }

        return _ownedPositions.AsSpan(first, end - first);
    }

    private int FirstFrom(uint key)
    {
        int low = 0;
        int high = _owners.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _owners[middle] < key ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static uint KeyOf(PciAddress device) => ((uint)device.Segment << 16) | ((uint)device.Bus << 8) | device.DevFn;
}
