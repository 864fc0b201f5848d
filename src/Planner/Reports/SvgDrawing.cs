using System.Xml;
using RdmPlanner.E820;
using RdmPlanner.Planner.Picture;
using static RdmPlanner.Planner.Reports.PictureSvg;

namespace RdmPlanner.Planner.Reports;

/// <summary>The parts of a drawn picture, for the document and for the page.</summary>
internal static class SvgDrawing
{
    /// <summary>Width of a character of a label, in hundredths of a unit, rounded up.</summary>
    private const int CharacterWidth = 640;

    /// <summary>A pattern is seen where colours are not: in print and by eyes that do not tell them apart.</summary>
    internal static void WriteDefinitions(XmlWriter xml)
    {
        xml.WriteStartElement("defs", Namespace);
        Pattern(xml, "hatch-fatal", "hatch-fatal");
        Pattern(xml, "hatch-risk", "hatch-risk");
        xml.WriteEndElement();
    }

    /// <summary>What is to be seen when the page's script has moved things out of sight.</summary>
    internal static void WriteWindow(XmlWriter xml, SvgLayout layout)
    {
        xml.WriteStartElement("clipPath", Namespace);
        xml.WriteAttributeString("id", "window");
        Rectangle(xml, "window", 0, -8, SvgLayout.Width, layout.Height + 16);
        xml.WriteEndElement();
    }

    internal static void WriteHeader(XmlWriter xml, SvgLayout layout)
    {
        Text(xml, "column end", SvgLayout.ByteRight, -10, "byte");
        Text(xml, "column end", SvgLayout.FrameRight, -10, "gfn");
        foreach (PictureLane lane in layout.Lanes)
        {
            Text(xml, "column", layout.LaneLeft(lane), -10, PictureNames.Of(lane));
            Rectangle(xml, "lane", layout.LaneLeft(lane), 0, layout.LaneWidth, layout.Height);
        }
    }

    /// <summary>Every cut with its address in bytes and in frames.</summary>
    internal static void WriteAxis(XmlWriter xml, MemoryPicture picture, SvgLayout layout)
    {
        xml.WriteStartElement("g", Namespace);
        xml.WriteAttributeString("class", "axis");
        for (int i = 0; i < picture.Scale.Stretches.Length; i++)
        {
            ulong start = picture.Scale.Stretches[i].Start;
            Tick(xml, layout.Tops[i], HexText.Of(start), HexText.Of(start >> PageSizes.FrameShift));
        }

        ulong last = picture.Scale.Stretches[^1].Last;
        Tick(xml, layout.Height, last == ulong.MaxValue ? "2^64" : HexText.Of(last + 1), HexText.Of((last >> PageSizes.FrameShift) + 1));
        xml.WriteEndElement();
    }

    internal static void WriteBreaks(XmlWriter xml, MemoryPicture picture, SvgLayout layout)
    {
        xml.WriteStartElement("g", Namespace);
        xml.WriteAttributeString("class", "breaks");
        for (int i = 0; i < picture.Scale.Stretches.Length; i++)
        {
            if (picture.Scale.Stretches[i].IsBreak)
            {
                // Below the label of a block that begins here.
                int middle = layout.Tops[i + 1] - 10;
                int right = SvgLayout.LanesLeft + ((layout.LaneWidth + SvgLayout.LaneGap) * layout.Lanes.Length) - SvgLayout.LaneGap;
                xml.WriteStartElement("path", Namespace);
                xml.WriteAttributeString("class", "break");
                Attribute(xml, "d", $"M{SvgLayout.LanesLeft - 6} {middle + 3}{Zigzag((right - SvgLayout.LanesLeft + 12) / 12)}");
                xml.WriteEndElement();
                Text(xml, "break-size end", SvgLayout.FrameRight, ((layout.Tops[i] + layout.Tops[i + 1]) / 2) + 4, $"~ {SizeText.Rounded(Size(picture.Scale.Stretches[i]))}");
            }
        }

        xml.WriteEndElement();
    }

    /// <summary>The blocks, overlaps and edges of a stage; what its own headline names is marked, else what the picture's names.</summary>
    internal static void WriteStage(XmlWriter xml, PictureStage stage, SvgLayout layout, PictureHeadline headline, bool isInteractive, bool isShown = true)
    {
        xml.WriteStartElement("g", Namespace);
        xml.WriteAttributeString("class", isShown ? "stage" : "stage off");
        xml.WriteAttributeString("data-stage", stage.Key);
        foreach (PictureBlock block in stage.Blocks)
        {
            bool isCovered = stage.Blocks.Any(b => b.Lane == block.Lane && b.Start == block.Start && b.Last < block.Last);
            WriteBlock(xml, block, layout, stage.Headline ?? headline, isInteractive, hasLabel: !isCovered);
        }

        WriteOverlaps(xml, stage, layout);
        WriteEdges(xml, stage, layout);
        xml.WriteEndElement();
    }

