using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Cli.Tests.Commands;

/// <summary><c>rdmplan verify</c>: what passes, what differs, and exit codes.</summary>
public sealed class VerifyCommandTests
{
    private const string Passing =
        """{"name":"n","stage":"parse","in":{"kind":"rdm","string":"strategy=host"},"out":{"rc":0,"strategy":"host","policy":null,"report":""}}""";

    [Fact]
    public void Verify_MeasuredVectors_AllPass()
    {
        Ran ran = Rdmplan.Run("verify", "fixtures/vectors");

        Assert.EndsWith(" passed, 0 failed\n", ran.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Accepted, ran.Exit);
    }

    [Theory]
    [InlineData("guests.jsonl", "101 passed, 0 failed\n")]
    [InlineData("dmar.jsonl", "17 passed, 0 failed\n")]
    public void Verify_RecordedGuestsAndBoots_AllPass(string file, string expected)
    {
        string? path = SharedFolder.Find("traces", file);
        Assert.SkipUnless(path is not null, SharedFolder.SkipReason);

        Assert.Equal(expected, Rdmplan.Run("verify", path).Output);
    }

    [Theory]
    [InlineData("{\"name\":\"n\"}\n\0\u0001", "0x00 at offset 0xd")]
    [InlineData("hello\nworld\n", "0x68 at offset 0x0")]
    [InlineData("PK\u0003\u0004", "0x50 at offset 0x0")]
    [InlineData("\n  \n<html>\n", "0x3c at offset 0x4")]
    public void Verify_NoScenarioFile_IsOneErrorWithTheOffset(string content, string expected)
    {
        Ran ran = Rdmplan.RunWithInput(Rdmplan.Utf8(content), "verify", "-");

        Assert.Equal((ExitCode.BadInput, "0 passed, 0 failed\n"), (ran.Exit, ran.Output));
        Assert.Contains(expected, Assert.Single(ran.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_OneMalformedLine_IsThatLine()
    {
        Ran ran = Rdmplan.RunWithInput(Rdmplan.Utf8(Passing + "\nnonsense\n" + Passing + "\n"), "verify", "-");

        Assert.Equal(ExitCode.BadInput, ran.Exit);
        Assert.StartsWith("-:2: ", ran.Output, StringComparison.Ordinal);
        Assert.EndsWith("2 passed, 1 failed\n", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_WrongOutput_NamesLineScenarioAndField()
    {
        string wrong = Passing + "\n" + Passing.Replace("\"rc\":0", "\"rc\":-6", StringComparison.Ordinal);

        Ran ran = Rdmplan.RunWithInput(Rdmplan.Utf8(wrong), "verify", "-");

        Assert.Equal(ExitCode.Rejected, ran.Exit);
        Assert.StartsWith("-:2: n: differs\n  rc:", ran.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 passed, 1 failed\n", ran.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "-:1: ")]
    [InlineData("{\"name\":\"n\",\"stage\":\"moon\",\"in\":{}}", "moon")]
    public void Verify_MalformedLine_IsBadInputAndNamed(string line, string expected)
    {
        Ran ran = Rdmplan.RunWithInput(Rdmplan.Utf8(line), "verify", "-");

        Assert.Equal(ExitCode.BadInput, ran.Exit);
        Assert.Contains(expected, ran.Output, StringComparison.Ordinal);
        Assert.EndsWith("0 passed, 1 failed\n", ran.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\n")]
    public void Verify_InputWithoutAScenario_IsBadInputAndNotASuccess(string text)
    {
        Ran ran = Rdmplan.RunWithInput(Rdmplan.Utf8(text), "verify", "fixtures/vectors", "-");

        Assert.Equal(ExitCode.BadInput, ran.Exit);
        Assert.Equal("rdmplan: -: no scenario in it\n", ran.Error);
    }

    [Fact]
    public void Verify_HostileName_ReachesNoTerminal()
    {
        Ran ran = Rdmplan.Run("verify", "no\u001b[31m.jsonl");

        Assert.Equal(ExitCode.BadInput, ran.Exit);
        Assert.Equal("rdmplan: no\\x1b[31m.jsonl: no such file\n", ran.Error);
    }

    [Fact]
    public void Verify_DesignProfile_IsAUsageError() =>
        Assert.Equal(ExitCode.Usage, Rdmplan.RunWithInput([], "verify", "--profile", "design", "-").Exit);
}
