using System.Text.Json;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Cli.Tests.Commands;

/// <summary>The table of a sweep in its three forms.</summary>
public sealed class SweepCommandTests
{
    [Fact]
    public void Sweep_OfASample_IsTheGoldenTable()
    {
        Ran ran = Rdmplan.Run("sweep", "--host", "sample:straddles-2g", "--memory", "1024-4096/1024");

        Assert.Equal(ExitCode.Accepted, ran.Exit);
        GoldenFile.Check(ran.Output, "sweep", "straddles-2g.expected.txt");
    }

    [Fact]
    public void Sweep_Csv_IsTheGoldenTable()
    {
        Ran ran = Rdmplan.Run(
            "sweep", "--host", "sample:straddles-2g", "--host", "sample:server", "--memory", "2024,2025", "--boundary", "2015,2016,3G", "--policy", "strict", "--format", "csv");

        GoldenFile.Check(ran.Output, "sweep", "two-hosts.expected.csv");
    }

    [Fact]
    public void Sweep_SizesWithAUnit_AreMiBOrGiB()
    {
        string[] rows = Rdmplan.Run(
            "sweep", "--host", "sample:laptop", "--memory", "1024M,3g,2048m,4G,512", "--boundary", "2048", "--policy", "strict", "--format", "csv").Output.Split('\n');

        Assert.Equal(["1024", "3072", "2048", "4096", "512"], rows[1..^1].Select(r => r.Split(',')[4]));
    }

    [Fact]
    public void Sweep_Threshold_IsWhatPlanSays()
    {
        // Straddling region at 0x7e000000 (2016 MiB), 8 MiB of video memory: 2024 MiB fit below it.
        Assert.Equal(ExitCode.Accepted, Plan("2024"));
        Assert.Equal(ExitCode.Rejected, Plan("2025"));
        Ran ran = Rdmplan.Run("sweep", "--host", "sample:straddles-2g", "--boundary", "2048", "--policy", "strict", "--format", "json");
        using JsonDocument json = JsonDocument.Parse(ran.Output);
        JsonElement threshold = json.RootElement.GetProperty("hosts")[0].GetProperty("thresholds")[0];
        Assert.Equal(2024, threshold.GetProperty("accepted_memory")[0].GetProperty("last_mib").GetInt64());

        static ExitCode Plan(string memory) =>
            Rdmplan.Run("plan", "--host", "sample:straddles-2g", "--memory", memory, "--rdm", "strategy=host,policy=strict").Exit;
    }

    [Fact]
    public void Sweep_SeveralHosts_CountsThoseThatAccept()
    {
        Ran ran = Rdmplan.Run(
            "sweep", "--host", "sample:straddles-2g", "sample:server", "--memory", "4096", "--boundary", "1024,2048", "--policy", "strict");

        Assert.Contains("host      strict           1024        4096      2  100.0 %", ran.Output, StringComparison.Ordinal);
        Assert.Contains("host      strict           2048        4096      1   50.0 %", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Sweep_ReleaseThatDropsRdm_AcceptsEverythingAndSaysWhy()
    {
        Ran ran = Rdmplan.Run("sweep", "--host", "sample:straddles-2g", "--memory", "4096", "--profile", "4.17");

        Assert.DoesNotContain("rejected  0x", ran.Output, StringComparison.Ordinal);
        Assert.Contains("CFG5033", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--memory", "1024-8192")]
    [InlineData("--memory", "0")]
    [InlineData("--memory", "8192-1024/1024")]
    [InlineData("--memory", "1024-8192/0")]
    [InlineData("--memory", "1-4294967296/1")]
    [InlineData("--boundary", "two")]
    [InlineData("--policy", "force")]
    [InlineData("--strategy", "")]
    [InlineData("--profile", "3.0")]
    public void Sweep_WrongOptions_AreAUsageError(string option, string value) =>
        Assert.Equal(ExitCode.Usage, Rdmplan.Run("sweep", "--host", "sample:server", option, value).Exit);

    [Fact]
    public void Sweep_MissingHost_IsBadInput() =>
        Assert.Equal(ExitCode.BadInput, Rdmplan.Run("sweep", "--host", "no/such/file", "--memory", "4096").Exit);
}
