using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using Xunit;

namespace RdmPlanner.Browser.Tests;

/// <summary>Pages of hostile names and of many regions.</summary>
public sealed class HostileReportTests(Browser browser)
{
    private const string Attack = "</script><img src=x onerror=alert(1)>";

    [Fact]
    public async Task Page_OfHostileNames_ShowsThemAsTextAndRunsNothing()
    {
        string host = browser.FileOf("<b onclick=alert(2)>.bin", HostileTable());
        string guest = browser.FileOf("guest.cfg", Encoding.UTF8.GetBytes(
            $"""
            # {Attack}
            name = "{Attack}"
            type = "hvm"
            memory = 4096
            rdm = "strategy=host,policy=strict"
            pci = [ '00:02.0', 'name={Attack}' ]

            """));
        await using OpenReport report = await browser.OpenAsync(["plan", "--host", host, "--guest", guest]);

        Assert.Contains(Attack, await report.Page.Locator("body").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await report.Page.Locator("img, b[onclick], s, i").CountAsync());
        Assert.Equal(0, await report.Page.EvaluateAsync<int>(
            "() => [...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => a.name.startsWith('on'))).length"));
        await report.Block("rdm-1").ClickAsync();
        Assert.Contains("OEM id '<s>&\"''", await report.Page.Locator("#story").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("OEM table id '</dd><i>'", await report.Page.Locator("#story").InnerTextAsync(), StringComparison.Ordinal);
        report.AssertQuiet();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(500)]
    public async Task Page_OfManyRegions_ShowsEachAndFindsTheLast(int count)
    {
        StringBuilder csv = new("start,last,devices,policy\n");
        for (int i = 0; i < count; i++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"0x{0x8000_0000L + (i * 0x10_0000L):x},0x{0x8000_0fffL + (i * 0x10_0000L):x},00:{i % 32:x2}.{i / 32 % 8},relaxed\n");
        }

        string host = browser.FileOf($"{count}.csv", Encoding.UTF8.GetBytes(csv.ToString()));
        await using OpenReport report = await browser.OpenAsync(["plan", "--host", host, "--memory", "1024", "--rdm", "strategy=host,policy=relaxed"]);

        Assert.Equal(count, await report.Page.Locator("g.stage:not(.off) g.block.rdm").CountAsync());
        await report.Page.Locator("#search").FillAsync($"0x{0x8000_0000L + ((count - 1) * 0x10_0000L):x}");
        await report.Page.Locator("#search").PressAsync("Enter");
        Assert.Contains("RDM: ", await report.Page.Locator("#says").InnerTextAsync(), StringComparison.Ordinal);
        report.AssertQuiet();
    }

    [Fact]
    public async Task Page_AtPhoneWidth_DoesNotGrowBeyondIt()
    {
        await using OpenReport report = await browser.OpenAsync(
            ["plan", "--host", "sample:straddles-2g", "--memory", "4096", "--rdm", "strategy=host,policy=strict"],
            new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 375, Height = 812 } });
        Assert.InRange(await report.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), 1, 375);
        report.AssertQuiet();
    }

    private static byte[] HostileTable()
    {
        byte[] table = [.. File.ReadAllBytes(Path.Combine(TestKit.FixtureFolder.Root, "dumps", "dmar.bin"))];
        "<s>&\"'"u8.CopyTo(table.AsSpan(10));
        "</dd><i>"u8.CopyTo(table.AsSpan(16));
        table[9] = 0;
        table[9] = (byte)(0x100 - (table.Sum(b => b) % 0x100));
        return table;
    }
}
