using System.Xml.Linq;
using Xunit;

namespace RdmPlanner.Cli.Tests.Commands;

/// <summary>Pictures of <c>rdmplan plan</c>: the map in the text, and files.</summary>
public sealed class PictureOptionsTests : IDisposable
{
    private static readonly string[] Plan = ["plan", "--host", "sample:straddles-2g", "--memory", "4096", "--rdm", "strategy=host,policy=strict"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rdmplan-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Plan_Text_HasTheMapOf80ColumnsBetweenQuestionAndTables()
    {
        string[] lines = Rdmplan.Run(Plan).Output.Split('\n');
        int map = Array.FindIndex(lines, l => l.StartsWith("guest memory, stage: toolstack", StringComparison.Ordinal));

        Assert.InRange(map, 1, lines.Length);
        Assert.Contains("0x7e000000  0x7e000     32 MiB |00:02.0 !| |!!!!!!!!!|             |=========|", lines);
        Assert.True(Array.FindIndex(lines, l => l.StartsWith("reserved device memory of the guest", StringComparison.Ordinal)) > map);
    }

    [Theory]
    [InlineData("--no-map")]
    [InlineData("--map", "never")]
    public void Plan_WithoutMap_HasTheTablesAlone(params string[] options)
    {
        Ran ran = Rdmplan.Run([.. Plan, .. options]);
        Assert.DoesNotContain("guest memory, stage", ran.Output, StringComparison.Ordinal);
        Assert.Contains("memory map as far as it got", ran.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(59, "auto", false)]
    [InlineData(60, "auto", true)]
    [InlineData(20, "always", true)]
    [InlineData(200, "never", false)]
    public void Plan_OnATerminal_HasTheMapWhereItFits(int width, string choice, bool expected)
    {
        StringWriter output = new() { NewLine = "\n" };
        Streams streams = new() { OpenInput = () => Stream.Null, Output = output, Error = TextWriter.Null, Width = width, HasUnicode = true };
        CommandLine.Run([.. Plan, "--map", choice], streams);
        Assert.Equal(expected, output.ToString().Contains("guest memory, stage", StringComparison.Ordinal));
    }

    [Fact]
    public void Plan_MapAndNoMap_IsAUsageError() => Assert.Equal(ExitCode.Usage, Rdmplan.Run([.. Plan, "--no-map", "--map", "always"]).Exit);

    [Fact]
    public void Plan_SvgToAFile_WritesItAndTheReport()
    {
        string path = Path.Combine(_folder.FullName, "map.svg");
        Ran ran = Rdmplan.Run([.. Plan, "--svg", path]);

        Assert.Equal(ExitCode.Rejected, ran.Exit);
        Assert.StartsWith("verdict: REJECTED", ran.Output, StringComparison.Ordinal);
        Assert.Equal("svg", XDocument.Load(path).Root!.Name.LocalName);
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.FullName));
    }

    [Fact]
    public void Plan_SvgToStandardOutput_TakesThePlaceOfTheReport()
    {
        Ran ran = Rdmplan.Run([.. Plan, "--svg", "-"]);
        Assert.Equal((ExitCode.Rejected, ""), (ran.Exit, ran.Error));
        Assert.Equal("svg", XDocument.Parse(ran.Output).Root!.Name.LocalName);
    }

    [Fact]
    public void Plan_SvgIntoAFolderThatIsNotThere_SaysSoAndLeavesNothing()
    {
        string path = Path.Combine(_folder.FullName, "absent", "map.svg");
        Ran ran = Rdmplan.Run([.. Plan, "--svg", path]);

        Assert.Equal(ExitCode.BadInput, ran.Exit);
        Assert.Contains($"{path}: cannot be written", ran.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.FullName));
    }

    [Fact]
    public void Plan_SvgOverAFolder_SaysSo()
    {
        Ran ran = Rdmplan.Run([.. Plan, "--svg", _folder.FullName]);
        Assert.Equal(ExitCode.BadInput, ran.Exit);
        Assert.Contains("cannot be written", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_HtmlToStandardOutput_IsOnePageWithItsPolicy()
    {
        Ran ran = Rdmplan.Run([.. Plan, "--html", "-"]);
        Assert.Equal((ExitCode.Rejected, ""), (ran.Exit, ran.Error));
        Assert.StartsWith("<!DOCTYPE html>\n", ran.Output, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'; style-src 'sha256-", ran.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", ran.Output, StringComparison.Ordinal);
        Assert.Equal(ran.Output, Rdmplan.Run([.. Plan, "--html", "-"]).Output);
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("simulate")]
    public void AllProfiles_Html_IsAPageBesideTheReport(string command)
    {
        string path = Path.Combine(_folder.FullName, "all.html");
        string[] line = [command, .. Plan[1..], "--profile", "design,4.17"];
        Ran ran = Rdmplan.Run([.. line, "--html", path]);

        Assert.Equal((ExitCode.Rejected, ""), (ran.Exit, ran.Error));
        Assert.Equal(Rdmplan.Run(line).Output, ran.Output);
        string page = File.ReadAllText(path);
        Assert.Contains("<option value=\"0\" selected>design: REJECTED</option>", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"1\">4.17: ACCEPTED</option>", page, StringComparison.Ordinal);
        Assert.Equal(page, Rdmplan.Run([.. line, "--html", "-"]).Output);
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("simulate")]
    public void AllProfiles_Svg_IsRefusedWithTheWayOut(string command)
    {
        Ran ran = Rdmplan.Run([command, .. Plan[1..], "--profile", "all", "--svg", "-"]);

        Assert.Equal((ExitCode.Usage, ""), (ran.Exit, ran.Output));
        Assert.Contains("--html FILE", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_TwoFilesOfOneName_IsAUsageError() =>
        Assert.Equal(ExitCode.Usage, Rdmplan.Run([.. Plan, "--svg", "-", "--html", "-"]).Exit);

    [Fact]
    public void Simulate_TextSvgAndHtml_ShowTheLastStage()
    {
        string svg = Path.Combine(_folder.FullName, "map.svg");
        string html = Path.Combine(_folder.FullName, "map.html");
        Ran ran = Rdmplan.Run("simulate", "--host", "sample:laptop", "--memory", "4096", "--rdm", "strategy=host,policy=strict", "--svg", svg, "--html", html);

        Assert.Equal(ExitCode.Accepted, ran.Exit);
        Assert.Contains("guest memory, stage: hvmloader", ran.Output, StringComparison.Ordinal);
        Assert.Contains("03.0 BAR 0", XDocument.Load(svg).Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value));
        Assert.Contains("data-stage=\"hvmloader\"", File.ReadAllText(html), StringComparison.Ordinal);
    }
}
