using System.Collections.Immutable;
using RdmPlanner.Planner.Picture;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Reports;
using RdmPlanner.TestKit;
using Xunit;
using static RdmPlanner.Planner.Tests.Rdm.Given;

namespace RdmPlanner.Planner.Tests.Picture;

/// <summary>The map of a terminal: golden pictures, widths, characters.</summary>
public sealed class MapTextTests
{
    [Theory]
    [InlineData("accepted", 80)]
    [InlineData("rejected", 80)]
    [InlineData("rejected", 60)]
    [InlineData("rejected", 75)]
    [InlineData("rejected", 72)]
    [InlineData("at-a-risk", 80)]
    [InlineData("64-regions", 80)]
    [InlineData("16-tib", 60)]
    [InlineData("16-tib", 120)]
    [InlineData("simulated", 100)]
    public void Lines_OfAKeptGuest_AreTheGoldenMap(string name, int width) =>
        GoldenFile.Check(MapText.Join(Draw(name, width)), "pictures", name, $"expected.map-{width}.txt");

    [Theory]
    [InlineData("rejected", 60)]
    [InlineData("64-regions", 60)]
    [InlineData("16-tib", 61)]
    [InlineData("simulated", 60)]
    [InlineData("simulated", 200)]
    public void Lines_OfAnyWidth_ArePlainAsciiAndNoWider(string name, int width) => Assert.All(
        Draw(name, width),
        line =>
        {
            Assert.InRange(line.ToString().Length, 0, width);
            Assert.DoesNotContain(line.ToString(), c => c is < ' ' or > '~');
        });

    [Fact]
    public void Lines_WithUnicode_AreNoWiderAndSayTheSameWords()
    {
        MemoryPicture picture = Pictures.Of("rejected");
        string[] ascii = [.. MapText.Lines(picture, picture.Final, new MapForm(80, false)).Select(l => l.ToString())];
        string[] blocks = [.. MapText.Lines(picture, picture.Final, new MapForm(80, true)).Select(l => l.ToString())];

        Assert.Equal(ascii.Length, blocks.Length);
        Assert.All(blocks, line => Assert.InRange(line.Length, 0, 80));
        Assert.Equal(ascii.Select(Words), blocks.Select(Words));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(500)]
    public void Lines_OfManyRegions_HaveARowForEach(int count)
    {
        MemoryPicture picture = MemoryPicture.Of(MemoryPlanner.Plan(Ask(Guest(1024), Pictures.Regions(count))));
        string[] rows = [.. MapText.Lines(picture, picture.Final, new MapForm(80, false)).Select(l => l.ToString())];

        Assert.All(
            picture.Final.Blocks.Where(b => b.Kind == BlockKind.Rdm),
            region => Assert.Single(rows, row => row.StartsWith($"0x{region.Start:x} ", StringComparison.Ordinal) && row.Contains('#')));
    }

    [Fact]
    public void Lines_NarrowerThanTheLeast_IsTheCallersFault()
    {
        MemoryPicture picture = Pictures.Of("accepted");
        Assert.Throws<ArgumentOutOfRangeException>(() => MapText.Lines(picture, picture.Final, new MapForm(59, false)));
    }

    private static ImmutableArray<MapLine> Draw(string name, int width)
    {
        MemoryPicture picture = Pictures.Of(name);
        return MapText.Lines(picture, picture.Final, new MapForm(width, false));
    }

    private static string Words(string line) => string.Concat(line.Where(c => char.IsAsciiLetterOrDigit(c) && c != 'o'));
}
