using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Toolstack;
using RdmPlanner.TestKit.Generators;

namespace RdmPlanner.TestKit.Models;

/// <summary>The laws of region resolution, one predicate each. R: regions, L and H: ends of low and high RAM, B: boundary.</summary>
public static class RdmLaws
{
    private const int FourGiBPage = 0x100000;

    /// <summary>Resolves with each region's own policy.</summary>
    public static RdmResolution Resolve(GuestCase guest) => Resolve(guest, guest.Layout);

    /// <summary>Resolves from another layout.</summary>
    public static RdmResolution Resolve(GuestCase guest, RamLayout layout) =>
        RdmResolver.Resolve(layout, guest.Entries, guest.Boundary, guest.Hap);

    /// <summary>The case with one policy on every region.</summary>
    public static GuestCase All(GuestCase guest, RdmPolicy policy) =>
        guest with { Regions = [.. guest.Regions.Select(r => r with { Policy = policy })] };

    /// <summary>L1 + (H1 - 4G) = L0 + (H0 - 4G).</summary>
    public static bool RamIsConserved(GuestCase guest) => RamBytes(Resolve(guest).Layout) == RamBytes(guest.Layout);

    /// <summary>L1 is at most L0, H1 at least H0; if L1 is below L0, it is the start of a region above B, with HAP rounded.</summary>
    public static bool LowMemoryMovesDownToARegionAboveTheBoundary(GuestCase guest)
    {
        (RamLayout before, RamLayout after) = (guest.Layout, Resolve(guest).Layout);
        bool isOneWay = after.LowMemEnd <= before.LowMemEnd && HighPage(after) >= HighPage(before);
        return isOneWay && (after.LowMemEnd == before.LowMemEnd || guest.Regions.Any(r => r.Start > guest.BoundaryPages
            && LowPage(after) == (guest.Hap && r.Start > 0x200 ? r.Start / 0x200 * 0x200 : r.Start)));
    }

    /// <summary>If every region starts at or below B, L1 = L0.</summary>
    public static bool NothingMovesWhenAllStartAtOrBelowTheBoundary(GuestCase guest)
    {
        GuestCase below = guest with
        {
            Regions = [.. guest.Regions.Select(r => r with { Start = r.Start % (guest.BoundaryPages + 1) })],
        };
        return Resolve(below).Layout == guest.Layout;
    }

    /// <summary>All relaxed: masked if and only if the region meets final RAM, exposed if and only if it does not.</summary>
    public static bool RelaxedRegionsAreExposedExactlyWhenTheyMeetNoRam(GuestCase guest)
    {
        RdmResolution resolved = Resolve(All(guest, RdmPolicy.Relaxed));
        return resolved.Regions.Zip(guest.Regions).All(pair => pair.First.Disposition
            == (MeetsRam(pair.Second, resolved.Layout) ? RdmDisposition.Masked : RdmDisposition.Exposed));
    }

    /// <summary>All relaxed is never rejected.</summary>
    public static bool RelaxedAlwaysPlans(GuestCase guest) => Resolve(All(guest, RdmPolicy.Relaxed)).FirstConflict is null;

    /// <summary>All strict is rejected if and only if all relaxed masks something; when nothing is masked, both are equal.</summary>
    public static bool StrictRejectsExactlyWhenRelaxedMasks(GuestCase guest)
    {
        RdmResolution relaxed = Resolve(All(guest, RdmPolicy.Relaxed));
        RdmResolution strict = Resolve(All(guest, RdmPolicy.Strict));
        bool masks = relaxed.Regions.Any(r => r.Disposition == RdmDisposition.Masked);
        return masks == (strict.FirstConflict is not null) && (masks || Dispositions(strict).SequenceEqual(Dispositions(relaxed)));
    }

    /// <summary>Mixed policies: rejected if and only if a region that all-relaxed masks is strict; the first such is named.</summary>
    public static bool MixedRejectsExactlyWhenAMaskedOneIsStrict(GuestCase guest)
    {
        RdmResolution relaxed = Resolve(All(guest, RdmPolicy.Relaxed));
        int first = Array.FindIndex(guest.Regions, r => r.Policy == RdmPolicy.Strict
            && relaxed.Regions[Array.IndexOf(guest.Regions, r)].Disposition == RdmDisposition.Masked);
        return Resolve(guest).FirstConflict == (first < 0 ? (int?)null : first);
    }

    /// <summary>L1 and H1 are the same for every assignment of policies.</summary>
    public static bool PolicyNeverMovesMemory(GuestCase guest) =>
        Resolve(guest).Layout == Resolve(All(guest, RdmPolicy.Strict)).Layout
        && Resolve(guest).Layout == Resolve(All(guest, RdmPolicy.Relaxed)).Layout;

    /// <summary>Permuting R changes neither layout nor dispositions.</summary>
    public static bool OrderChangesOnlyWhichConflictIsNamed(GuestCase guest, int seed)
    {
        int[] order = [.. Enumerable.Range(0, guest.Regions.Length)];
        new Random(seed).Shuffle(order);
        RdmResolution before = Resolve(guest);
        RdmResolution after = Resolve(guest with { Regions = [.. order.Select(i => guest.Regions[i])] });
        return before.Layout == after.Layout
            && (before.FirstConflict is null) == (after.FirstConflict is null)
            && order.Select(i => before.Regions[i].Disposition).SequenceEqual(Dispositions(after));
    }

    /// <summary>Resolving again from (L1, H1) changes nothing.</summary>
    public static bool ResolvingTwiceIsResolvingOnce(GuestCase guest)
    {
        RdmResolution once = Resolve(guest);
        RdmResolution twice = Resolve(guest, once.Layout);
        return once.Layout == twice.Layout && Dispositions(once).SequenceEqual(Dispositions(twice));
    }

    /// <summary>Whether a region shares a page with RAM, counted in pages.</summary>
    public static bool MeetsRam(RegionCase region, RamLayout layout) =>
        region.Start < LowPage(layout)
        || (layout.HighMemEnd is not null && region.End > FourGiBPage && region.Start < HighPage(layout));

    /// <summary>The dispositions in list order.</summary>
    public static IEnumerable<RdmDisposition> Dispositions(RdmResolution resolution) =>
        resolution.Regions.Select(r => r.Disposition);

    /// <summary>L in pages.</summary>
    public static int LowPage(RamLayout layout) => (int)(layout.LowMemEnd.Value >> 12);

    /// <summary>H in pages; 4 GiB when there is none.</summary>
    public static int HighPage(RamLayout layout) => layout.HighMemEnd is { } high ? (int)(high.Value >> 12) : FourGiBPage;

    private static long RamBytes(RamLayout layout) =>
        (long)layout.LowMemEnd.Value + (layout.HighMemEnd is { } high ? (long)high.Value - 0x1_0000_0000 : 0);
}
