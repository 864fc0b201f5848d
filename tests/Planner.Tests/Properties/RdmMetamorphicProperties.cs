using FsCheck.Xunit;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Toolstack;
using RdmPlanner.TestKit;
using RdmPlanner.TestKit.Generators;
using RdmPlanner.TestKit.Models;

namespace RdmPlanner.Planner.Tests.Properties;

/// <summary>How a plan must answer when its question changes in one way; the side condition is in the name.</summary>
[Properties(Arbitrary = [typeof(GuestArbitraries)], MaxTest = TestBudget.MaxTest)]
public sealed class RdmMetamorphicProperties
{
    [Property]
    public bool Resolve_RegionAddedAboveLowRam_HasTheSameLayout(GuestCase guest, ushort above, byte place)
    {
        RegionCase added = new(RdmLaws.LowPage(guest.Layout) + above, 1 + (above % 16), RdmPolicy.Strict, 1);
        List<RegionCase> regions = [.. guest.Regions];
        regions.Insert(place % (regions.Count + 1), added);
        return RdmLaws.Resolve(guest with { Regions = [.. regions] }).Layout == RdmLaws.Resolve(guest).Layout;
    }

    [Property]
    public bool Resolve_RegionSplitOnOneSideOfTheBoundary_HasTheSameLayoutAndMeetsTheSameRam(GuestCase guest, ushort at)
    {
        RegionCase whole = guest.Regions.Length > 0 ? guest.Regions[0] : new RegionCase(RdmLaws.LowPage(guest.Layout), 1, RdmPolicy.Relaxed, 1);
        whole = whole with { Pages = Math.Max(2, whole.Pages), Policy = RdmPolicy.Relaxed };
        int cut = whole.Start + 1 + (at % (whole.Pages - 1));
        bool isAcross = whole.Start <= guest.BoundaryPages && cut > guest.BoundaryPages;
        GuestCase joined = guest with { BoundaryPages = isAcross ? cut : guest.BoundaryPages, Regions = [whole, .. guest.Regions.Skip(1)] };
        GuestCase split = joined with
        {
            Regions = [whole with { Pages = cut - whole.Start }, .. joined.Regions.Skip(1), whole with { Start = cut, Pages = whole.End - cut }],
        };
        return RdmLaws.Resolve(joined).Layout == RdmLaws.Resolve(split).Layout && MaskedRamPages(joined).SetEquals(MaskedRamPages(split));
    }

    [Property]
    public bool Resolve_MoreMemoryWithoutHap_KeepsARejectionRejected(GuestCase guest, ushort moreMiB)
    {
        GuestCase bare = guest with { Hap = false };
        return RdmLaws.Resolve(bare).FirstConflict is null
            || RdmLaws.Resolve(bare with { RamMiB = bare.RamMiB + moreMiB }).FirstConflict is not null;
    }

    [Property]
    public bool Resolve_EverythingBelow4GiBShiftedWithoutHap_ShiftsLowEndAndMaskedRegions(GuestCase guest, byte by)
    {
        // Regions that reach 4 GiB or would reach it stay out of the shift: they start above it.
        GuestCase before = guest with
        {
            Hap = false,
            BoundaryPages = Math.Min(guest.BoundaryPages, 0x100000 - by),
            Regions = [.. guest.Regions.Select(r => r.End + by <= 0x100000 ? r : r with { Start = Math.Max(0x100000, r.Start) })],
        };
        GuestCase after = before with
        {
            BoundaryPages = before.BoundaryPages + by,
            Regions = [.. before.Regions.Select(r => r.Start >= 0x100000 ? r : r with { Start = r.Start + by })],
        };
        RdmResolution first = RdmLaws.Resolve(before);
        RdmResolution second = RdmLaws.Resolve(after, before.Layout with { LowMemEnd = before.Layout.LowMemEnd + ((ulong)by << 12) });
        return second.Layout.LowMemEnd == first.Layout.LowMemEnd + ((ulong)by << 12)
            && second.Layout.HighMemEnd == first.Layout.HighMemEnd
            && RdmLaws.Dispositions(first).SequenceEqual(RdmLaws.Dispositions(second));
    }

    [Property]
    public bool Run_HostStrategyWithDistinctStarts_IsListingEveryOwnerWithThatPolicy(GuestCase guest, bool isStrict, bool overrides)
    {
        RdmPolicy policy = isStrict ? RdmPolicy.Strict : RdmPolicy.Relaxed;
        GuestCase distinct = guest.WithDistinctStarts() with { Strategy = RdmStrategy.Host, GlobalPolicy = policy, Devices = [] };
        GuestCase listed = distinct with
        {
            Strategy = RdmStrategy.Ignore,
            GlobalPolicy = null,
            Devices = [.. Enumerable.Range(0, 4).Select(function => new DeviceCase(function, policy))],
        };
        return Answer(distinct, overrides).SequenceEqual(Answer(listed, overrides));
    }

    [Property]
    public bool Run_DeviceRepeatedRightBehindItself_IsTheSamePlan(GuestCase guest, bool overrides) =>
        Answer(guest, overrides).SequenceEqual(Answer(guest with { Devices = [.. guest.Devices.SelectMany(d => new[] { d, d })] }, overrides));

    [Property]
    public bool Run_DeviceWithoutRegionAdded_IsTheSamePlan(GuestCase guest, byte place, bool overrides)
    {
        List<DeviceCase> devices = [.. guest.Devices];
        devices.Insert(place % (devices.Count + 1), new DeviceCase(5, RdmPolicy.Strict));
        return Answer(guest, overrides).SequenceEqual(Answer(guest with { Devices = [.. devices] }, overrides));
    }

    /// <summary>Layout and regions by start, without origins.</summary>
    private static IEnumerable<(Gpa, ulong, RdmPolicy, RdmDisposition, RamLayout)> Answer(GuestCase guest, bool overrides)
    {
        RdmResolution resolution = ToolstackStage.Run(guest.ToInput(overrides)).Rdm;
        return resolution.Regions
            .Select(r => (r.Entry.Start, r.Entry.SizeInBytes, r.Entry.Policy, r.Disposition, resolution.Layout))
            .OrderBy(r => r.Start).ThenBy(r => r.SizeInBytes);
    }

    /// <summary>The pages of masked regions that are RAM.</summary>
    private static HashSet<int> MaskedRamPages(GuestCase guest)
    {
        RdmResolution resolution = RdmLaws.Resolve(RdmLaws.All(guest, RdmPolicy.Relaxed));
        return
        [
            .. guest.Regions.Where((_, i) => resolution.Regions[i].Disposition == RdmDisposition.Masked)
                .SelectMany(r => Enumerable.Range(r.Start, r.Pages))
                .Where(page => RdmLaws.MeetsRam(new RegionCase(page, 1, RdmPolicy.Relaxed, 1), resolution.Layout)),
        ];
    }
}
