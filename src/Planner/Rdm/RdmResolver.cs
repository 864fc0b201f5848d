using System.Runtime.InteropServices;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Toolstack;

namespace RdmPlanner.Planner.Rdm;

/// <summary>Moves RAM out of the way of reserved regions where it may, and finds those it cannot help (BEHAVIOUR.md section 2, steps 4 and 5).</summary>
/// <remarks>
/// Mirrors the two conflict passes of libxl__domain_device_construct_rdm() in tools/libs/light/libxl_dm.c
/// (Xen c447b73). Intended difference: after the first strict conflict, where libxl stops, the rest is still judged, so
/// that a user sees every region at fault.
/// </remarks>
public static class RdmResolver
{
    /// <summary>libxl's default of <c>rdm_mem_boundary</c>: 2048 MiB, in bytes.</summary>
    public const ulong DefaultBoundaryInBytes = 2048UL << 20;

    /// <summary>Resolves.</summary>
    /// <param name="initial">RAM before.</param>
    /// <param name="entries">The regions in list order.</param>
    /// <param name="boundary">Only a region that starts strictly above this byte may push low RAM down.</param>
    /// <param name="roundTo2MiB">Whether a moved end is rounded down to 2 MiB (HAP guests, 4.14 and later).</param>
    /// <returns>The final layout and what became of each region. Never fails: a conflict is an answer.</returns>
    public static RdmResolution Resolve(
        RamLayout initial, ReadOnlySpan<RdmEntry> entries, Gpa boundary, bool roundTo2MiB)
    {
        ResolvedRegion[] regions = new ResolvedRegion[entries.Length];
        for (int i = 0; i < regions.Length; i++)
        {
            regions[i] = ResolvedRegion.Unresolved(entries[i]);
        }

        return ResolveInPlace(initial, regions, boundary, roundTo2MiB);
    }

    /// <summary>Resolves a list that becomes the answer's.</summary>
    internal static RdmResolution ResolveInPlace(RamLayout initial, ResolvedRegion[] regions, Gpa boundary, bool roundTo2MiB)
    {
        RamLayout layout = LowerLowRam(initial, regions, boundary, roundTo2MiB);
        int? firstConflict = JudgeAgainstRam(layout, regions);
        return new RdmResolution(layout, ImmutableCollectionsMarshal.AsImmutableArray(regions), firstConflict);
    }

    /// <summary>First pass: each region in low RAM above the boundary moves the end of low RAM to its start.</summary>
    private static RamLayout LowerLowRam(RamLayout layout, Span<ResolvedRegion> regions, Gpa boundary, bool roundTo2MiB)
    {
        ulong lowEnd = layout.LowMemEnd.Value;
        foreach (ref ResolvedRegion region in regions)
        {
            // Strictly above: a region that starts on the boundary is not helped.
            if (Overlaps(0, lowEnd, in region) && region.Entry.Start > boundary)
            {
                layout = layout.LowerTo(RoundedStart(region.Entry.Start, roundTo2MiB));
                lowEnd = layout.LowMemEnd.Value;
                region = region with { LoweredLowMem = true };
            }
        }

        return layout;
    }

    /// <summary>Rounding can land on or below the boundary; libxl does not look at the boundary again.</summary>
    private static Gpa RoundedStart(Gpa start, bool roundTo2MiB) =>
        roundTo2MiB && start.Value > PageSizes.Size2MiB ? new Gpa(start.Value & ~(PageSizes.Size2MiB - 1)) : start;

    /// <summary>Second pass: a region that still meets RAM is masked when relaxed and a conflict when strict.</summary>
    private static int? JudgeAgainstRam(RamLayout layout, Span<ResolvedRegion> regions)
    {
        int? firstConflict = null;
        ulong lowEnd = layout.LowMemEnd.Value;
        bool hasHighRam = layout.HighMemEnd is not null;
        ulong highSize = layout.HighMemEnd is { } high ? unchecked(high.Value - Gpa.FourGiB.Value) : 0;
        for (int i = 0; i < regions.Length; i++)
        {
            ref ResolvedRegion region = ref regions[i];
            bool low = Overlaps(0, lowEnd, in region);
            bool highRam = hasHighRam && Overlaps(Gpa.FourGiB.Value, highSize, in region);
            if (!low && !highRam)
            {
                continue;
            }

            bool isStrict = region.Entry.Policy == RdmPolicy.Strict;
            firstConflict ??= isStrict ? i : null;
            region = region with
            {
                Disposition = isStrict ? RdmDisposition.Conflicting : RdmDisposition.Masked,
                MeetsLowRam = low,
                MeetsHighRam = highRam,
            };
        }

        return firstConflict;
    }

    /// <summary>Mirrors overlaps_rdm(): a region whose end wraps to 0 overlaps nothing.</summary>
    private static bool Overlaps(ulong start, ulong sizeInBytes, in ResolvedRegion region) =>
        unchecked(start + sizeInBytes) > region.Entry.Start.Value && start < region.Entry.WrappedEnd.Value;
}
