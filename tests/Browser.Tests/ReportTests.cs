using Microsoft.Playwright;
using Xunit;

namespace RdmPlanner.Browser.Tests;

/// <summary>The page of a plan, as a reader uses it.</summary>
public sealed class ReportTests(Browser browser)
{
    internal static readonly string[] Rejected = ["plan", "--host", "sample:straddles-2g", "--memory", "4096", "--rdm", "strategy=host,policy=strict"];
    private static readonly string[] Accepted = ["plan", "--host", "sample:laptop", "--memory", "4096", "--rdm", "strategy=host,policy=strict"];

    [Fact]
    public async Task Page_OfARejectedPlan_SaysOnTopWhoCollidesAndWhatToChange()
    {
        await using OpenReport report = await browser.OpenAsync(Rejected);
        string header = await report.Page.Locator("header").InnerTextAsync();

        Assert.Contains("REJECTED", header, StringComparison.Ordinal);
        Assert.Contains("0000:00:02.0", header, StringComparison.Ordinal);
        Assert.Contains("0x7e000000 to 0x81ffffff", header, StringComparison.Ordinal);
        Assert.Contains("low RAM (0x0 to 0xefffffff)", header, StringComparison.Ordinal);
        Assert.Contains("mmio_hole = 2080 or rdm_mem_boundary = 2015", header, StringComparison.Ordinal);
        LocatorBoundingBoxResult box = (await report.Page.Locator("header").BoundingBoxAsync())!;
        Assert.InRange(box.Y + box.Height, 1, 400);
        Assert.Equal(["rdm-1", "ram-low"], (await report.Page.Locator("g.stage:not(.off) g.culprit").EvaluateAllAsync<string[]>("all => all.map(g => g.dataset.id)")).Order(StringComparer.Ordinal).Reverse());
        report.AssertQuiet();
    }

