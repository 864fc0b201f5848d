using System.Collections.Immutable;
using System.Globalization;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Planner.Devices;

/// <summary>The host's regions with the names of their devices and with what Xen makes of each.</summary>
internal sealed class RegionList
{
    private readonly Dictionary<string, ImmutableArray<DeviceRegion>.Builder> _byDevice = [];
    private readonly List<(byte First, byte Last, ushort Segment, int Region)> _behindBridges = [];
    private readonly SortedSet<string> _unresolved = new(StringComparer.Ordinal);

    private RegionList()
    {
    }

    /// <summary>The regions in the order of the host.</summary>
    internal ImmutableArray<DeviceRegion> Regions { get; private set; } = [];

    /// <summary>Addresses by name.</summary>
    internal Dictionary<string, PciAddress> Addresses { get; } = [];

    /// <summary>Names of devices whose bridges are not known.</summary>
    internal IEnumerable<string> UnresolvedNames => _unresolved;

    /// <summary>The regions that name a device, each once.</summary>
    internal ImmutableArray<DeviceRegion> RegionsOf(string device) =>
        _byDevice.TryGetValue(device, out ImmutableArray<DeviceRegion>.Builder? regions) ? regions.ToImmutable() : [];

    /// <summary>The regions whose scope names a bridge above a device, each once.</summary>
    internal ImmutableArray<DeviceRegion> BridgeRegionsOf(PciAddress device) =>
    [
        .. _behindBridges.Where(b => b.Segment == device.Segment && b.First <= device.Bus && device.Bus <= b.Last)
            .Select(b => b.Region).Distinct().Order().Select(index => Regions[index]),
    ];

    /// <summary>Collects the regions of a host.</summary>
    internal static RegionList Of(SurveyRequest request, HypervisorStage stage)
    {
        HostDescription host = request.Host;
        DmarTable? table = host.Tables.IsEmpty ? null : host.Tables[0].Decoded.Table;
        Dictionary<int, int> structures = [];
        for (int i = 0; i < (table?.Structures.Length ?? 0); i++)
        {
            structures[table!.Structures[i].Offset] = i;
        }

        ILookup<int, RegionDisposition> fates = stage.Result.Dispositions
            .Where(d => d.Source.Origin == RegionOrigin.Table).ToLookup(d => d.Source.Index);
        ImmutableDictionary<PciAddress, BusNumbers> bridges = request.Topology.Bridges;
        ImmutableArray<DeviceRegion>.Builder regions = ImmutableArray.CreateBuilder<DeviceRegion>();
        RegionList list = new();
        foreach (HostRegion region in host.Regions)
        {
            int number = regions.Count + 1;
            if (region.Source.Kind == RdmSourceKind.Table && structures.TryGetValue(region.Source.Position, out int index)
                && table!.Structures[index] is ReservedMemoryRegion structure)
            {
                ImmutableArray<string> names = [.. structure.Scopes.Select(s => list.NameOf(s, structure.Segment, bridges))];
                list.AddBridges(structure, names, bridges, regions.Count);
                regions.Add(OfTable(number, region, names, fates[index].FirstOrDefault(), stage));
            }
            else
            {
                ImmutableArray<string> names = [.. region.Devices.Select(d => list.Known(PciAddress.FromDevFn(region.Segment, d.Bus, d.DevFn)))];
                bool isKept = stage.Result.VtdUsable;
                regions.Add(new DeviceRegion(
                    number, region, names, isKept, isKept && region.IsVisible, isKept ? "taken as kept: it is stated, not read from a table" : "VT-d is off"));
            }
        }

        return list.Fill(regions.DrainToImmutable());
    }

    private RegionList Fill(ImmutableArray<DeviceRegion> regions)
    {
        Regions = regions;
        foreach (DeviceRegion region in regions)
        {
            foreach (string device in region.Devices.Distinct())
            {
                if (!_byDevice.TryGetValue(device, out ImmutableArray<DeviceRegion>.Builder? own))
                {
                    own = ImmutableArray.CreateBuilder<DeviceRegion>();
                    _byDevice.Add(device, own);
                }

                own.Add(region);
            }
        }

        return this;
    }

    private static DeviceRegion OfTable(
        int number, HostRegion region, ImmutableArray<string> names, RegionDisposition? fate, HypervisorStage stage)
    {
        string text = fate switch
        {
            null => "never looked at: VT-d was turned off before",
            IgnoredRegion ignored => HypervisorRemarks.Word(ignored.Reason),
            RegisteredRegion { PageCount: 0 } => "kept, but 0 pages by Xen's arithmetic: invisible to queries, nothing is mapped",
            RegisteredRegion kept when !kept.VisibleDevices.Any() =>
                "kept, but its scope begins with 00:00.0, which ends Xen's walk: invisible to queries and to assignment",
            RegisteredRegion kept => string.Create(CultureInfo.InvariantCulture, $"kept, {kept.PageCount} page{(kept.PageCount == 1 ? "" : "s")}"),
            _ => throw new System.Diagnostics.UnreachableException($"disposition {fate}"),
        };
        bool isVisible = fate is RegisteredRegion { PageCount: not 0 } seen && seen.VisibleDevices.Any();
        return new DeviceRegion(number, region, names, fate is RegisteredRegion && stage.Result.VtdUsable, isVisible, text);
    }

    /// <summary>Remembers the buses behind the bridges that a scope names as sub-hierarchies.</summary>
    private void AddBridges(ReservedMemoryRegion structure, ImmutableArray<string> names, ImmutableDictionary<PciAddress, BusNumbers> bridges, int region)
    {
        for (int i = 0; i < names.Length; i++)
        {
            if (structure.Scopes[i].Type == DeviceScopeType.PciSubHierarchy && Addresses.TryGetValue(names[i], out PciAddress bridge)
                && bridges.TryGetValue(bridge, out BusNumbers buses))
            {
                _behindBridges.Add((buses.Secondary, buses.Subordinate, structure.Segment, region));
            }
        }
    }

    /// <summary>The device of a scope entry, its path walked where the bridges are known.</summary>
    private string NameOf(DeviceScope scope, ushort segment, ImmutableDictionary<PciAddress, BusNumbers> bridges)
    {
        if (scope.TryGetAddress(segment, out PciAddress address))
        {
            return Known(address);
        }

        byte bus = scope.StartBusNumber;
        for (int i = 0; i < scope.Path.HopCount && scope.Path[i].IsLegal; i++)
        {
            PciAddress hop = new(segment, bus, scope.Path[i].Device, scope.Path[i].Function);
            if (i == scope.Path.HopCount - 1)
            {
                return Known(hop);
            }

            if (!bridges.TryGetValue(hop, out BusNumbers next))
            {
                break;
            }

            bus = next.Secondary;
        }

        string name = $"{segment:x4}:{scope.StartBusNumber:x2}:{scope.Path}";
        _unresolved.Add(name);
        return name;
    }

    private string Known(PciAddress address)
    {
        string name = address.ToString();
        Addresses[name] = address;
        return name;
    }
}
