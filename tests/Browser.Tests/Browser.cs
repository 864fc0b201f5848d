using Microsoft.Playwright;
using RdmPlanner.Cli;
using Xunit;

namespace RdmPlanner.Browser.Tests;

/// <summary>One headless Chromium for all tests: the installed one, never a downloaded one.</summary>
public sealed class Browser : IAsyncLifetime
{
    internal const string SkipReason = "no chromium is installed (Debian: chromium; or RDMPLANNER_CHROMIUM names one)";

    private static readonly string?[] Places = [Environment.GetEnvironmentVariable("RDMPLANNER_CHROMIUM"), "/usr/bin/chromium"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rdmplan-browser-");
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Places.FirstOrDefault(place => !string.IsNullOrEmpty(place) && File.Exists(place)) is { } executable)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = executable,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-component-update", "--disable-sync"],
            });
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>Writes a report with the command and opens it; skips the test where there is no browser.</summary>
    internal async Task<OpenReport> OpenAsync(string[] command, BrowserNewContextOptions? options = null)
    {
        Assert.SkipWhen(_browser is null, SkipReason);
        string path = Path.Combine(_folder.FullName, $"{Guid.NewGuid():n}.html");
        StringWriter error = new();
        Streams streams = new() { OpenInput = () => Stream.Null, Output = TextWriter.Null, Error = error };
        ExitCode exit = CommandLine.Run([.. command, "--html", path], streams);
        Assert.True(exit is ExitCode.Accepted or ExitCode.Rejected, $"exit {exit}: {error}");
        IBrowserContext context = await _browser!.NewContextAsync(options);
        OpenReport report = new(context, await context.NewPageAsync());
        await report.Page.GotoAsync(new Uri(path).AbsoluteUri);
        return report;
    }

    /// <summary>A file beside the reports.</summary>
    internal string FileOf(string name, ReadOnlySpan<byte> content)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}

/// <summary>A page that is watched: what it asks of the network and what it complains about.</summary>
internal sealed class OpenReport : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];
    private readonly List<string> _requests = [];

    internal OpenReport(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => _complaints.Add(error);
        page.Dialog += (_, dialog) => _complaints.Add($"dialog: {dialog.Message}");
        page.Request += (_, request) => _requests.Add(request.Url);
    }

    internal IPage Page { get; }

    internal ILocator Block(string id) => Page.Locator($"g.stage:not(.off) g.block[data-id='{id}']");

    /// <summary>The first and last byte in view.</summary>
    internal async Task<(ulong From, ulong To)> ViewAsync() =>
        (Hex(await Page.Locator("#picture").GetAttributeAsync("data-from")), Hex(await Page.Locator("#picture").GetAttributeAsync("data-to")));

    /// <summary>Asserts that the page asked for itself alone and complained of nothing.</summary>
    internal void AssertQuiet()
    {
        Assert.Empty(_complaints);
        string only = Assert.Single(_requests, url => !url.StartsWith("data:", StringComparison.Ordinal));
        Assert.StartsWith("file:", only, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private static ulong Hex(string? text) => Convert.ToUInt64(text, 16);
}