    internal static void WriteLegend(XmlWriter xml, int top)
    {
        (string Style, string Words)[] entries =
        [
            ("ram", "RAM"), ("rdm", "reserved device memory"), ("rdm not-considered", "not asked for"), ("reserved", "not RAM in a map"),
            ("mmio", "MMIO hole"), ("bar", "BAR"), ("fatal", "conflict"), ("risk", "two owners, at a risk"),
        ];
        int x = SvgLayout.LanesLeft;
        foreach ((string style, string words) in entries)
        {
            xml.WriteStartElement("g", Namespace);
            xml.WriteAttributeString("class", style is "fatal" or "risk" ? $"overlap {style}" : $"block {style}");
            Rectangle(xml, "shape", x, top - 10, 14, 12);
            xml.WriteEndElement();
            Text(xml, "legend", x + 19, top, words);
            x += 32 + (words.Length * 6);
        }

        Text(xml, "legend", SvgLayout.LanesLeft, top + 20, $"A zigzag breaks the scale: {PictureScale.BreakInBytes >> 20} MiB and more. Low addresses are at the top; the gfn is the number of the 4 KiB page.");
    }

    /// <summary>A block in one sentence, for a reader who does not see it.</summary>
    internal static string TitleOf(PictureBlock block)
    {
        string mark = PictureNames.Of(block.Mark);
        string devices = block.Devices.IsEmpty || block.Kind == BlockKind.Bar ? "" : $" of {string.Join(", ", block.Devices)}";
        return $"{PictureNames.Of(block.Lane)}: {block.Label}{devices}, {RangeOf(block)}{(mark.Length == 0 ? "" : $", {mark}")}";
    }

    /// <summary>A block's range in bytes, frames and size: <c>0x7c000000 to 0x803fffff (gfn 0x7c000 to 0x803ff, 68 MiB)</c>.</summary>
    internal static string RangeOf(PictureBlock block)
    {
        string size = block.SizeInBytes == 0 ? "2^64 B" : SizeText.Of(block.SizeInBytes);
        return $"{HexText.Of(block.Start)} to {HexText.Of(block.Last)} "
            + $"(gfn {HexText.Of(block.Start >> PageSizes.FrameShift)} to {HexText.Of(block.Last >> PageSizes.FrameShift)}, {size})";
    }

    private static void WriteBlock(XmlWriter xml, PictureBlock block, SvgLayout layout, PictureHeadline headline, bool isInteractive, bool hasLabel)
    {
        int inset = block.Kind == BlockKind.Bar ? 10 : 0;
        int x = layout.LaneLeft(block.Lane) + inset;
        int width = layout.LaneWidth - inset;
        int top = layout.Top(block.Start);
        int height = layout.Bottom(block.Last) - top;
        bool isCulprit = block.Id == headline.Region || block.Id == headline.Ram;
        xml.WriteStartElement("g", Namespace);
        xml.WriteAttributeString("class", $"block {PictureNames.Of(block.Kind)} {PictureNames.Of(block.Mark).Replace(' ', '-')}".TrimEnd()
            + (isCulprit ? headline.IsRejected ? " culprit" : " culprit risky" : ""));
        if (isInteractive)
        {
            xml.WriteAttributeString("data-id", block.Id);
            xml.WriteAttributeString("data-lane", PictureNames.Of(block.Lane));
            xml.WriteAttributeString("data-start", HexText.Of(block.Start));
            xml.WriteAttributeString("data-last", HexText.Of(block.Last));
        }

        xml.WriteStartElement("title", Namespace);
        xml.WriteString(SafeText.Plain(TitleOf(block)));
        xml.WriteEndElement();
        Rectangle(xml, "shape", x, top, width, height);
        if (hasLabel)
        {
            WriteLabel(xml, block, x, top, width);
        }

        xml.WriteEndElement();
    }

    private static void WriteLabel(XmlWriter xml, PictureBlock block, int x, int top, int width)
    {
        string label = SafeText.Plain(block.Label);
        string size = block.SizeInBytes == 0 ? "2^64 B" : SizeText.Rounded(block.SizeInBytes);
        Text(xml, "label", x + 6, top + 12, Fit(label, width - 10));
        if ((label.Length + 2 + size.Length) * CharacterWidth / 100 <= width - 14)
        {
            Text(xml, "label size end", x + width - 6, top + 12, size);
        }
    }

