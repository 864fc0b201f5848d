using System.Text.Json;
using Xunit;

namespace RdmPlanner.Cli.Tests.Commands;

/// <summary><c>--profile all</c>, lists of profiles, and what a single profile says of the others.</summary>
public sealed class ProfileComparisonTests
{
    private static readonly string[] Question =
        ["--host", "sample:straddles-2g", "--memory", "4096", "--rdm", "strategy=host,policy=strict"];

    [Theory]
    [InlineData("plan")]
    [InlineData("simulate")]
    public void All_StrictRdmLine_IsRejectedByTheDesignAndIgnoredByLaterReleases(string command)
    {
        Ran ran = Rdmplan.Run([command, .. Question, "--profile", "all", "--format", "json"]);

        Assert.Equal(ExitCode.Rejected, ran.Exit);
        using JsonDocument document = JsonDocument.Parse(ran.Output);
        JsonElement[] rows = [.. document.RootElement.GetProperty("profiles").EnumerateArray()];
        Assert.Equal(
            ["design rejected", "4.6-4.13 rejected", "4.14 rejected", "4.15-4.18 accepted", "4.19-4.20 accepted", "4.21-4.22 accepted"],
            rows.Select(r => $"{r.GetProperty("profile").GetString()} {r.GetProperty("outcome").GetString()}"));
        JsonElement late = rows[3];
        Assert.Contains("4.17", late.GetProperty("releases").EnumerateArray().Select(r => r.GetString()));
        Assert.Contains("ignored", late.GetProperty("reasons")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains("CFG5033", late.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("simulate")]
    public void List_OfTwo_HasARowEachInAllForms(string command)
    {
        Ran text = Rdmplan.Run([command, .. Question, "--profile", "design,4.17"]);
        Ran csv = Rdmplan.Run([command, .. Question, "--profile", "design,4.17", "--format", "csv"]);

        Assert.StartsWith("verdict: REJECTED under 1 of 2 profiles\n", text.Output, StringComparison.Ordinal);
        Assert.Contains("warning[CFG5033]", text.Output, StringComparison.Ordinal);
        string[] lines = csv.Output.Split('\n');
        Assert.StartsWith("design,rejected,toolstack,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("4.17,accepted,", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void All_ReleasesOfABandThatDiffer_AreSplit()
    {
        // 2 GiB count for the hole before 4.17.7, so that it grows; the BAR goes above 4 GiB in all of them.
        Ran ran = Rdmplan.Run(
            "simulate", "--host", "sample:no-region", "--memory", "2048", "--pci", "01:00.0", "--bar", "01:00.0:0=2G,64", "--profile", "all");

        Assert.Equal(ExitCode.Accepted, ran.Exit);
        Assert.Contains("4.17.7, 4.18", ran.Output, StringComparison.Ordinal);
        Assert.Contains("4.15-4.16, 4.17.0-4.17.6", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void All_GuestThatEveryProfileRefuses_IsSaidAsForOne() =>
        Assert.Equal(ExitCode.Usage, Rdmplan.Run("plan", "--host", "sample:laptop", "--memory", "4096", "--mmio-hole", "1", "--profile", "all").Exit);

    [Fact]
    public void All_StringThatOnlySomeRefuse_IsARowThatStopsAtTheConfiguration()
    {
        string output = Rdmplan.Run("plan", "--host", "sample:laptop", "--memory", "4096", "--pci", "00:14.0,bogus=1", "--profile", "all").Output;

        Assert.Contains("REJECTED (configuration)", output, StringComparison.Ordinal);
        Assert.Contains("ACCEPTED", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("design", "under 4.15-4.18, 4.19-4.20, 4.21-4.22 the same input is accepted")]
    [InlineData("4.17", "under design, 4.6-4.13, 4.14 the same input is rejected")]
    public void One_VerdictThatOthersDoNotShare_IsReported(string profile, string expected)
    {
        foreach (string command in (string[])["plan", "simulate"])
        {
            string output = Rdmplan.Run([command, .. Question, "--profile", profile, "--format", "json"]).Output;
            Assert.Contains(expected, output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("design,")]
    [InlineData("all,4.17")]
    [InlineData("4.5,4.17")]
    public void List_WithAnUnknownName_IsAUsageError(string profiles) =>
        Assert.Equal(ExitCode.Usage, Rdmplan.Run([.. (string[])["plan"], .. Question, "--profile", profiles]).Exit);
}
