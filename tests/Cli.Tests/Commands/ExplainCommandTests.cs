using System.Text.Json;
using Xunit;

namespace RdmPlanner.Cli.Tests.Commands;

/// <summary><c>rdmplan explain</c> as users call it.</summary>
public sealed class ExplainCommandTests
{
    [Fact]
    public void Run_ACode_PrintsItsPageWithTheTitleOfTheRule()
    {
        Ran ran = Rdmplan.Run("explain", "dmar1007");

        Assert.Equal(ExitCode.Accepted, ran.Exit);
        Assert.StartsWith("error[DMAR1007]: Structure of length 0\n", ran.Output, StringComparison.Ordinal);
        Assert.Contains("What to try, in this order\n  1. ", ran.Output, StringComparison.Ordinal);
        Assert.Contains("Source\n  VT-d 8.2\n", ran.Output, StringComparison.Ordinal);
        Assert.All(ran.Output.Split('\n'), line => Assert.True(line.Length <= 100, line));
    }

    [Theory]
    [InlineData("DMAR", "1007")]
    [InlineData("error[DMAR1007]:", "Structure")]
    public void Run_ACodeInSeveralWords_IsOneCode(params string[] words) =>
        Assert.StartsWith("error[DMAR1007]", Rdmplan.Run(["explain", .. words]).Output, StringComparison.Ordinal);

    [Fact]
    public void Run_SeveralCodes_PrintsEach()
    {
        string output = Rdmplan.Run("explain", "RDM3001", "E820-2001").Output;

        Assert.Contains("error[RDM3001]", output, StringComparison.Ordinal);
        Assert.Contains("warning[E820-2001]", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Nothing_ListsAllCodes()
    {
        string[] lines = Rdmplan.Run("explain").Output.TrimEnd('\n').Split('\n');

        Assert.Contains("RDM3001    error    Strict region meets guest RAM", lines);
        Assert.True(lines.Length > 150);
    }

    [Fact]
    public void Run_UnknownCode_IsAUsageErrorThatNamesNearOnes()
    {
        Ran ran = Rdmplan.Run("explain", "RDM3999");

        Assert.Equal((ExitCode.Usage, ""), (ran.Exit, ran.Output));
        Assert.Contains("there is no code RDM3999", ran.Error, StringComparison.Ordinal);
        Assert.Contains("RDM3022", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Json_HasThePages()
    {
        using JsonDocument document = JsonDocument.Parse(Rdmplan.Run("explain", "--format", "json", "RDM3001").Output);
        JsonElement code = document.RootElement.GetProperty("codes")[0];

        Assert.Equal("1.0", document.RootElement.GetProperty("format_version").GetString());
        Assert.Equal(("RDM3001", "error"), (code.GetProperty("code").GetString(), code.GetProperty("severity").GetString()));
        Assert.True(code.GetProperty("try").GetArrayLength() >= 3);
        using JsonDocument list = JsonDocument.Parse(Rdmplan.Run("explain", "--format", "json").Output);
        Assert.True(list.RootElement.GetProperty("codes").GetArrayLength() > 150);
    }
}
