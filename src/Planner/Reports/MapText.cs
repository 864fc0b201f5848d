using System.Collections.Immutable;
using System.Text;
using RdmPlanner.E820;
using RdmPlanner.Planner.Picture;

namespace RdmPlanner.Planner.Reports;

/// <summary>A picture as lines of text: one lane a column, at least one line for every end of a region.</summary>
public static class MapText
{
    /// <summary>The fewest columns a map is drawn in.</summary>
    public const int MinWidth = 60;

    /// <summary>The width used where nothing is known of the output.</summary>
    public const int DefaultWidth = 80;

    private const int MaxLaneWidth = 20;
    private const int WidthForSizes = 72;
    private const int SizeWidth = 9;

    /// <summary>Draws a stage.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="stage">One of its stages.</param>
    /// <param name="form">Columns and characters.</param>
    /// <returns>The lines, none of them wider than asked for.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Less than <see cref="MinWidth"/> columns.</exception>
    public static ImmutableArray<MapLine> Lines(MemoryPicture picture, PictureStage stage, MapForm form)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(stage);
        ArgumentOutOfRangeException.ThrowIfLessThan(form.Width, MinWidth, nameof(form));
        return new Drawing(picture, stage, form).Lines();
    }

    /// <summary>The lines as one text.</summary>
    /// <param name="lines">The lines.</param>
    /// <returns>The text; LF line ends.</returns>
    public static string Join(IEnumerable<MapLine> lines) => string.Concat(lines.Select(line => line + "\n"));

    private sealed class Drawing
    {
        private readonly PictureStage _stage;
        private readonly PictureScale _scale;
        private readonly ImmutableArray<PictureLane> _lanes;
        private readonly MapForm _form;
        private readonly MapCells _cells;
        private readonly int _addressWidth;
        private readonly int _frameWidth;
        private readonly bool _hasSizes;
        private readonly int _laneWidth;

        internal Drawing(MemoryPicture picture, PictureStage stage, MapForm form)
        {
            _stage = stage;
            _scale = picture.Scale;
            _lanes = picture.Lanes;
            _form = form;
            ulong last = _scale.Stretches[^1].Last;
            _addressWidth = Math.Max(HexText.Of(last).Length, End(last).Length);
            _frameWidth = EndFrame(last).Length;
            _hasSizes = form.Width >= WidthForSizes;
            int room = form.Width - Left().Length;
            _laneWidth = Math.Clamp((room / _lanes.Length) - 1, 3, MaxLaneWidth);
            _cells = new MapCells(stage, form.HasUnicode, _laneWidth);
        }

        internal ImmutableArray<MapLine> Lines()
        {
            ImmutableArray<MapLine>.Builder lines = ImmutableArray.CreateBuilder<MapLine>();
            lines.Add(MapLine.Of($"guest memory, stage: {_stage.Name} (low addresses first)"));
            lines.Add(Header());
            int from = 0;
            foreach (ScaleStretch stretch in _scale.Stretches)
            {
                AddEdges(lines, stretch.Start, ref from, isEnd: false);
                AddRows(lines, stretch);
            }

            ulong last = _scale.Stretches[^1].Last;
            AddEdges(lines, last, ref from, isEnd: true);
            lines.Add(new MapLine([new MapSpan(Left(End(last), EndFrame(last)), MapTone.Dim), new MapSpan("end", MapTone.Dim)]));
            AddLegend(lines);
            return lines.ToImmutable();
        }

        private static string End(ulong last) => last == ulong.MaxValue ? "2^64" : HexText.Of(last + 1);

        private static string EndFrame(ulong last) => HexText.Of((last >> PageSizes.FrameShift) + 1);

        private string Left(string address = "", string frame = "", string size = "") => _hasSizes
            ? $"{address.PadRight(_addressWidth)} {frame.PadRight(_frameWidth)} {size.PadLeft(SizeWidth)} "
            : $"{address.PadRight(_addressWidth)} {frame.PadRight(_frameWidth)} ";

        private MapLine Header()
        {
            string Fit(string text) => text.Length > _laneWidth ? text[.._laneWidth] : text.PadRight(_laneWidth);
            string lanes = string.Join(' ', _lanes.Select(lane => Fit(_laneWidth < 10 ? PictureNames.ShortOf(lane) : PictureNames.Of(lane))));
            return MapLine.Of(Left("byte", "gfn", "size") + lanes);
        }

        private void AddRows(ImmutableArray<MapLine>.Builder lines, ScaleStretch stretch)
        {
            string left = Left(HexText.Of(stretch.Start), HexText.Of(stretch.Start >> PageSizes.FrameShift), SizeOf(stretch));
            lines.Add(Row(left, stretch));
            if (stretch.IsBreak)
            {
                lines.Add(Row(Left("  ~"), stretch));
            }
        }

        private static string SizeOf(ScaleStretch stretch)
        {
            string text = stretch.SizeInBytes == 0 ? "2^64 B" : SizeText.Of(stretch.SizeInBytes);
            return text.Length <= SizeWidth ? text : SizeText.Rounded(stretch.SizeInBytes);
        }

        private MapLine Row(string left, ScaleStretch stretch)
        {
            ImmutableArray<MapSpan>.Builder spans = ImmutableArray.CreateBuilder<MapSpan>();
            spans.Add(new MapSpan(left, MapTone.Plain));
            foreach (PictureLane lane in _lanes)
            {
                spans.Add(_cells.Of(lane, stretch));
                spans.Add(new MapSpan(" ", MapTone.Plain));
            }

            return new MapLine(spans.ToImmutable());
        }

        /// <summary>One line for the edges at an address; those behind all blocks come at the end.</summary>
        private void AddEdges(ImmutableArray<MapLine>.Builder lines, ulong address, ref int from, bool isEnd)
        {
            while (from < _stage.Edges.Length && (isEnd || _stage.Edges[from].Address <= address))
            {
                ulong at = _stage.Edges[from].Address;
                List<string> words = [];
                for (; from < _stage.Edges.Length && _stage.Edges[from].Address == at; from++)
                {
                    words.Add(_stage.Edges[from].Words);
                }

                string left = Left(HexText.Of(at), HexText.Of(at >> PageSizes.FrameShift));
                char rule = _form.HasUnicode ? '─' : '-';
                AddRule(lines, left, $"{new string(rule, 2)} {string.Join(", ", words)}", rule);
            }
        }

        /// <summary>A ruled line, or several where the words do not fit one.</summary>
        private void AddRule(ImmutableArray<MapLine>.Builder lines, string left, string text, char rule)
        {
            int room = _form.Width - left.Length;
            while (text.Length > room)
            {
                int cut = text.LastIndexOf(' ', room);
                cut = cut <= 3 ? room : cut;
                lines.Add(new MapLine([new MapSpan(left, MapTone.Plain), new MapSpan(text[..cut], MapTone.Edge)]));
                left = Left();
                text = "   " + text[cut..].TrimStart();
            }

            int end = ((_laneWidth + 1) * _lanes.Length) - 1;
            text = text.Length + 1 < end ? $"{text} ".PadRight(end, rule) : text;
            lines.Add(new MapLine([new MapSpan(left, MapTone.Plain), new MapSpan(text, MapTone.Edge)]));
        }

        private void AddLegend(ImmutableArray<MapLine>.Builder lines)
        {
            StringBuilder line = new();
            foreach (string entry in _cells.Legend().Append($"~ break in the scale: {PictureScale.BreakInBytes >> 20} MiB and more"))
            {
                if (line.Length != 0 && line.Length + 3 + entry.Length > _form.Width)
                {
                    lines.Add(MapLine.Of(line.ToString(), MapTone.Dim));
                    line.Clear();
                }

                line.Append(line.Length == 0 ? "" : "   ").Append(entry);
            }

            lines.Add(MapLine.Of(line.ToString(), MapTone.Dim));
        }
    }
}