    private static void WriteOverlaps(XmlWriter xml, PictureStage stage, SvgLayout layout)
    {
        Dictionary<string, PictureBlock> blocks = stage.Blocks.ToDictionary(b => b.Id);
        foreach (PictureOverlap overlap in stage.Overlaps)
        {
            PictureBlock first = blocks[overlap.First];
            PictureBlock second = blocks[overlap.Second];
            // Beside the first block, whose colour says the same and whose label stays readable.
            int left = layout.LaneLeft(first.Lane) + layout.LaneWidth;
            int right = layout.LaneLeft(second.Lane) + layout.LaneWidth;
            int top = layout.Top(overlap.Start);
            int bottom = layout.Bottom(overlap.Last);
            xml.WriteStartElement("g", Namespace);
            xml.WriteAttributeString("class", overlap.IsFatal ? "overlap fatal" : "overlap risk");
            xml.WriteAttributeString("data-start", HexText.Of(overlap.Start));
            xml.WriteAttributeString("data-last", HexText.Of(overlap.Last));
            xml.WriteStartElement("title", Namespace);
            xml.WriteString(SafeText.Plain($"{(overlap.IsFatal ? "conflict" : "two owners")}: {first.Label} and {second.Label}, "
                + $"{HexText.Of(overlap.Start)} to {HexText.Of(overlap.Last)}"));
            xml.WriteEndElement();
            Rectangle(xml, "shape", left, top, right - left, bottom - top);
            if (bottom - top >= 30)
            {
                string words = overlap.IsFatal ? "CONFLICT" : "two owners";
                Text(xml, "overlap-label", right - 8, top + 14, words);
            }

            xml.WriteEndElement();
        }
    }

    /// <summary>Lines across the lanes; their words are pushed down where they would touch.</summary>
    private static void WriteEdges(XmlWriter xml, PictureStage stage, SvgLayout layout)
    {
        int free = int.MinValue;
        foreach (IGrouping<ulong, PictureEdge> edges in stage.Edges.GroupBy(e => e.Address))
        {
            int y = layout.Top(edges.Key);
            xml.WriteStartElement("g", Namespace);
            xml.WriteAttributeString("class", edges.All(e => e.MovedTo is not null) ? "edge before" : "edge");
            xml.WriteAttributeString("data-start", HexText.Of(edges.Key));
            xml.WriteStartElement("path", Namespace);
            int at = Math.Max(y, free);
            Attribute(xml, "d", $"M{SvgLayout.LanesLeft - 6} {y}H{SvgLayout.NotesLeft - 10}L{SvgLayout.NotesLeft - 2} {at}");
            xml.WriteEndElement();
            foreach (PictureEdge edge in edges)
            {
                Text(xml, "edge-label", SvgLayout.NotesLeft + 2, at + 4, edge.Words);
                at += SvgLayout.LineHeight;
            }

            free = at;
            xml.WriteEndElement();
        }
    }

    private static void Tick(XmlWriter xml, int y, string address, string frame)
    {
        xml.WriteStartElement("g", Namespace);
        xml.WriteAttributeString("class", "tick");
        Text(xml, "address end", SvgLayout.ByteRight, y + 4, address);
        Text(xml, "frame end", SvgLayout.FrameRight, y + 4, frame);
        xml.WriteEndElement();
    }

    private static void Pattern(XmlWriter xml, string id, string style)
    {
        xml.WriteStartElement("pattern", Namespace);
        xml.WriteAttributeString("id", id);
        xml.WriteAttributeString("width", "8");
        xml.WriteAttributeString("height", "8");
        xml.WriteAttributeString("patternUnits", "userSpaceOnUse");
        xml.WriteStartElement("path", Namespace);
        xml.WriteAttributeString("class", style);
        xml.WriteAttributeString("d", "M-2 2l4 -4M0 8l8 -8M6 10l4 -4");
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static string Zigzag(int count) => string.Concat(Enumerable.Repeat("l6 -6l6 6", count));

    private static ulong Size(ScaleStretch stretch) => stretch.SizeInBytes == 0 ? ulong.MaxValue : stretch.SizeInBytes;

    private static string Fit(string text, int width)
    {
        int characters = Math.Max(1, width * 100 / CharacterWidth);
        return text.Length <= characters ? text : text[..(characters - 1)] + "…";
    }
}
