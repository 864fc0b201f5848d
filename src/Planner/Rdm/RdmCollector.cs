using System.Buffers;
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
        ReportedRegions reported = ReportedRegions.Of(request.HostRegions);
        ResolvedRegion[] regions = new ResolvedRegion[MostEntries(request, reported)];
        int count = Collect(request, reported, regions, out ImmutableArray<AssignedDevice> devices);
        return new CollectedRdm([.. regions.Take(count).Select(r => r.Entry)], devices);
    }

    /// <summary>The most entries that a request can have.</summary>
    internal static int MostEntries(RdmRequest request, ReportedRegions reported)
    {
        int count = reported.Explicit.Length;
        if (request.Strategy == RdmStrategy.Host)
        {
            return count + reported.All.Length;
        }

        foreach (AssignedDevice device in request.Devices)
        {
            count += reported.PositionsOf(device.Address).Length;
        }

        return count;
    }

    /// <summary>Collects into a list of the caller, which has room for <see cref="MostEntries"/> and where nothing is resolved yet.</summary>
    /// <returns>How many entries there are.</returns>
    internal static int Collect(
        RdmRequest request, ReportedRegions reported, Span<ResolvedRegion> regions, out ImmutableArray<AssignedDevice> devices)
    {
        bool isHost = request.Strategy == RdmStrategy.Host;
        int count = isHost ? AddHostRegions(request, reported, regions) : 0;

        // libxl returns early when Xen reports nothing at all; the per-device queries would find nothing either.
        devices = !isHost || count > 0 ? AddDeviceRegions(request, reported, regions, ref count) : request.Devices;
        AddExplicitRegions(request, reported, regions, ref count);
        return count;
    }

    private static int AddHostRegions(RdmRequest request, ReportedRegions reported, Span<ResolvedRegion> regions)
    {
        (RdmPolicy policy, PolicySource source) = GlobalPolicy(request);
        ReadOnlySpan<ReportedRegion> all = reported.All;
        for (int i = 0; i < all.Length; i++)
        {
            regions[i] = ResolvedRegion.Unresolved(Entry(in all[i], policy, source));
        }

        for (int i = 0; reported.HasPolicies && i < all.Length; i++)
        {
            regions[i] = ResolvedRegion.Unresolved(WithOwnPolicy(regions[i].Entry, request));
        }

        return all.Length;
    }

    private static ImmutableArray<AssignedDevice> AddDeviceRegions(
        RdmRequest request, ReportedRegions reported, Span<ResolvedRegion> regions, ref int count)
    {
        // Under strategy host every region has an entry, at its own position.
        int[]? entryOfPosition = request.Strategy == RdmStrategy.Host ? null : ArrayPool<int>.Shared.Rent(reported.All.Length);
        entryOfPosition?.AsSpan().Fill(-1);
        ImmutableArray<AssignedDevice>.Builder? devices = null;
        for (int d = 0; d < request.Devices.Length; d++)
        {
            ReadOnlySpan<int> positions = reported.PositionsOf(request.Devices[d].Address);
            if (positions.IsEmpty)
            {
                continue;
            }

            // Only a device that has a region gets the default; one without keeps "not set".
            AssignedDevice device = request.Devices[d];
            if (device.Policy is null)
            {
                device = WithDefault(device, request);
                (devices ??= request.Devices.ToBuilder())[d] = device;
            }

            (RdmPolicy policy, PolicySource source) = DevicePolicy(device, d, request);
            foreach (int position in positions)
            {
                ref readonly ReportedRegion region = ref reported.All[position];
                RdmEntry entry = WithOwnPolicy(Entry(in region, policy, source), request);
                int known = entryOfPosition is null ? region.FirstOfStart : entryOfPosition[region.FirstOfStart];
                if (known >= 0)
                {
                    regions[known] = ResolvedRegion.Unresolved(Meet(regions[known].Entry, entry, request));
                }
                else
                {
                    entryOfPosition![region.FirstOfStart] = count;
                    regions[count++] = ResolvedRegion.Unresolved(entry);
                }
            }
        }

        if (entryOfPosition is not null)
        {
            ArrayPool<int>.Shared.Return(entryOfPosition);
        }

        return devices?.DrainToImmutable() ?? request.Devices;
    }

    private static void AddExplicitRegions(RdmRequest request, ReportedRegions reported, Span<ResolvedRegion> regions, ref int count)
    {
        (RdmPolicy policy, PolicySource source) = GlobalPolicy(request);
        foreach (int index in reported.Explicit)
        {
            RdmEntry entry = RdmEntry.FromIdentityMapping(request.HostRegions[index], index, policy, source);
            regions[count++] = ResolvedRegion.Unresolved(WithOwnPolicy(entry, request));
        }
    }

    private static RdmEntry Entry(in ReportedRegion region, RdmPolicy policy, PolicySource source) =>
        new(new Gpa(region.Start), region.SizeInBytes, policy, source, region.RegionIndex);

    /// <summary>A policy stated on the region itself replaces a default and meets a stated one.</summary>
    private static RdmEntry WithOwnPolicy(RdmEntry entry, RdmRequest request)
    {
        if (request.HostRegions[entry.RegionIndex].Policy is not { } policy)
        {
            return entry;
        }

        RdmEntry own = entry with { Policy = policy, Source = new PolicySource(PolicyRule.Region, entry.RegionIndex + 1) };
        return entry.Source.Rule == PolicyRule.Default ? own : Meet(entry, own, request);
    }

    private static (RdmPolicy Policy, PolicySource Source) GlobalPolicy(RdmRequest request) =>
        request.GlobalPolicy is { } policy
            ? (policy, new PolicySource(PolicyRule.Global, 0))
            : (RdmPolicy.Relaxed, new PolicySource(PolicyRule.Default, 0));

    private static AssignedDevice WithDefault(AssignedDevice device, RdmRequest request) =>
        !request.DevicePolicyOverridesGlobal && request.GlobalPolicy is { } global
            ? device with { Policy = global, Rule = PolicyRule.Global }
            : device with { Policy = RdmPolicy.Strict, Rule = PolicyRule.Default };

    private static (RdmPolicy Policy, PolicySource Source) DevicePolicy(AssignedDevice device, int index, RdmRequest request)
    {
        // The design: a strict global policy overrides every device, also where the strategy lists only their regions.
        bool globalWins = !request.DevicePolicyOverridesGlobal && request.GlobalPolicy == RdmPolicy.Strict;
        PolicyRule rule = globalWins ? PolicyRule.Global : device.Rule;
        RdmPolicy policy = globalWins ? RdmPolicy.Strict : device.Policy ?? RdmPolicy.Strict;
        return (policy, new PolicySource(rule, index + 1));
    }

    /// <summary>Two policies on one region: the newer replaces (releases), or strict wins (design).</summary>
    private static RdmEntry Meet(RdmEntry entry, RdmEntry newer, RdmRequest request) =>
        request.DevicePolicyOverridesGlobal || (newer.Policy == RdmPolicy.Strict && entry.Policy != RdmPolicy.Strict)
            ? entry with { Policy = newer.Policy, Source = newer.Source }
            : entry;
}
