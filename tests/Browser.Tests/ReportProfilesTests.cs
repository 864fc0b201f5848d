using Microsoft.Playwright;
using Xunit;

namespace RdmPlanner.Browser.Tests;

/// <summary>The page of a plan under several profiles, as a reader uses it.</summary>
public sealed class ReportProfilesTests(Browser browser)
{
    [Fact]
    public async Task Profiles_SideBySide_TellTheReleaseThatDropsTheLine()
    {
        await using OpenReport report = await browser.OpenAsync(ReportTests.Rejected);
        ILocator table = report.Page.Locator(".profiles");
        Assert.Equal(
            ["profile", "design", "4.6-4.13", "4.14", "4.15-4.18", "4.19-4.20", "4.21-4.22"], await table.Locator("thead th").AllInnerTextsAsync());
        Assert.Equal(
            ["REJECTED", "REJECTED", "REJECTED", "ACCEPTED", "ACCEPTED", "ACCEPTED"], await table.Locator("tbody tr").First.Locator("td").AllInnerTextsAsync());
        Assert.Contains("the rdm= line is ignored there", await table.InnerTextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("simulate")]
    public async Task AllProfiles_ChosenOne_IsDrawn(string command)
    {
        await using OpenReport report = await browser.OpenAsync([command, .. ReportTests.Rejected[1..], "--profile", "all"]);
        ILocator choice = report.Page.Locator("#stage");
        ILocator summary = report.Page.Locator("#stage-summary");

        Assert.StartsWith("REJECTED under 3 of 6 profiles\n\nUnder 4.14: Device 0000:00:02.0 must keep", await report.Page.Locator("header").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("mmio_hole = 2080 or rdm_mem_boundary = 2015", await report.Page.Locator("header").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(
            ["design: REJECTED", "4.6-4.13: REJECTED", "4.14: REJECTED", "4.15-4.18: ACCEPTED", "4.19-4.20: ACCEPTED", "4.21-4.22: ACCEPTED"],
            await choice.Locator("option").AllInnerTextsAsync());
        Assert.Equal("2", await choice.InputValueAsync());
        Assert.True(await report.Page.Locator("g.stage[data-stage='4.14'] g.overlap.fatal").IsVisibleAsync());

        await choice.FocusAsync();
        await report.Page.Keyboard.PressAsync("End");
        Assert.Equal("5", await choice.InputValueAsync());
        Assert.StartsWith("ACCEPTED. The guest starts.", await summary.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(["4.21-4.22"], await report.Page.Locator("g.stage:not(.off)").EvaluateAllAsync<string[]>("all => all.map(g => g.dataset.stage)"));
        Assert.Equal(0, await report.Page.Locator("g.stage:not(.off) g.culprit").CountAsync());

        await choice.SelectOptionAsync("0");
        Assert.Equal(2, await report.Page.Locator("g.stage:not(.off) g.culprit").CountAsync());
        await report.Block("rdm-1").ClickAsync();
        Assert.Contains("is strict: the guest is not started", await report.Page.Locator("#story").InnerTextAsync(), StringComparison.Ordinal);
        report.AssertQuiet();
    }

    [Fact]
    public async Task AllProfiles_WhereXlRefusesSome_ShowThemAsEmpty()
    {
        await using OpenReport report = await browser.OpenAsync(
            ["plan", "--host", "sample:laptop", "--memory", "4096", "--pci", "00:14.0,bogus=1", "--profile", "all"]);
        ILocator options = report.Page.Locator("#stage option");
        string[] texts = [.. await options.AllInnerTextsAsync()];
        int refused = Array.FindIndex(texts, t => t.EndsWith("REFUSED by xl", StringComparison.Ordinal));

        Assert.InRange(refused, 0, texts.Length - 1);
        await report.Page.Locator("#stage").SelectOptionAsync(refused.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.StartsWith("REFUSED by xl. xl stops at the configuration", await report.Page.Locator("#stage-summary").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await report.Page.Locator("g.stage:not(.off) g.block").CountAsync());
        await report.Page.Locator("#search").FillAsync("0x1000");
        await report.Page.Keyboard.PressAsync("Enter");
        Assert.Contains("nothing is there", await report.Page.Locator("#says").InnerTextAsync(), StringComparison.Ordinal);
        report.AssertQuiet();
    }
}
