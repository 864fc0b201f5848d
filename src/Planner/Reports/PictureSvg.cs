using System.Globalization;
using System.Text;
using System.Xml;
using RdmPlanner.Planner.Picture;

namespace RdmPlanner.Planner.Reports;

/// <summary>A picture as SVG: static, without script and without anything from outside.</summary>
public static class PictureSvg
{
    internal const string Namespace = "http://www.w3.org/2000/svg";

    private const int WordsPerLine = 150;
    private const int Margin = 16;

    /// <summary>Draws the last stage of a picture as a document of its own.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="name">What it shows, such as the host and the guest; any text.</param>
    /// <returns>The document; UTF-8 is its encoding, LF its line end.</returns>
    public static string Write(MemoryPicture picture, string name)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(name);
        StringBuilder text = new("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        using (XmlWriter xml = XmlWriter.Create(text, Settings()))
        {
            WriteDocument(xml, picture, name);
        }

        return text.Append('\n').ToString();
    }

    /// <summary>How SVG is written, here and within a page.</summary>
    internal static XmlWriterSettings Settings() => new()
    {
        OmitXmlDeclaration = true,
        Indent = true,
        IndentChars = " ",
        NewLineChars = "\n",
        ConformanceLevel = ConformanceLevel.Fragment,
    };

    private static void WriteDocument(XmlWriter xml, MemoryPicture picture, string name)
    {
        SvgLayout layout = new(picture);
        PictureHeadline headline = picture.Headline;
        List<string> lines = Wrap(headline.Sentence);
        lines.AddRange(headline.Change is { } change ? Wrap($"What to change: {change}") : []);
        int head = Margin + 26 + (lines.Count * 17) + 34;
        int height = head + layout.Height + 64;
        xml.WriteStartElement("svg", Namespace);
        Attribute(xml, "viewBox", $"0 0 {SvgLayout.Width} {height}");
        Attribute(xml, "width", $"{SvgLayout.Width}");
        Attribute(xml, "height", $"{height}");
        xml.WriteAttributeString("role", "img");
        xml.WriteAttributeString("aria-labelledby", "picture-title picture-desc");
        Titled(xml, "title", "picture-title", $"Guest memory map: {name}");
        Titled(xml, "desc", "picture-desc", headline.Sentence);
        xml.WriteElementString("style", Namespace, "\n" + ReportAsset.Text("picture.css"));
        SvgDrawing.WriteDefinitions(xml);
        Rectangle(xml, "paper", 0, 0, SvgLayout.Width, height);
        Text(xml, headline.IsRejected ? "verdict rejected" : "verdict", Margin, Margin + 18, headline.Verdict);
        Text(xml, "name", Margin + 130, Margin + 18, name);
        for (int i = 0; i < lines.Count; i++)
        {
            Text(xml, "sentence", Margin, Margin + 42 + (i * 17), lines[i]);
        }

        xml.WriteStartElement("g", Namespace);
        Attribute(xml, "transform", $"translate(0 {head})");
        SvgDrawing.WriteHeader(xml, layout);
        SvgDrawing.WriteAxis(xml, picture, layout);
        SvgDrawing.WriteStage(xml, picture.Final, layout, picture.Headline, isInteractive: false);
        SvgDrawing.WriteBreaks(xml, picture, layout);
        SvgDrawing.WriteLegend(xml, layout.Height + 30);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>Text that XML and a reader can take: what cannot be shown becomes an escape.</summary>
    internal static void Text(XmlWriter xml, string style, int x, int y, string text)
    {
        xml.WriteStartElement("text", Namespace);
        xml.WriteAttributeString("class", style);
        Attribute(xml, "x", $"{x}");
        Attribute(xml, "y", $"{y}");
        xml.WriteString(SafeText.Plain(text));
        xml.WriteEndElement();
    }

    internal static void Rectangle(XmlWriter xml, string style, int x, int y, int width, int height)
    {
        xml.WriteStartElement("rect", Namespace);
        xml.WriteAttributeString("class", style);
        Attribute(xml, "x", $"{x}");
        Attribute(xml, "y", $"{y}");
        Attribute(xml, "width", $"{width}");
        Attribute(xml, "height", $"{height}");
        xml.WriteEndElement();
    }

    internal static void Attribute(XmlWriter xml, string name, FormattableString value) =>
        xml.WriteAttributeString(name, value.ToString(CultureInfo.InvariantCulture));

    private static void Titled(XmlWriter xml, string element, string id, string text)
    {
        xml.WriteStartElement(element, Namespace);
        xml.WriteAttributeString("id", id);
        xml.WriteString(SafeText.Plain(text));
        xml.WriteEndElement();
    }

    /// <summary>Lines of words; a word longer than a line stays whole.</summary>
    private static List<string> Wrap(string text)
    {
        List<string> lines = [];
        StringBuilder line = new();
        foreach (string word in text.Split(' '))
        {
            if (line.Length != 0 && line.Length + 1 + word.Length > WordsPerLine)
            {
                lines.Add(line.ToString());
                line.Clear();
            }

            line.Append(line.Length == 0 ? "" : " ").Append(word);
        }

        lines.Add(line.ToString());
        return lines;
    }
}
