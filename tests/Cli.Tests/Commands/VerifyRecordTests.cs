using System.Text;
using Xunit;

namespace RdmPlanner.Cli.Tests.Commands;

/// <summary><c>rdmplan verify --record</c>: what is written back, and what stays as it was.</summary>
public sealed class VerifyRecordTests : IDisposable
{
    private const string New = """{"name":"new","stage":"parse","in":{"kind":"rdm","string":"strategy=host"}}""";
    private const string Recorded =
        """{"name":"new","stage":"parse","in":{"kind":"rdm","string":"strategy=host"},"out":{"rc":0,"strategy":"host","policy":null,"report":""}}""";

    private const string Odd = """{ "name" : "odd",  "stage":"parse","in":{"kind":"rdm","string":"strategy=host"},"out":{"rc":-6} }""";

    private readonly string _folder = Directory.CreateTempSubdirectory("rdmplan-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Record_LineWithoutOutput_GetsOneAndPassesFromThenOn()
    {
        string path = Write($"\n{New}\r\n{Recorded}");

        Ran first = Rdmplan.Run("verify", "--record", path);

        Assert.Equal((ExitCode.Accepted, "1 passed, 0 failed, 1 recorded\n"), (first.Exit, first.Output));
        Assert.Equal($"\n{Recorded}\r\n{Recorded}", File.ReadAllText(path));
        Assert.Equal("2 passed, 0 failed\n", Rdmplan.Run("verify", path).Output);
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Record_OutputThatDiffers_StaysAndFails()
    {
        string path = Write(Odd + "\n" + New + "\n");

        Ran ran = Rdmplan.Run("verify", "--record", path);

        Assert.Equal(ExitCode.Rejected, ran.Exit);
        Assert.EndsWith("0 passed, 1 failed, 1 recorded\n", ran.Output, StringComparison.Ordinal);
        Assert.Equal(Odd + "\n" + Recorded + "\n", File.ReadAllText(path));
    }

    [Fact]
    public void Overwrite_OutputThatDiffers_IsReplacedAndTheRestKeptAsSpelled()
    {
        string path = Write(Odd + "\n" + Recorded + "\n");

        Ran ran = Rdmplan.Run("verify", "--record", "--overwrite", path);

        Assert.Equal((ExitCode.Accepted, "1 passed, 0 failed, 1 recorded\n"), (ran.Exit, ran.Output));
        Assert.Equal(Recorded.Replace("new", "odd", StringComparison.Ordinal) + "\n" + Recorded + "\n", File.ReadAllText(path));
    }

    [Theory]
    [InlineData("libxl", "{}")]
    [InlineData("rmrr", "{}")]
    [InlineData("hvmloader", """{"memory_map":[{"addr":"0x100000","size":"0x7f00000","type":"RAM"}],"low_mem_pgend":"0x8000"}""")]
    [InlineData("pipeline", """{"libxl":{},"hvmloader":{}}""")]
    public void Record_EveryStage_PassesAfterwards(string stage, string input)
    {
        string path = Write($$"""{"name":"x","stage":"{{stage}}","in":{{input}}}""");

        Assert.Equal("0 passed, 0 failed, 1 recorded\n", Rdmplan.Run("verify", "--record", path).Output);
        Assert.Equal("1 passed, 0 failed\n", Rdmplan.Run("verify", path).Output);
    }

    [Fact]
    public void Record_FileWithAMalformedLine_IsLeftAlone()
    {
        string path = Write(New + "\n{\n");

        Ran ran = Rdmplan.Run("verify", "--record", path);

        Assert.Equal(ExitCode.BadInput, ran.Exit);
        Assert.Contains("nothing is recorded", ran.Error, StringComparison.Ordinal);
        Assert.Equal(New + "\n{\n", File.ReadAllText(path));
    }

    [Fact]
    public void Record_StandardInput_GoesToStandardOutputAndTheTotalsToStandardError()
    {
        Ran ran = Rdmplan.RunWithInput(Rdmplan.Utf8(New + "\n"), "verify", "--record", "-");

        Assert.Equal((ExitCode.Accepted, Recorded + "\n", "0 passed, 0 failed, 1 recorded\n"), (ran.Exit, ran.Output, ran.Error));
    }

    [Fact]
    public void Overwrite_WithoutRecord_IsAUsageError() =>
        Assert.Equal(ExitCode.Usage, Rdmplan.RunWithInput([], "verify", "--overwrite", "-").Exit);

    private string Write(string text)
    {
        string path = Path.Combine(_folder, "mine.jsonl");
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }
}