    [Fact]
    public async Task Page_WithoutScript_SaysEverythingThatTheScriptShows()
    {
        await using OpenReport report = await browser.OpenAsync(Rejected, new BrowserNewContextOptions { JavaScriptEnabled = false });

        Assert.True(await report.Page.Locator("#picture").IsVisibleAsync());
        Assert.False(await report.Page.Locator(".controls").IsVisibleAsync());
        Assert.Equal(1, await report.Page.Locator("g.stage:not(.off)").CountAsync());
        await report.Page.Locator("#story-rdm-1 summary").ClickAsync();
        string story = await report.Page.Locator("#story-rdm-1").InnerTextAsync();
        Assert.Contains("0068: 01 00 20 00", story, StringComparison.Ordinal);
        Assert.Contains("policy", story, StringComparison.Ordinal);
        Assert.Contains("RDM3001", await report.Page.Locator(".findings").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pointer_HoverAndClick_ShowTheRegionsStory()
    {
        await using OpenReport report = await browser.OpenAsync(Rejected);
        await report.Block("rdm-1").HoverAsync();
        Assert.Contains("RDM: 00:02.0", await report.Page.Locator("#story").InnerTextAsync(), StringComparison.Ordinal);

        await report.Page.Locator("h1").HoverAsync();
        Assert.False(await report.Page.Locator("#story").IsVisibleAsync());

        await report.Block("rdm-1").ClickAsync();
        await report.Page.Locator("h1").HoverAsync();
        string story = await report.Page.Locator("#story").InnerTextAsync();
        Assert.Contains("RMRR #1 at offset 0x68", story, StringComparison.Ordinal);
        Assert.Contains("0068: 01 00 20 00", story, StringComparison.Ordinal);
        Assert.Contains("is strict: the guest is not started", story, StringComparison.Ordinal);
        Assert.Equal("true", await report.Block("rdm-1").GetAttributeAsync("aria-pressed"));
        report.AssertQuiet();
    }

    [Fact]
    public async Task Keyboard_TabArrowsAndEnter_SelectAndZoom()
    {
        await using OpenReport report = await browser.OpenAsync(Accepted);
        await report.Page.Locator("#search").FocusAsync();
        for (int i = 0; i < 30 && await FocusedAsync(report) is null; i++)
        {
            await report.Page.Keyboard.PressAsync("Tab");
        }

        Assert.StartsWith("rdm-", await FocusedAsync(report), StringComparison.Ordinal);
        await report.Page.Keyboard.PressAsync("ArrowRight");
        Assert.StartsWith("ram-", await FocusedAsync(report), StringComparison.Ordinal);
        await report.Page.Keyboard.PressAsync("ArrowDown");
        Assert.Equal("ram-high", await FocusedAsync(report));
        Assert.Contains("guest RAM: high RAM", await report.Page.Locator("#story").InnerTextAsync(), StringComparison.Ordinal);

        await report.Page.Keyboard.PressAsync("ArrowLeft");
        Assert.StartsWith("rdm-", await FocusedAsync(report), StringComparison.Ordinal);
        await report.Page.Keyboard.PressAsync("Enter");
        (ulong from, ulong to) = await report.ViewAsync();
        Assert.InRange(from, 0x8000_0000UL, 0x9000_0000UL);
        Assert.InRange(to, 0x8d5d_d000UL, 0xf000_0000UL);
        await report.Page.Keyboard.PressAsync("Escape");
        Assert.Equal((0UL, 0x1_723f_ffffUL), await report.ViewAsync());
        report.AssertQuiet();
    }

    [Fact]
    public async Task Zoom_ToOnePage_ShowsOnePageAndItsTicks()
    {
        await using OpenReport report = await browser.OpenAsync(Accepted);
        await SearchAsync(report, "0x8d5dd000");
        (ulong from, ulong to) = await report.ViewAsync();
        Assert.True(from <= 0x8d5d_d000 && to >= 0x8d5d_dfff, $"0x{from:x} to 0x{to:x}");
        Assert.InRange(to - from, 0x1000UL, 0x8000UL);

        await report.Page.Locator("#zoom-all").ClickAsync();
        await report.Page.Locator("#zoom-in").ClickAsync();
        (ulong nearFrom, ulong nearTo) = await report.ViewAsync();
        Assert.True(nearTo - nearFrom < 0x1_7240_0000);
        for (int i = 0; i < 80; i++)
        {
            await report.Page.Locator("#zoom-in").ClickAsync();
        }

        (from, to) = await report.ViewAsync();
        Assert.InRange(to - from, 0UL, 0x2000UL);
        report.AssertQuiet();
    }

    [Fact]
    public async Task Drag_WhenZoomed_MovesTheView()
    {
        await using OpenReport report = await browser.OpenAsync(Accepted);
        await report.Page.Locator("#zoom-in").ClickAsync();
        await report.Page.Locator("#zoom-in").ClickAsync();
        (ulong before, _) = await report.ViewAsync();
        await report.Page.Locator("#picture").ScrollIntoViewIfNeededAsync();
        LocatorBoundingBoxResult box = (await report.Page.Locator("#picture").BoundingBoxAsync())!;
        float x = box.X + (box.Width * 0.5f);
        float y = box.Y + 100;
        await report.Page.Mouse.MoveAsync(x, y);
        await report.Page.Mouse.DownAsync();
        await report.Page.Mouse.MoveAsync(x, y + 120, new MouseMoveOptions { Steps = 4 });
        await report.Page.Mouse.UpAsync();
        (ulong after, _) = await report.ViewAsync();
        Assert.True(after < before, $"0x{after:x} is not before 0x{before:x}");
        report.AssertQuiet();
    }

    [Theory]
    [InlineData("0x8d5dd000", "RDM: 00:14.0 (exposed)")]
    [InlineData("gfn:8d5dd", "gfn 0x8d5dd = 0x8d5dd000: RDM: 00:14.0 (exposed)")]
    [InlineData("gfn 0x8d5dd", "RDM: 00:14.0 (exposed)")]
    [InlineData("00:14.0", "1 match(es); shown: RDM, 00:14.0")]
    [InlineData("0000:00:02.0", "1 match(es); shown: RDM, 00:02.0")]
    [InlineData("0x8d500000", "nothing is there")]
    [InlineData("0xffffffffffffffff", "is behind everything")]
    [InlineData("17:00.0", "Nothing in this stage matches")]
    public async Task Search_AddressFrameOrDevice_SaysWhatIsThere(string words, string expected)
    {
        await using OpenReport report = await browser.OpenAsync(Accepted);
        await SearchAsync(report, words);
        Assert.Contains(expected, await report.Page.Locator("#says").InnerTextAsync(), StringComparison.Ordinal);
        report.AssertQuiet();
    }

    [Fact]
    public async Task StageSlider_GoesFromConfiguredToToolstack()
    {
        await using OpenReport report = await browser.OpenAsync(Accepted);
        ILocator slider = report.Page.Locator("#stage");
        Assert.Equal("toolstack", await report.Page.Locator("#stage-name").InnerTextAsync());
        await slider.PressAsync("ArrowLeft");
        Assert.Equal("as configured", await report.Page.Locator("#stage-name").InnerTextAsync());
        Assert.Contains("low RAM ends at 0xf0000000", await report.Page.Locator("#stage-summary").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("0xefffffff", await report.Block("ram-low").GetAttributeAsync("data-last"));
        await slider.PressAsync("ArrowRight");
        Assert.Equal("0x8d3fffff", await report.Block("ram-low").GetAttributeAsync("data-last"));
        report.AssertQuiet();
    }

    [Fact]
    public async Task StageSlider_OfASimulation_GoesThroughAssignmentAndHvmloader()
    {
        await using OpenReport report = await browser.OpenAsync(
            ["simulate", "--host", "sample:laptop", "--memory", "4096", "--rdm", "strategy=host,policy=strict", "--pci", "00:02.0"]);
        ILocator name = report.Page.Locator("#stage-name");
        List<string> names = [await name.InnerTextAsync()];
        for (int i = 0; i < 3; i++)
        {
            await report.Page.Locator("#stage").PressAsync("ArrowLeft");
            names.Add(await name.InnerTextAsync());
        }

        Assert.Equal(["hvmloader", "assignment", "toolstack", "as configured"], names);
        await report.Page.Locator("#stage").PressAsync("End");
        Assert.True(await report.Page.Locator("g.stage:not(.off) g.block.bar").CountAsync() > 0);
        await report.Page.Locator("#search").FillAsync("00:02.0");
        await report.Page.Locator("#search").PressAsync("Enter");
        Assert.Contains("identity RDM: RDM of 0000:00:02.0", await report.Page.Locator("#story").InnerTextAsync(), StringComparison.Ordinal);
        report.AssertQuiet();
    }

    [Fact]
    public async Task Filters_HideALaneAndAType()
    {
        await using OpenReport report = await browser.OpenAsync(Accepted);
        await report.Page.Locator("[data-filter-lane='guest RAM']").UncheckAsync();
        Assert.False(await report.Block("ram-low").IsVisibleAsync());
        Assert.True(await report.Block("rdm-1").IsVisibleAsync());
        await report.Page.Locator("[data-filter-kind='rdm']").UncheckAsync();
        Assert.False(await report.Block("rdm-1").IsVisibleAsync());
        await report.Page.Locator("[data-filter-lane='guest RAM']").CheckAsync();
        Assert.True(await report.Block("ram-low").IsVisibleAsync());
        report.AssertQuiet();
    }

    [Fact]
    public async Task Theme_FollowsTheSystemAndTheToggle()
    {
        await using OpenReport report = await browser.OpenAsync(Accepted, new BrowserNewContextOptions { ColorScheme = ColorScheme.Dark });
        string dark = await BackgroundAsync(report);
        Assert.Equal("rgb(18, 22, 28)", dark);
        await report.Page.Locator("#theme").ClickAsync();
        Assert.Equal("rgb(255, 255, 255)", await BackgroundAsync(report));
        await report.Page.Locator("#theme").ClickAsync();
        Assert.Equal(dark, await BackgroundAsync(report));
        report.AssertQuiet();
    }

    [Fact]
    public async Task Fix_IsCopiedAsTheDiffItShows()
    {
        await using OpenReport report = await browser.OpenAsync(Rejected, new BrowserNewContextOptions { Permissions = ["clipboard-read", "clipboard-write"] });
        string diff = await report.Page.Locator("#diff-1").InnerTextAsync();
        Assert.Contains("\n+mmio_hole = 2080", diff, StringComparison.Ordinal);
        await report.Page.Locator("button[data-copy='diff-1']").ClickAsync();
        await Assertions.Expect(report.Page.Locator("button[data-copy='diff-1']")).ToHaveTextAsync("Copied");
        Assert.Equal(diff + "\n", await report.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
        report.AssertQuiet();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Words_OnTheirGround_HaveTheContrastOfLevelAa(ColorScheme scheme)
    {
        await using OpenReport report = await browser.OpenAsync(Rejected, new BrowserNewContextOptions { ColorScheme = scheme });
        string[] weak = await report.Page.EvaluateAsync<string[]>(
            """
            () => {
              const rgb = (text) => text.match(/[\d.]+/g).map(Number);
              const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
                .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
                .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
              const ground = (e) => {
                for (; e; e = e.parentElement) {
                  const c = rgb(getComputedStyle(e).backgroundColor);
                  if (c.length < 4 || c[3] > 0) return c;
                }
                return [255, 255, 255];
              };
              const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
              const html = [...document.querySelectorAll("main *, header *")]
                .filter((e) => !e.closest("svg") && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim() !== ""))
                .map((e) => [e.tagName + "." + e.className, rgb(getComputedStyle(e).color), ground(e)]);
              const drawn = [...document.querySelectorAll("g.stage:not(.off) g.block")].flatMap((g) => [...g.querySelectorAll("text")]
                .map((t) => [g.getAttribute("class"), rgb(getComputedStyle(t).fill), rgb(getComputedStyle(g.querySelector("rect")).fill)]));
              const beside = [...document.querySelectorAll("text.address, text.frame, text.column, text.legend, text.edge-label, text.break-size")]
                .map((t) => [t.getAttribute("class"), rgb(getComputedStyle(t).fill), rgb(getComputedStyle(document.body).backgroundColor)]);
              return [...html, ...drawn, ...beside].filter(([, a, b]) => ratio(a, b) < 4.5).map(([n, a, b]) => `${n} ${a} on ${b}: ${ratio(a, b)}`);
            }
            """);
        Assert.Empty(weak);
    }

    private static Task<string> BackgroundAsync(OpenReport report) =>
        report.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");

    private static Task<string?> FocusedAsync(OpenReport report) =>
        report.Page.EvaluateAsync<string?>("() => document.activeElement?.dataset?.id ?? null");

    private static async Task SearchAsync(OpenReport report, string words)
    {
        await report.Page.Locator("#search").FillAsync(words);
        await report.Page.Locator("#search").PressAsync("Enter");
    }
}
