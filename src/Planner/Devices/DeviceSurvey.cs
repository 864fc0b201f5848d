using System.Collections.Immutable;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Planner.Devices;

/// <summary>All devices of a host that a region names or that are listed, and what can be done with each.</summary>
public sealed record DeviceSurvey
{
    /// <summary>
    /// The most devices with regions that a guest is tried with; the rest is listed without. A PCI segment has 65536
    /// functions and a hostile table may name them all.
    /// </summary>
    public const int MaxTriedDevices = 1024;

    /// <summary>Xen's complaint that the host's map does not reserve a region; without a map it would be about our ignorance.</summary>
    private static readonly string UnreservedCode = SimulationRule.Of(SimulationFindingCode.RegionNotReserved).CodeText;

    /// <summary>The question.</summary>
    public required SurveyRequest Request { get; init; }

    /// <summary>The regions in the order of the host.</summary>
    public required ImmutableArray<DeviceRegion> Regions { get; init; }

    /// <summary>The devices by address, those with unresolved paths last.</summary>
    public required ImmutableArray<HostDevice> Devices { get; init; }

    /// <summary>What Xen makes of the host, and what had to be assumed.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>The address width of the host's table; null without a table.</summary>
    public required AddressWidth? Width { get; init; }

    /// <summary>Names of the members of each co-assignment group, group 1 first: devices that share a region, directly or through others.</summary>
    public required ImmutableArray<ImmutableArray<string>> Groups { get; init; }

    /// <summary>Looks at a host. Total: any host gives a result.</summary>
    /// <param name="request">The question.</param>
    /// <returns>The answer.</returns>
    public static DeviceSurvey Run(SurveyRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        SimulationRequest simulation = GuestTrial.RequestOf(request);
        HypervisorStage stage = HypervisorBoot.Run(simulation);
        var found = new FindingList();
        HypervisorRemarks.AddTo(found, simulation, stage);
        RegionList regions = RegionList.Of(request, stage);
        Dictionary<string, int> groups = CoAssignment.GroupsOf(regions.Regions);
        var trial = new GuestTrial(request, stage);
        ImmutableArray<HostDevice>.Builder devices = ImmutableArray.CreateBuilder<HostDevice>();
        int tried = 0;
        foreach ((string name, PciAddress? address) in Names(request, regions))
        {
            ImmutableArray<DeviceRegion> own = regions.RegionsOf(name);
            ImmutableArray<DeviceRegion> bridge = address is { } place ? [.. regions.BridgeRegionsOf(place).Except(own)] : [];
            tried += own.IsEmpty ? 0 : 1;
            devices.Add(Describe(request, name, address, own, bridge, groups.GetValueOrDefault(name), trial, tried <= MaxTriedDevices));
        }

        foreach (HostDevice device in devices.Where(d => d.IsAssumed))
        {
            if (Plan.HostRemarks.OfDeviceWithoutRegion(request.Host, device.Address.GetValueOrDefault(), device.Name) is { } remark)
            {
                found.AddRange([Finding.Of(remark)]);
            }
        }

        if (tried > MaxTriedDevices)
        {
            found.Add(SimulationFindingCode.Assumption, $"{tried} devices have regions; a guest was tried with the first {MaxTriedDevices} of them only");
        }

        return new DeviceSurvey
        {
            Request = request,
            Regions = regions.Regions,
            Devices = devices.DrainToImmutable(),
            Groups = [.. groups.GroupBy(g => g.Value, g => g.Key).OrderBy(g => g.Key).Select(g => g.Order(StringComparer.Ordinal).ToImmutableArray())],
            Findings = [.. found.ToImmutable().Where(f => !stage.Input.E820.IsEmpty || f.Code != UnreservedCode)],
            Width = AddressWidth.Of(request),
        };
    }

    private static IEnumerable<(string Name, PciAddress? Address)> Names(SurveyRequest request, RegionList regions)
    {
        if (!request.Asked.IsEmpty)
        {
            return new SortedSet<PciAddress>(request.Asked).Select(a => (a.ToString(), (PciAddress?)a));
        }

        SortedSet<PciAddress> addresses = [.. regions.Addresses.Values, .. request.Topology.Functions.Select(f => f.Address)];
        return addresses.Select(a => (a.ToString(), (PciAddress?)a))
            .Concat(regions.UnresolvedNames.Select(n => (n, (PciAddress?)null)));
    }

    private static HostDevice Describe(
        SurveyRequest request, string name, PciAddress? address, ImmutableArray<DeviceRegion> regions, ImmutableArray<DeviceRegion> bridge, int group, GuestTrial trial, bool isTried)
    {
        HostPciFunction? listed = address is { } known ? trial.Listed(known) : null;
        DeviceClass kind = DeviceClass.Of(address, listed);
        DevicePresence presence = request.Topology.IsUnknown || address is null ? DevicePresence.Unknown
            : listed is null ? DevicePresence.Absent
            : DevicePresence.Present;
        return new HostDevice
        {
            Name = name,
            Address = address,
            Class = kind,
            Product = listed?.Name ?? "",
            Presence = presence,
            Regions = regions,
            BridgeRegions = bridge,
            Group = group,
            Xen = trial.Verdicts(address, presence),
            Linux = LinuxRules.Of(kind.Kind, !regions.IsEmpty, !bridge.IsEmpty),
            Guest = isTried && regions.Any(r => r.IsKept) && address is { } tried && presence != DevicePresence.Absent ? trial.Effects(tried) : [],
            Qemu = request.Qemu is { } layout ? Qemu.QemuCheck.Conflicts(layout, regions.Concat(bridge).Select(r => r.Region)) : [],
        };
    }
}
