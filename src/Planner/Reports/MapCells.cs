using RdmPlanner.Planner.Picture;

namespace RdmPlanner.Planner.Reports;

/// <summary>The cells of a text map: which block is on top in a lane, and how it looks.</summary>
internal sealed class MapCells
{
    private readonly Dictionary<PictureLane, PictureBlock[]> _blocks;
    private readonly PictureOverlap[] _overlaps;
    private readonly bool _hasUnicode;
    private readonly int _width;
    private readonly bool _hasWalls;
    private readonly HashSet<string> _labelled = [];
    private readonly SortedSet<(int Order, string Words)> _legend = [];

    internal MapCells(PictureStage stage, bool hasUnicode, int width)
    {
        _blocks = stage.Blocks.GroupBy(b => b.Lane).ToDictionary(g => g.Key, g => g.ToArray());
        _overlaps = [.. stage.Overlaps];
        _hasUnicode = hasUnicode;
        _width = width;
        _hasWalls = width >= 10;
    }

    /// <summary>The cell of a lane in a stretch.</summary>
    internal MapSpan Of(PictureLane lane, ScaleStretch stretch)
    {
        if (Top(lane, stretch) is not { } block)
        {
            return new MapSpan(new string(' ', _width), MapTone.Plain);
        }

        (int order, char fill, string words, MapTone tone) = LookOf(block, stretch);
        _legend.Add((order, $"{fill} {words}"));
        string label = _labelled.Add(block.Id) ? SafeText.Plain(block.Label) : "";
        int room = _hasWalls ? _width - 2 : _width;
        label = label.Length > room ? label.Replace(" BAR ", ":", StringComparison.Ordinal) : label;
        string inside = label.Length == 0 ? new string(fill, room)
            : label.Length >= room - 1 ? label[..Math.Min(room, label.Length)].PadRight(room, fill)
            : $"{label} {new string(fill, room - label.Length - 1)}";
        return new MapSpan(_hasWalls ? $"|{inside}|" : inside, tone);
    }

    /// <summary>The characters in use, with what they mean.</summary>
    internal IEnumerable<string> Legend() => _legend.Select(entry => entry.Words);

    /// <summary>The smallest block that holds the stretch: the last in the stage's order.</summary>
    private PictureBlock? Top(PictureLane lane, ScaleStretch stretch) =>
        _blocks.TryGetValue(lane, out PictureBlock[]? blocks)
            ? Array.FindLast(blocks, b => b.Start <= stretch.Start && stretch.Start <= b.Last)
            : null;

    private (int Order, char Fill, string Words, MapTone Tone) LookOf(PictureBlock block, ScaleStretch stretch)
    {
        PictureOverlap? overlap = _overlaps
            .Where(o => (o.First == block.Id || o.Second == block.Id) && o.Start <= stretch.Start && stretch.Start <= o.Last)
            .OrderByDescending(o => o.IsFatal).FirstOrDefault();
        return overlap switch
        {
            { IsFatal: true } => (0, '!', "conflict: the guest does not start", MapTone.Conflict),
            not null => (1, '%', "two owners, at a risk", MapTone.Warning),
            null when block.Mark == BlockMark.NotConsidered => (9, _hasUnicode ? '╌' : 'o', "host region this guest does not ask for", MapTone.Dim),
            null => block.Kind switch
            {
                BlockKind.Ram => (2, _hasUnicode ? '░' : '=', "RAM", MapTone.Ram),
                BlockKind.Rdm => (3, _hasUnicode ? '█' : '#', "reserved device memory", MapTone.Rdm),
                BlockKind.MmioHole => (5, _hasUnicode ? '·' : '.', "MMIO hole", MapTone.Device),
                BlockKind.Bar => (6, _hasUnicode ? '▓' : '+', "BAR", MapTone.Device),
                _ => (4, _hasUnicode ? '▒' : ':', "not RAM in a memory map", MapTone.Reserved),
            },
        };
    }
}
