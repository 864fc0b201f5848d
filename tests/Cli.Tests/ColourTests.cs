using Xunit;

namespace RdmPlanner.Cli.Tests;

/// <summary>Colour on a terminal, and nowhere else.</summary>
public sealed class ColourTests
{
    private static readonly string[] Plan = ["plan", "--host", "sample:laptop", "--memory", "1024"];

    [Fact]
    public void Plan_OnATerminal_ColoursTheVerdictAndChangesNoWord()
    {
        string coloured = Run(hasColour: true);
        string plain = Run(hasColour: false);

        Assert.StartsWith("\u001b[", coloured, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", plain, StringComparison.Ordinal);
        Assert.Equal(plain, System.Text.RegularExpressions.Regex.Replace(coloured, "\u001b\\[[0-9;]*m", ""));
    }

    private static string Run(bool hasColour)
    {
        StringWriter output = new() { NewLine = "\n" };
        Streams streams = new() { OpenInput = () => Stream.Null, Output = output, Error = TextWriter.Null, HasColour = hasColour };
        Assert.Equal(ExitCode.Accepted, CommandLine.Run(Plan, streams));
        return output.ToString();
    }
}
