using System.Collections.Immutable;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Toolstack;

namespace RdmPlanner.Planner.Plan;

/// <summary>Answers the question: runs the toolstack stage and explains the result.</summary>
public static class MemoryPlanner
{
    /// <summary>Plans.</summary>
    /// <param name="request">Host, guest and profile.</param>
    /// <returns><see cref="Accepted"/> or <see cref="Rejected"/>; a conflict is an answer, never an exception.</returns>
    public static PlanOutcome Plan(PlanRequest request)
    {
        PlanOutcome outcome = PlanWithoutHelp(request);
        return outcome is Rejected && request.GivenLayout is null ? ConflictHelp.AddTo(outcome) : outcome;
    }

    /// <summary>Plans without looking for a way out.</summary>
    internal static PlanOutcome PlanWithoutHelp(PlanRequest request) =>
        request.GivenLayout is { } layout
            ? LayoutCheck.Run(request, layout)
            : FromToolstack(request, ToolstackStage.Run(Input(request)));

    /// <summary>What libxl gets to know of the guest.</summary>
    /// <param name="request">Host, guest and profile.</param>
    /// <returns>The toolstack's input.</returns>
    public static ToolstackInput Input(PlanRequest request)
    {
        GuestConfig guest = request.Guest;
        return new ToolstackInput
        {
            MaxMemKiB = unchecked((ulong)guest.MaxMemMiB.Value << 10),
            VideoMemKiB = unchecked((ulong)guest.VideoRamMiB.Value << 10),
            MmioHoleKiB = guest.MmioHoleMiB.Value is { } hole ? unchecked((ulong)hole << 10) : 0,
            Hap = guest.Hap.Value,
            BoundaryKiB = unchecked((ulong)guest.RdmMemBoundaryMiB.Value << 10),
            RoundsMovedLowMemForHap = request.Profile.RoundsMovedLowMemForHap,
            Rdm = RdmRequestOf(request),
        };
    }

    /// <summary>What the collector gets to know. A guest that is not HVM reserves nothing.</summary>
    /// <param name="request">Host, guest and profile.</param>
    /// <returns>The collector's input.</returns>
    public static RdmRequest RdmRequestOf(PlanRequest request)
    {
        GuestConfig guest = request.Guest;
        bool isHvm = guest.Type.Value == GuestType.Hvm;
        return new RdmRequest
        {
            HostRegions = isHvm ? request.Host.Regions : [],
            Devices = [.. guest.Devices.Select(Assigned)],
            Strategy = guest.RdmStrategy.Value,
            GlobalPolicy = guest.RdmPolicy.Value,
            GlobalLocation = guest.RdmPolicy.Value is null ? null : guest.RdmPolicy.Origin,
            DevicePolicyOverridesGlobal = request.Profile.DevicePolicyOverridesGlobal,
        };
    }

    /// <summary>The regions with their host side, and the sources of those dropped because they start on the same page.</summary>
    internal static ImmutableArray<PlannedRegion> Describe(PlanRequest request, ImmutableArray<ResolvedRegion> resolved)
    {
        ImmutableArray<PlannedRegion>.Builder planned = ImmutableArray.CreateBuilder<PlannedRegion>(resolved.Length);
        RdmRequest asked = RdmRequestOf(request);
        HashSet<int> listed = [.. resolved.Select(r => r.Entry.RegionIndex)];
        foreach (ResolvedRegion region in resolved)
        {
            HostRegion host = request.Host.Regions[region.Entry.RegionIndex];
            ImmutableArray<RdmSource>.Builder sources = ImmutableArray.CreateBuilder<RdmSource>();
            sources.Add(host.Source);
            for (int i = 0; i < request.Host.Regions.Length; i++)
            {
                HostRegion other = request.Host.Regions[i];
                if (!listed.Contains(i) && other.FirstFrame == host.FirstFrame)
                {
                    sources.Add(other.Source);
                }
            }

            planned.Add(new PlannedRegion(region, host, sources.DrainToImmutable(), asked.OriginOf(region.Entry)));
        }

        return planned.MoveToImmutable();
    }

    private static AssignedDevice Assigned(PassthroughDevice device)
    {
        PolicyRule rule = device.PolicyOverride is not null ? PolicyRule.Device
            : device.Policy is not null ? PolicyRule.Global
            : PolicyRule.Default;
        return new AssignedDevice(device.Address, device.Policy, rule, device.Origin);
    }

    private static PlanOutcome FromToolstack(PlanRequest request, ToolstackResult result)
    {
        RamLayout layout = result.Rdm.Layout;
        ImmutableArray<PlannedRegion> regions = Describe(request, result.Rdm.Regions);
        MemoryPlan plan = new()
        {
            Request = request,
            InitialLayout = result.Initial,
            Layout = layout,
            LowMemEnd = layout.LowMemEnd,
            HighMemEnd = layout.HighMemEnd,
            Regions = regions,
            MemoryMap = result.MemoryMap ?? PartialMap(layout, result.Rdm.Regions),
            Diagnostics = PlanExplanation.Of(request, result, regions),
        };
        return result.Verdict == ToolstackVerdict.Built ? new Accepted(plan) : new Rejected(plan);
    }

    /// <summary>The map of a guest that is not built: what is known of it, for a reader to look at.</summary>
    private static ImmutableArray<E820Record> PartialMap(RamLayout layout, ImmutableArray<ResolvedRegion> regions)
    {
        ImmutableArray<E820Record>.Builder map = ImmutableArray.CreateBuilder<E820Record>(regions.Length + 2);
        map.Add(ToolstackMemoryMap.LowRam(layout));
        foreach (ResolvedRegion region in regions)
        {
            if (region.Disposition == RdmDisposition.Exposed)
            {
                map.Add(new E820Record(region.Entry.Start, region.Entry.SizeInBytes, E820Type.Reserved));
            }
        }

        if (ToolstackMemoryMap.HighRam(layout) is { } high)
        {
            map.Add(high);
        }

        return map.DrainToImmutable();
    }
}
