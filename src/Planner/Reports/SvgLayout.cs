using System.Collections.Immutable;
using RdmPlanner.Planner.Picture;

namespace RdmPlanner.Planner.Reports;

/// <summary>Where things are on a drawn picture. All lengths are in SVG user units (CSS pixels), whole numbers.</summary>
internal sealed class SvgLayout
{
    internal const int Width = 1160;
    internal const int FrameRight = 196;
    internal const int ByteRight = 108;
    internal const int LanesLeft = 210;
    internal const int LanesWidth = 660;
    internal const int LaneGap = 12;
    internal const int NotesLeft = 886;
    internal const int LineHeight = 13;

    private readonly PictureScale _scale;
    private readonly int[] _tops;

    internal SvgLayout(MemoryPicture picture)
    {
        _scale = picture.Scale;
        Lanes = picture.Lanes;
        int count = _scale.Stretches.Length;
        _tops = new int[count + 1];
        for (int i = 0; i < count; i++)
        {
            _tops[i + 1] = _tops[i] + HeightOf(_scale.Stretches[i], count, HasOverlap(picture, _scale.Stretches[i]));
        }
    }

    /// <summary>The lanes drawn, from left to right.</summary>
    internal ImmutableArray<PictureLane> Lanes { get; }

    /// <summary>Height of all stretches.</summary>
    internal int Height => _tops[^1];

    /// <summary>The top of each stretch, and the bottom of the last.</summary>
    internal ReadOnlySpan<int> Tops => _tops;

    internal int LaneWidth => ((LanesWidth + LaneGap) / Lanes.Length) - LaneGap;

    internal int LaneLeft(PictureLane lane) => LanesLeft + (Lanes.IndexOf(lane) * (LaneWidth + LaneGap));

    /// <summary>The y of an address that is an end of a block or an edge; that of the end for one behind all.</summary>
    internal int Top(ulong address) =>
        address > _scale.Stretches[^1].Last ? _tops[^1] : _tops[_scale.IndexOf(address)];

    /// <summary>The y behind the last byte of a block.</summary>
    internal int Bottom(ulong last) => _tops[_scale.IndexOf(last) + 1];

    private static bool HasOverlap(MemoryPicture picture, ScaleStretch stretch) =>
        picture.Final.Overlaps.Any(o => o.Start <= stretch.Start && stretch.Start <= o.Last);

    /// <summary>A line of text for each; more for longer ones, as long as there are few. An overlap is what readers look for.</summary>
    private static int HeightOf(ScaleStretch stretch, int count, bool hasOverlap)
    {
        int perDoubling = count <= 16 ? 4 : count <= 40 ? 2 : count <= 80 ? 1 : 0;
        int height = 16 + (stretch.IsEmpty ? Math.Min(6, perDoubling * 2) : Math.Min(stretch.Log2Pages, 20) * perDoubling / 2);
        height = stretch.IsBreak ? Math.Max(height, 28) : height;
        return hasOverlap && count <= 160 ? Math.Max(height, 34) : height;
    }
}
