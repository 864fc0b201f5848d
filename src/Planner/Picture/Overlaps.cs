using System.Collections.Immutable;

namespace RdmPlanner.Planner.Picture;

/// <summary>Finds what has two owners: regions that are to be reserved against RAM and BARs, and BARs against RAM.</summary>
internal static class Overlaps
{
    /// <summary>Finds the overlaps of a stage.</summary>
    internal static ImmutableArray<PictureOverlap> Of(ImmutableArray<PictureBlock> blocks)
    {
        PictureBlock[] regions = [.. blocks.Where(b => b.Kind == BlockKind.Rdm && b.Mark != BlockMark.NotConsidered)];
        PictureBlock[] bars = [.. blocks.Where(b => b.Kind == BlockKind.Bar)];
        PictureBlock[] ram = [.. blocks.Where(b => b.Lane == PictureLane.GuestRam)];
        return
        [
            .. Pairs(regions, ram).Concat(Pairs(regions, bars)).Concat(Pairs(ram, bars))
                .OrderBy(o => o.Start).ThenBy(o => o.Last).ThenBy(o => o.First, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<PictureOverlap> Pairs(PictureBlock[] left, PictureBlock[] right) =>
        from a in left
        from b in right
        where a.Overlaps(b)
        select new PictureOverlap(
            a.Id, b.Id, Math.Max(a.Start, b.Start), Math.Min(a.Last, b.Last), a.Mark == BlockMark.Conflicting);
}
