using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using RdmPlanner.Planner.Comparison;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Picture;
using RdmPlanner.Planner.Plan;

namespace RdmPlanner.Planner.Reports;

/// <summary>What a page is made of.</summary>
public sealed record HtmlReportContent
{
    /// <summary>What the report is of: the guest and the host; any text.</summary>
    public required string Name { get; init; }

    /// <summary>The picture with its headline.</summary>
    public required MemoryPicture Picture { get; init; }

    /// <summary>The plan.</summary>
    public required PlanOutcome Outcome { get; init; }

    /// <summary>All findings in the order in which they are to be read.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>The profiles side by side; null to leave the table out.</summary>
    public ProfileComparison? Profiles { get; init; }

    /// <summary>Changes that help, the best first.</summary>
    public ImmutableArray<SuggestedChange> Changes { get; init; } = [];

    /// <summary>Where no change fixes it: why, and what can be done outside of the configuration.</summary>
    public ImmutableArray<string> Statements { get; init; } = [];
}

/// <summary>A report as one page: everything is in it, nothing is fetched, and without its script it still says all.</summary>
/// <remarks>
/// The content security policy allows the page's own style sheet and script by their hashes and nothing else, so that even a
/// mistake in escaping would run nothing.
/// </remarks>
public static class HtmlReport
{
    /// <summary>Writes the page.</summary>
    /// <param name="content">What it is made of.</param>
    /// <returns>The page; UTF-8 is its encoding, LF its line end.</returns>
    public static string Write(HtmlReportContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        string style = ReportAsset.Text("picture.css") + ReportAsset.Text("report.css");
        string script = ReportAsset.Text("report.js");
        SvgLayout layout = new(content.Picture);
        HtmlText page = new();
        page.Raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Raw($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{HashOf(style)}'; script-src '{HashOf(script)}'; ")
            .Raw("img-src data:; base-uri 'none'; form-action 'none'\">\n")
            .Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n")
            .Raw("<link rel=\"icon\" href=\"data:,\">\n")
            .Element("title", $"{content.Picture.Headline.Verdict}: {content.Name}")
            .Raw($"\n<style>{style}</style>\n</head>\n<body>\n");
        HtmlSections.WriteHeadline(page, content);
        page.Raw("<main>\n");
        WritePicture(page, content.Picture, layout);
        if (content.Picture.IsOfProfiles)
        {
            // It is what was asked for; elsewhere it is a remark, further down.
            HtmlSections.WriteProfiles(page, content.Profiles, "The same guest under each profile");
        }

        HtmlSections.WriteChanges(page, content);
        HtmlSections.WriteFindings(page, content.Findings);
        HtmlSections.WriteRegions(page, content.Picture.Final);
        HtmlSections.WriteMap(page, content.Picture);
        if (!content.Picture.IsOfProfiles)
        {
            HtmlSections.WriteProfiles(page, content.Profiles, "The same guest under other rules");
        }

        HtmlSections.WriteQuestion(page, content);
        page.Raw("</main>\n<script type=\"application/json\" id=\"picture-data\">")
            .Raw(PictureJson.Write(content.Picture, layout))
            .Raw("</script>\n<script>").Raw(script).Raw("</script>\n</body>\n</html>\n");
        return page.ToString();
    }

    /// <summary>The source expression by which a policy allows exactly this text.</summary>
    internal static string HashOf(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static void WritePicture(HtmlText page, MemoryPicture picture, SvgLayout layout)
    {
        page.Raw("<section class=\"picture\" aria-labelledby=\"picture-heading\">\n<h2 id=\"picture-heading\">The guest's memory</h2>\n");
        HtmlSections.WriteControls(page, picture);
        page.Raw("<div class=\"stagewords\" id=\"stage-summary\">").Text(picture.Final.Summary).Raw("</div>\n<div class=\"canvas\">\n<div class=\"scroll\">\n")
            .Raw(Svg(picture, layout)).Raw("\n</div>\n");
        page.Raw("<aside class=\"story\" id=\"story\" aria-live=\"polite\" hidden></aside>\n</div>\n</section>\n");
    }

    private static string Svg(MemoryPicture picture, SvgLayout layout)
    {
        const int Head = 30;
        StringBuilder text = new();
        using (XmlWriter xml = XmlWriter.Create(text, PictureSvg.Settings()))
        {
            xml.WriteStartElement("svg", PictureSvg.Namespace);
            PictureSvg.Attribute(xml, "viewBox", $"0 0 {SvgLayout.Width} {Head + layout.Height + 64}");
            xml.WriteAttributeString("id", "picture");
            xml.WriteAttributeString("role", "group");
            xml.WriteAttributeString("aria-label", "Lanes of memory by address, low addresses at the top");
            SvgDrawing.WriteDefinitions(xml);
            SvgDrawing.WriteWindow(xml, layout);
            xml.WriteStartElement("g", PictureSvg.Namespace);
            PictureSvg.Attribute(xml, "transform", $"translate(0 {Head})");
            SvgDrawing.WriteHeader(xml, layout);
            xml.WriteStartElement("g", PictureSvg.Namespace);
            xml.WriteAttributeString("id", "window-content");
            xml.WriteAttributeString("clip-path", "url(#window)");
            SvgDrawing.WriteAxis(xml, picture, layout);
            foreach (PictureStage stage in picture.Stages)
            {
                SvgDrawing.WriteStage(xml, stage, layout, picture.Headline, isInteractive: true, isShown: stage == picture.Final);
            }

            SvgDrawing.WriteBreaks(xml, picture, layout);
            xml.WriteEndElement();
            SvgDrawing.WriteLegend(xml, layout.Height + 30);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return text.ToString();
    }
}
