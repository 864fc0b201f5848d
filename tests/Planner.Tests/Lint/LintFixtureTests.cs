using RdmPlanner.Planner.Lint;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Planner.Tests.Lint;

/// <summary>Every rule of lint as a line of text, with cases at its edges that it must not find.</summary>
public sealed class LintFixtureTests
{
    [Theory]
    [InlineData("dmar.txt")]
    [InlineData("ivrs.txt")]
    public void Run_Case_GivesWhatTheLineSays(string file) => GoldenFile.Check(LintCase.Received(file), "lint-cases", file);

    [Theory]
    [InlineData("dmar.txt", "dmar-words.txt")]
    [InlineData("ivrs.txt", "ivrs-words.txt")]
    public void Run_Case_SaysItInTheseWords(string file, string words) => GoldenFile.Check(LintCase.Words(file), "lint-cases", words);

    [Fact]
    public void Cases_AllFilesTogether_CauseEveryCode()
    {
        IEnumerable<string> seen = new[] { "dmar.txt", "ivrs.txt" }.SelectMany(LintCase.Read).SelectMany(c => Linter.Run(c.Request)).Select(f => f.Code)
            .Where(c => c.StartsWith("LINT", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(LintRule.All.Select(r => r.CodeText), seen);
    }

    [Fact]
    public void All_HasOneRowForEachCode() =>
        Assert.Equal(Enum.GetValues<LintCode>().Where(c => c != LintCode.None), LintRule.All.Select(r => r.Code));

    [Fact]
    public void All_EveryRow_IsFoundBySomebodyAndSaysWhatToDo() => Assert.All(LintRule.All, rule =>
    {
        Assert.NotNull(rule.Severities.For(LintProfile.All));
        Assert.NotEmpty(rule.Title);
        Assert.NotEmpty(rule.Source);
        Assert.NotEmpty(rule.Help);
    });
}
