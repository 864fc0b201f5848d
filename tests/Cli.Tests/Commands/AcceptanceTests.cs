using System.Text.Json;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Cli.Tests.Commands;

/// <summary>The promises the command was built for, on a real table.</summary>
public sealed class AcceptanceTests
{
    private const string Strict = "strategy=host,policy=strict";

    private static string RealTable()
    {
        string? path = SharedFolder.Corpus is { } corpus ? Path.Combine(corpus, "dmar", "14b19f6889d3.bin") : null;
        Assert.SkipUnless(path is not null && File.Exists(path), SharedFolder.SkipReason);
        return path;
    }

    [Fact]
    public void Plan_StrictBelowBoundary_IsRejectedAndNamesBothSides()
    {
        Ran ran = Rdmplan.Run("plan", "--host", RealTable(), "--memory", "4096", "--rdm", Strict);

        Assert.Equal(ExitCode.Rejected, ran.Exit);
        Assert.Contains("[0x7c000000, 0x80400000)", ran.Output, StringComparison.Ordinal);
        Assert.Contains("[0x0, 0xf0000000)", ran.Output, StringComparison.Ordinal);
        Assert.Contains("RMRR #1 at offset 0x68", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_RelaxedBelowBoundary_IsAcceptedWithAWarning()
    {
        Ran ran = Rdmplan.Run("plan", "--host", RealTable(), "--memory", "4096", "--rdm", "strategy=host,policy=relaxed");

        Assert.Equal(ExitCode.Accepted, ran.Exit);
        Assert.Contains("warning[RDM3002]", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_StrictWithLowerBoundary_IsAcceptedWithoutAWarning()
    {
        Ran ran = Rdmplan.Run("plan", "--host", RealTable(), "--memory", "4096", "--rdm", Strict, "--boundary", "1024");

        Assert.Equal(ExitCode.Accepted, ran.Exit);
        Assert.DoesNotContain("warning", ran.Output + ran.Error, StringComparison.Ordinal);
        Assert.Contains("0xf0000000 -> 0x7c000000", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_SuggestedBoundary_IsTheHighestThatHelps()
    {
        Ran suggested = Rdmplan.Run("plan", "--host", RealTable(), "--memory", "4096", "--rdm", Strict, "--boundary", "1983");
        Ran next = Rdmplan.Run("plan", "--host", RealTable(), "--memory", "4096", "--rdm", Strict, "--boundary", "1984");

        Assert.Equal((ExitCode.Accepted, ExitCode.Rejected), (suggested.Exit, next.Exit));
    }

    [Fact]
    public void Decode_RealTables_HaveTheKeysAndValuesOfTheCorpus()
    {
        string folder = Path.GetDirectoryName(RealTable())!;
        foreach (string path in Directory.EnumerateFiles(folder, "*.bin").Order(StringComparer.Ordinal))
        {
            Ran ran = Rdmplan.Run("decode", "--format", "json", path);
            Assert.Equal(ExitCode.Accepted, ran.Exit);
            using JsonDocument actual = JsonDocument.Parse(ran.Output);
            using JsonDocument expected = JsonDocument.Parse(File.ReadAllText(Path.ChangeExtension(path, ".json")));
            JsonElement table = Assert.Single(actual.RootElement.GetProperty("tables").EnumerateArray());
            string[] wrong =
            [
                .. Planner.Scenarios.JsonDifference.Between(expected.RootElement, table)
                    .Where(d => d.Expected is not null).Select(d => d.ToString()),
            ];
            Assert.Empty(wrong);
        }
    }
}
