using System.Globalization;
using System.Xml.Linq;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Picture;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Reports;
using RdmPlanner.TestKit;
using Xunit;
using static RdmPlanner.Planner.Tests.Rdm.Given;

namespace RdmPlanner.Planner.Tests.Picture;

/// <summary>The drawn picture: golden files, valid XML, nothing active, every region with a title and a visible mark.</summary>
public sealed class PictureSvgTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Theory]
    [InlineData("accepted")]
    [InlineData("rejected")]
    [InlineData("at-a-risk")]
    [InlineData("64-regions")]
    [InlineData("16-tib")]
    [InlineData("simulated")]
    public void Write_OfAKeptGuest_IsTheGoldenPicture(string name) =>
        GoldenFile.Check(PictureSvg.Write(Pictures.Of(name), name), "pictures", name, "expected.svg");

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(500)]
    public void Write_OfManyRegions_GivesEachATitleAndRoom(int count)
    {
        XDocument picture = Draw(MemoryPlanner.Plan(Ask(Guest(1024), Pictures.Regions(count))));
        XElement[] regions = [.. picture.Descendants(Svg + "g").Where(g => Classes(g).Contains("rdm") && g.Element(Svg + "title") is not null)];

        Assert.Equal(count, regions.Length);
        Assert.All(regions, region =>
        {
            Assert.StartsWith("RDM: ", region.Element(Svg + "title")!.Value, StringComparison.Ordinal);
            Assert.InRange(Number(region.Element(Svg + "rect")!, "height"), 12, 200);
        });
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><svg onload=alert(1)>]]>&amp;\u0000\u0001\u001b[31m\u202e\ud800")]
    public void Write_OfHostileNames_IsTextAndNothingElse(string hostile)
    {
        HostDescription host = Rdm.Given.Host(Region(0x7c00_0000, 0x803f_ffff, Gpu)) with { Name = hostile };
        PlanRequest request = new() { Host = host, Guest = Guest(4096) with { Name = Set<string?>(hostile) } };
        string text = PictureSvg.Write(MemoryPicture.Of(MemoryPlanner.Plan(request)), hostile);
        XDocument picture = XDocument.Parse(text);

        Assert.Empty(picture.Descendants(Svg + "script"));
        Assert.DoesNotContain(picture.Descendants().Attributes(), a => a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.Contains(SafeText.Plain(hostile), picture.Descendants(Svg + "text").Select(t => t.Value));
    }

    [Fact]
    public void Write_AnyPicture_RefersToNothingOutside()
    {
        string text = PictureSvg.Write(Pictures.Of("rejected"), "name");
        Assert.DoesNotContain("href", text, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", text, StringComparison.Ordinal);
        Assert.Equal(["http://www.w3.org/2000/svg"], text.Split('"').Where(part => part.Contains("://", StringComparison.Ordinal)));
    }

    private static XDocument Draw(PlanOutcome outcome) => XDocument.Parse(PictureSvg.Write(MemoryPicture.Of(outcome), "name"));

    private static string[] Classes(XElement element) => ((string?)element.Attribute("class") ?? "").Split(' ');

    private static int Number(XElement element, string name) => int.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
