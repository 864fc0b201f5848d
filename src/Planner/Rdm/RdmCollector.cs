using System.Collections.Immutable;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;

namespace RdmPlanner.Planner.Rdm;

/// <summary>Collects a guest's reserved regions by strategy and gives each its policy (BEHAVIOUR.md section 2, steps 1 to 3).</summary>
/// <remarks>
/// Mirrors the first half of libxl__domain_device_construct_rdm() in tools/libs/light/libxl_dm.c (Xen c447b73).
/// Intended differences: explicit regions (2015 design) come after the host's and the devices' own; with
/// <see cref="RdmRequest.DevicePolicyOverridesGlobal"/> false, two policies on one region meet as the design says.
/// </remarks>
public static class RdmCollector
{
    /// <summary>Collects.</summary>
    /// <param name="request">Host regions, devices, strategy and policies.</param>
    /// <returns>Entries in list order and the devices' final policies. Never fails.</returns>
    public static CollectedRdm Collect(RdmRequest request)
    {
        ImmutableArray<RdmEntry>.Builder entries = ImmutableArray.CreateBuilder<RdmEntry>();
        ImmutableArray<AssignedDevice> devices = request.Devices;

        // Regions are matched by start address only, and only the first of equal starts takes a device's policy.
        Dictionary<Gpa, int> firstByStart = [];
        if (request.Strategy == RdmStrategy.Host)
        {
            AddHostRegions(request, entries, firstByStart);
        }

        // libxl returns early when Xen reports nothing at all; the per-device queries would find nothing either.
        if (request.Strategy != RdmStrategy.Host || entries.Count > 0)
        {
            devices = AddDeviceRegions(request, entries, firstByStart);
        }

        AddExplicitRegions(request, entries);
        return new CollectedRdm(entries.DrainToImmutable(), devices);
    }

    private static void AddHostRegions(
        RdmRequest request, ImmutableArray<RdmEntry>.Builder entries, Dictionary<Gpa, int> firstByStart)
    {
        (RdmPolicy policy, PolicyOrigin origin) = GlobalPolicy(request);

        // The hypervisor pushes each accepted region at the head of its list: they come out in reverse table order.
        for (int i = request.HostRegions.Length - 1; i >= 0; i--)
        {
            HostRegion region = request.HostRegions[i];
            if (!region.IsExplicit && region.IsVisible && region.ReportedPageCount != 0)
            {
                firstByStart.TryAdd(StartOf(region), entries.Count);
                entries.Add(Entry(region, i, policy, origin, request));
            }
        }
    }

    private static ImmutableArray<AssignedDevice> AddDeviceRegions(
        RdmRequest request, ImmutableArray<RdmEntry>.Builder entries, Dictionary<Gpa, int> firstByStart)
    {
        ImmutableArray<AssignedDevice>.Builder devices = request.Devices.ToBuilder();
        for (int d = 0; d < devices.Count; d++)
        {
            for (int i = request.HostRegions.Length - 1; i >= 0; i--)
            {
                HostRegion region = request.HostRegions[i];
                if (region.IsExplicit || region.ReportedPageCount == 0 || !region.IsReportedFor(devices[d].Address))
                {
                    continue;
                }

                // Only a device that has a region gets the default; one without keeps "not set".
                devices[d] = WithDefault(devices[d], request);
                (RdmPolicy policy, PolicyOrigin origin) = DevicePolicy(devices[d], request);
                if (firstByStart.TryGetValue(StartOf(region), out int known))
                {
                    entries[known] = Meet(entries[known], Entry(region, i, policy, origin, request), request);
                }
                else
                {
                    firstByStart.Add(StartOf(region), entries.Count);
                    entries.Add(Entry(region, i, policy, origin, request));
                }
            }
        }

        return devices.DrainToImmutable();
    }

    private static void AddExplicitRegions(RdmRequest request, ImmutableArray<RdmEntry>.Builder entries)
    {
        (RdmPolicy policy, PolicyOrigin origin) = GlobalPolicy(request);
        for (int i = 0; i < request.HostRegions.Length; i++)
        {
            HostRegion region = request.HostRegions[i];
            if (region.IsExplicit && region.ReportedPageCount != 0)
            {
                entries.Add(Entry(region, i, policy, origin, request));
            }
        }
    }

    /// <summary>A region's entry; a policy stated on the region replaces a default and meets a stated one.</summary>
    private static RdmEntry Entry(HostRegion region, int index, RdmPolicy policy, PolicyOrigin origin, RdmRequest request)
    {
        RdmEntry entry = RdmEntry.FromIdentityMapping(region, index, policy, origin);
        if (region.Policy is not { } regionPolicy)
        {
            return entry;
        }

        RdmEntry own = entry with
        {
            Policy = regionPolicy,
            Origin = new PolicyOrigin(PolicyRule.Region, null, region.Source.ToString()),
        };
        return origin.Rule == PolicyRule.Default ? own : Meet(entry, own, request);
    }

    private static Gpa StartOf(HostRegion region) => new(unchecked(region.FirstFrame << 12));

    private static (RdmPolicy Policy, PolicyOrigin Origin) GlobalPolicy(RdmRequest request) =>
        request.GlobalPolicy is { } policy
            ? (policy, new PolicyOrigin(PolicyRule.Global, null, request.GlobalLocation))
            : (RdmPolicy.Relaxed, new PolicyOrigin(PolicyRule.Default, null, null));

    private static AssignedDevice WithDefault(AssignedDevice device, RdmRequest request) =>
        device.Policy is not null ? device
        : !request.DevicePolicyOverridesGlobal && request.GlobalPolicy is { } global
            ? device with { Policy = global, Rule = PolicyRule.Global }
        : device with { Policy = RdmPolicy.Strict, Rule = PolicyRule.Default };

    private static (RdmPolicy Policy, PolicyOrigin Origin) DevicePolicy(AssignedDevice device, RdmRequest request)
    {
        // The design: a strict global policy overrides every device, also where the strategy lists only their regions.
        bool globalWins = !request.DevicePolicyOverridesGlobal && request.GlobalPolicy == RdmPolicy.Strict;
        PolicyRule rule = globalWins ? PolicyRule.Global : device.Rule;
        string? location = rule == PolicyRule.Global ? request.GlobalLocation : device.Location;
        RdmPolicy policy = globalWins ? RdmPolicy.Strict : device.Policy ?? RdmPolicy.Strict;
        return (policy, new PolicyOrigin(rule, device.Address, location));
    }

    /// <summary>Two policies on one region: the newer replaces (releases), or strict wins (design).</summary>
    private static RdmEntry Meet(RdmEntry entry, RdmEntry newer, RdmRequest request) =>
        request.DevicePolicyOverridesGlobal || (newer.Policy == RdmPolicy.Strict && entry.Policy != RdmPolicy.Strict)
            ? entry with { Policy = newer.Policy, Origin = newer.Origin }
            : entry;
}
