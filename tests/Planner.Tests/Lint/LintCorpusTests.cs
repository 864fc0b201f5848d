using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Lint;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Planner.Tests.Lint;

/// <summary>What lint finds in the tables of real machines, table alone: every rule's number of hits, counted apart from this code.</summary>
public sealed class LintCorpusTests
{
    [Fact]
    public void Run_RealTables_EachRuleHitsAsOftenAsCounted()
    {
        IEnumerable<string> hits = Tables().SelectMany(Lint).GroupBy(f => f.Code).Select(g => $"{g.Key} {g.Count()}")
            .Order(StringComparer.Ordinal);

        Assert.Equal(
            [
                "DMAR1024 10", "LINT8004 27", "LINT8010 2", "LINT8031 11", "LINT8036 4", "LINT8046 3", "LINT8047 2", "LINT8052 47",
                "LINT8053 1", "LINT8055 1", "LINT8056 6", "LINT8057 2", "LINT8090 2",
            ],
            hits);
    }

    [Fact]
    public void Run_RealIvrsTables_EachRuleHitsAsOftenAsCounted()
    {
        IEnumerable<string> hits = Tables("ivrs").SelectMany(Lint).GroupBy(f => f.Code).Select(g => $"{g.Key} {g.Count()}")
            .Order(StringComparer.Ordinal);

        Assert.Equal(["LINT8307 3", "LINT8310 100", "LINT8321 5", "LINT8324 5", "LINT8331 1"], hits);
    }

    [Theory]
    [InlineData("27d1e500a85c", "LINT8010")] // IdeaPad Flex 15: a unit at address 0
    [InlineData("90513e675e02", "LINT8010")] // ThinkPad E15 G2
    [InlineData("27d1e500a85c", "LINT8090")]
    [InlineData("8457940ec9e8", "LINT8047")] // EliteBook 8440p: [0x0-0xfff]
    [InlineData("8a7f5d564352", "LINT8047")] // EliteBook 8540p
    [InlineData("2dfd57ab2da1", "LINT8046")] // 0xed000-0xeffff
    [InlineData("14e7b819bfe0", "LINT8057")] // 0x87800000-0xc7ffffff
    [InlineData("48e5226fed9d", "LINT8057")]
    [InlineData("5a6a5f7b769c", "LINT8036")] // start bus 0x11
    [InlineData("6a90ae66958f", "LINT8036")] // start bus 3
    [InlineData("8b62d3c6b4bf", "LINT8053")] // HP DL360 G7
    [InlineData("2dfd57ab2da1", "LINT8056")]
    public void Run_NamedTable_IsFound(string name, string code)
    {
        string? path = Array.Find(Tables(), p => Path.GetFileNameWithoutExtension(p) == name);
        Assert.SkipWhen(path is null, $"{name} is not among the tables here");

        Assert.Contains(code, Lint(path!).Select(f => f.Code));
    }

    [Theory]
    [InlineData(LintProfile.Spec, 2)]
    [InlineData(LintProfile.Linux, 2)]
    [InlineData(LintProfile.Xen, 4)]
    public void Run_RealTables_HaveNoErrorButUnitsAtZero(LintProfile profile, int errors)
    {
        LintReport report = LintReport.Of(profile, Tables().SelectMany(Lint), 0);

        Assert.Equal(errors, report.Count(Acpi.DiagnosticSeverity.Error));
    }

    private static IEnumerable<LintFinding> Lint(string path) =>
        Linter.Run(new LintRequest { Host = HostReader.Read(File.ReadAllBytes(path), Path.GetFileName(path)) });

    private static string[] Tables(string kind = "dmar")
    {
        Assert.SkipWhen(SharedFolder.Corpus is null, SharedFolder.SkipReason);
        string[] paths = Directory.GetFiles(Path.Combine(SharedFolder.Corpus!, kind), "*.bin");
        Assert.SkipWhen(!Array.Exists(paths, p => p.EndsWith(kind == "dmar" ? "8b62d3c6b4bf.bin" : "81dacd497447.bin", StringComparison.Ordinal)), SharedFolder.SkipReason);
        return paths;
    }
}
