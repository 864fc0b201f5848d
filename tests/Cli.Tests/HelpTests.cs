using Xunit;

namespace RdmPlanner.Cli.Tests;

/// <summary>What a new user sees first.</summary>
public sealed class HelpTests
{
    [Fact]
    public void Run_NoArguments_PrintsAShortHelpWithAnExampleThatWorks()
    {
        Ran ran = Rdmplan.Run();
        string example = ran.Output.Split('\n').Last(line => line.Contains("--host sample:", StringComparison.Ordinal));

        Assert.Equal(ExitCode.Accepted, ran.Exit);
        Assert.True(ran.Output.Split('\n').Length < 20);
        Assert.Contains("verdict:", Rdmplan.Run(example.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_OfEachCommand_HasAnExampleAndTheExitCodes()
    {
        string[] commands = [.. CommandNames()];
        Ran root = Rdmplan.Run("--help");

        Assert.Contains("Examples:\n  rdmplan plan --host sample:laptop", root.Output, StringComparison.Ordinal);
        Assert.Contains("Exit codes: 0", root.Output, StringComparison.Ordinal);

        Assert.Contains("plan", commands);
        Assert.Contains("decode", commands);
        foreach (string command in commands)
        {
            Ran ran = Rdmplan.Run(command, "--help");
            Assert.Equal(ExitCode.Accepted, ran.Exit);
            Assert.Contains("Example", ran.Output, StringComparison.Ordinal);
            Assert.Contains($"rdmplan {command}", ran.Output, StringComparison.Ordinal);
            Assert.Contains("Exit codes: 0", ran.Output, StringComparison.Ordinal);
            Assert.Empty(ran.Error);
        }
    }

    internal static IEnumerable<string> CommandNames()
    {
        string list = Rdmplan.Run("--help").Output;
        return list[list.IndexOf("Commands:", StringComparison.Ordinal)..].Split('\n').Skip(1)
            .TakeWhile(line => line.Length > 0)
            .Where(line => line.StartsWith("  ", StringComparison.Ordinal) && line.Length > 2 && line[2] != ' ')
            .Select(line => line.Trim().Split(' ')[0]);
    }
}
