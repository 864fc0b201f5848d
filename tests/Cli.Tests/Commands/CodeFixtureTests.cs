using System.Text.RegularExpressions;
using RdmPlanner.Planner.Explain;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Cli.Tests.Commands;

/// <summary>Every code can be seen: a command line that provokes it, or the reason why there is none.</summary>
public sealed class CodeFixtureTests
{
    public static TheoryData<string> Codes => [.. CodeFixture.Codes];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Run_FixtureOfACode_PrintsIt(string code)
    {
        CodeFixture fixture = CodeFixture.Read(code);

        Ran ran = Rdmplan.RunWithInput(fixture.Input, fixture.Arguments);

        Assert.Matches($@"\b{Regex.Escape(code)}\b", ran.Output + ran.Error);
        Assert.NotEqual(ExitCode.Internal, ran.Exit);
    }

    [Fact]
    public void Fixtures_AndExceptions_CoverEachCodeOnce()
    {
        string[] covered = [.. CodeFixture.Codes, .. CodeFixture.NotProvoked().Select(row => row.Code)];

        Assert.Equal(CodeCatalog.All.Select(c => c.Code).Order(StringComparer.Ordinal), covered.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void NotProvoked_EachRow_NamesATestThatExists()
    {
        string tests = string.Concat(Directory.EnumerateFiles(Path.Combine(FixtureFolder.Checkout, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(File.ReadAllText));

        Assert.All(CodeFixture.NotProvoked(), row => Assert.Contains($"void {row.Test}(", tests, StringComparison.Ordinal));
    }
}
