using System.Text.Json;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Cli.Tests.Commands;

/// <summary><c>rdmplan plan</c>: inputs, overriding, forms and exit codes.</summary>
public sealed class PlanCommandTests
{
    private const string Guest =
        """
        name = "win10"
        type = "hvm"
        memory = 4096
        vga = "stdvga"
        rdm = "strategy=host,policy=strict"
        pci = [ '00:14.0,rdm_policy=relaxed' ]

        """;

    public static TheoryData<string, string> GoldenPlans => new()
    {
        { "laptop-strict", "--host sample:laptop --memory 4096 --rdm strategy=host,policy=strict" },
        { "straddles-2g-strict", "--host sample:straddles-2g --memory 4096 --rdm strategy=host,policy=strict" },
        { "straddles-2g-relaxed", "--host sample:straddles-2g --memory 4096 --rdm strategy=host,policy=relaxed" },
        { "server-device", "--host sample:server --memory 8192 --pci 00:1d.0" },
        { "no-region", "--host sample:no-region --memory 2048 --pci 03:00.0" },
    };

    [Theory]
    [MemberData(nameof(GoldenPlans))]
    public void Plan_Sample_PrintsTheGoldenReport(string name, string arguments) =>
        GoldenFile.Check(Rdmplan.Run(["plan", .. arguments.Split(' ')]).Output, "guests", name, "expected.plan.txt");

    [Fact]
    public void Plan_GuestFile_IsOverriddenByOptions()
    {
        using JsonDocument file = Json(Guest, "--host", "sample:laptop", "--guest", "-");
        using JsonDocument overridden = Json(Guest, "--host", "sample:laptop", "--guest", "-", "--memory", "1024");

        Assert.Equal(4096, file.RootElement.GetProperty("guest").GetProperty("memory_mib").GetInt32());
        Assert.Equal("0x3f000000", overridden.RootElement.GetProperty("lowmem_end").GetString());
        Assert.Equal("win10", overridden.RootElement.GetProperty("guest").GetProperty("name").GetString());
    }

    [Fact]
    public void Plan_Json_HasTheKeysPromised()
    {
        using JsonDocument document = Json(Guest, "--host", "sample:laptop", "--guest", "-");
        JsonElement root = document.RootElement;

        Assert.Equal("1.0", root.GetProperty("format_version").GetString());
        Assert.Equal("accepted", root.GetProperty("outcome").GetString());
        Assert.Equal("design", root.GetProperty("profile").GetString());
        Assert.Equal("0x8d400000", root.GetProperty("lowmem_end").GetString());
        Assert.Equal("0x171c00000", root.GetProperty("highmem_end").GetString());
        JsonElement region = root.GetProperty("regions")[0];
        Assert.Equal(
            ("0x8d800000", "0x2800000", "strict", "exposed"),
            (Text(region, "start"), Text(region, "size"), Text(region, "policy"), Text(region, "disposition")));
        Assert.StartsWith("global", Text(region, "policy_origin"), StringComparison.Ordinal);
        Assert.Equal("RMRR #2 at offset 0x88 of sample:laptop", region.GetProperty("sources")[0].GetString());
        Assert.Equal(
            ["0x100000", "0x8d800000", "0x8d5dd000", "0x100000000"],
            root.GetProperty("memory_map").EnumerateArray().Select(entry => Text(entry, "addr")));
    }

    [Theory]
    [InlineData(ExitCode.Usage, "plan", "--host", "sample:laptop", "--rdm", "strategy=bogus")]
    [InlineData(ExitCode.Usage, "plan", "--host", "sample:laptop", "--pci", "00:14")]
    [InlineData(ExitCode.Usage, "plan", "--host", "sample:laptop", "--memory", "many")]
    [InlineData(ExitCode.Usage, "plan", "--host", "sample:laptop", "--hap", "--no-hap")]
    [InlineData(ExitCode.Usage, "plan", "--host", "sample:laptop", "--profile", "4.5")]
    [InlineData(ExitCode.Usage, "plan", "--host", "sample:laptop", "--format", "xml")]
    [InlineData(ExitCode.Usage, "plan", "--host", "sample:laptop", "--region", "zz")]
    [InlineData(ExitCode.Usage, "plan", "--host", "-", "--guest", "-")]
    [InlineData(ExitCode.Usage, "frobnicate")]
    [InlineData(ExitCode.BadInput, "plan", "--host", "sample:nothing")]
    [InlineData(ExitCode.BadInput, "plan", "--host", "fixtures/no-such-file")]
    [InlineData(ExitCode.BadInput, "plan", "--host", "fixtures/README.md")]
    [InlineData(ExitCode.BadInput, "plan", "--host", "sample:laptop", "--guest", "fixtures/no-such-file")]
    [InlineData(ExitCode.Accepted, "plan", "--host", "sample:laptop", "--memory", "1024")]
    [InlineData(ExitCode.Rejected, "plan", "--host", "sample:straddles-2g", "--memory", "4096", "--rdm", "strategy=host,policy=strict")]
    [InlineData(ExitCode.Rejected, "plan", "--host", "sample:straddles-2g", "--memory", "4096", "--rdm", "strategy=host", "--fail-on", "warning")]
    public void Plan_Arguments_GiveTheDocumentedExitCode(ExitCode expected, params string[] arguments)
    {
        Ran ran = Rdmplan.Run(arguments);

        Assert.Equal(expected, ran.Exit);
        Assert.Equal(expected is ExitCode.Accepted or ExitCode.Rejected, ran.Output.Length > 0);
    }

    [Fact]
    public void Plan_BadGuestFile_NamesLineAndColumn()
    {
        Ran ran = Rdmplan.RunWithInput(Rdmplan.Utf8("memory = 4096\nrdm = \"strategy=moon\"\n"), "plan", "--host", "sample:laptop", "--guest", "-");

        Assert.Equal(ExitCode.BadInput, ran.Exit);
        Assert.Contains("-:2:", ran.Error, StringComparison.Ordinal);
        Assert.Contains("moon", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_RegionOption_NeedsNoHost()
    {
        Ran ran = Rdmplan.Run(
            "plan", "--region", "0x7c000000-0x803fffff=00:02.0", "--memory", "4096", "--pci", "00:02.0");

        Assert.Equal(ExitCode.Rejected, ran.Exit);
        Assert.Contains("[0x7c000000, 0x80400000)", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_Layout_IsCheckedAsItStands()
    {
        const string Layout = "start,end,type\n0x0,0x8d800000,RAM\n0x100000000,0x180000000,RAM\n";

        Ran ran = Rdmplan.RunWithInput(
            Rdmplan.Utf8(Layout), "plan", "--host", "sample:laptop", "--layout", "-", "--rdm", "strategy=host,policy=strict");

        Assert.Equal(ExitCode.Rejected, ran.Exit);
        Assert.Contains("RDM [0x8d5dd000, 0x8d5fd000)", ran.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("strict RDM [0x8d800000", ran.Output, StringComparison.Ordinal);
    }

    private static JsonDocument Json(string guest, params string[] arguments) =>
        JsonDocument.Parse(Rdmplan.RunWithInput(Rdmplan.Utf8(guest), ["plan", "--format", "json", .. arguments]).Output);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
