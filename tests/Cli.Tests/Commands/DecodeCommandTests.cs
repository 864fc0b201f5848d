using System.Text.Json;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Cli.Tests.Commands;

/// <summary><c>rdmplan decode</c>: forms of input and output, and exit codes.</summary>
public sealed class DecodeCommandTests
{
    [Theory]
    [InlineData("acpidump.txt")]
    [InlineData("xxd.txt")]
    [InlineData("hexdump.txt")]
    [InlineData("hexdump-canonical.txt")]
    [InlineData("iasl.dsl")]
    [InlineData("bare.txt")]
    public void Decode_AnyFormOfOneTable_GivesTheJsonOfTheBinary(string file)
    {
        Ran binary = Rdmplan.Run("decode", "--format", "json", "fixtures/dumps/dmar.bin");
        Ran text = Rdmplan.Run("decode", "--format", "json", $"fixtures/dumps/{file}");

        Assert.Equal(ExitCode.Accepted, text.Exit);
        Assert.Equal(binary.Output, text.Output);
    }

    [Fact]
    public void Decode_StandardInput_IsReadForADash()
    {
        byte[] table = File.ReadAllBytes(FixtureFolder.Of("dumps", "dmar.bin"));

        Assert.Equal(
            Rdmplan.Run("decode", "-f", "json", "fixtures/dumps/dmar.bin").Output,
            Rdmplan.RunWithInput(table, "decode", "-f", "json", "-").Output);
    }

    [Theory]
    [InlineData("laptop")]
    [InlineData("server")]
    [InlineData("soc")]
    [InlineData("no-region")]
    [InlineData("hole-and-high")]
    public void Decode_Fixture_PrintsTheGoldenReport(string name) =>
        GoldenFile.Check(
            Rdmplan.RunWithInput(File.ReadAllBytes(FixtureFolder.Of("dmar", name, "table.hex")), "decode", "-").Output,
            "dmar", name, "expected.dmar.txt");

    [Fact]
    public void Decode_Csv_HasOneRegionARow()
    {
        Ran ran = Rdmplan.Run("decode", "--format", "csv", "sample:laptop");

        Assert.Equal(
            """
            table,offset,segment,base,limit,size,first_gfn,pages,devices
            sample:laptop,0x68,0,0x8d5dd000,0x8d5fcfff,0x20000,0x8d5dd,32,0000:00:14.0
            sample:laptop,0x88,0,0x8d800000,0x8fffffff,0x2800000,0x8d800,10240,0000:00:02.0

            """,
            ran.Output);
    }

    [Fact]
    public void Decode_SeveralDumps_NamesEachInput()
    {
        Ran ran = Rdmplan.Run("decode", "--format", "json", "sample:laptop", "sample:server");
        using JsonDocument document = JsonDocument.Parse(ran.Output);

        Assert.Equal(
            ["sample:laptop", "sample:server"],
            document.RootElement.GetProperty("tables").EnumerateArray().Select(t => t.GetProperty("input").GetString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello\n")]
    [InlineData("DMAR")]
    public void Decode_NothingToDecode_IsBadInput(string text)
    {
        Ran ran = Rdmplan.RunWithInput(Rdmplan.Utf8(text), "decode", "-");

        Assert.Equal(ExitCode.BadInput, ran.Exit);
        Assert.NotEmpty(ran.Error);
        Assert.Empty(ran.Output.Trim());
    }

    [Fact]
    public void Decode_TruncatedTable_IsBadInputButShowsWhatCouldBeRead()
    {
        byte[] table = File.ReadAllBytes(FixtureFolder.Of("dumps", "dmar.bin"))[..^4];

        Ran ran = Rdmplan.RunWithInput(table, "decode", "-");

        Assert.Equal(ExitCode.BadInput, ran.Exit);
        Assert.Contains("DMAR1003", ran.Error, StringComparison.Ordinal);
        Assert.Contains("Signature : \"DMAR\"", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_MissingFile_SaysSo()
    {
        Ran ran = Rdmplan.Run("decode", "fixtures/no-such-file");

        Assert.Equal(ExitCode.BadInput, ran.Exit);
        Assert.Contains("no such file", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_FailOnWarning_FailsOnTrailingBytes()
    {
        byte[] table = [.. File.ReadAllBytes(FixtureFolder.Of("dumps", "dmar.bin")), 0];

        Assert.Equal(ExitCode.Accepted, Rdmplan.RunWithInput(table, "decode", "-").Exit);
        Assert.Equal(ExitCode.Rejected, Rdmplan.RunWithInput(table, "decode", "--fail-on", "warning", "-").Exit);
        Assert.Equal(ExitCode.Accepted, Rdmplan.RunWithInput(table, "decode", "--fail-on", "error", "-").Exit);
    }

    [Fact]
    public void Decode_SeveralDumpsOneBad_GoesOnAndEndsWithTheWorst()
    {
        Ran ran = Rdmplan.Run("decode", "fixtures/no-such-file", "fixtures/dumps/dmar.bin", "fixtures/README.md", "sample:laptop", "--format", "csv");

        Assert.Equal(ExitCode.BadInput, ran.Exit);
        Assert.Equal(
            ["table", "dmar.bin", "dmar.bin", "sample:laptop", "sample:laptop"],
            ran.Output.TrimEnd().Split('\n').Select(row => Path.GetFileName(row.Split(',')[0])));
        Assert.Contains("fixtures/no-such-file: no such file", ran.Error, StringComparison.Ordinal);
        Assert.Contains("fixtures/README.md", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_OneOfTwoNamedIsMissing_TheOtherIsStillNamed()
    {
        using JsonDocument document = JsonDocument.Parse(Rdmplan.Run("decode", "no-such-file", "sample:laptop", "--format", "json").Output);

        Assert.Equal("sample:laptop", Assert.Single(document.RootElement.GetProperty("tables").EnumerateArray()).GetProperty("input").GetString());
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("csv")]
    [InlineData("ndjson")]
    public void Decode_Folder_IsItsFilesAsArguments(string format)
    {
        string[] files = Directory.GetFiles(FixtureFolder.Of("dmar"), "table.hex", SearchOption.AllDirectories);
        Ran folder = Rdmplan.Run("decode", FixtureFolder.Of("dmar"), "--format", format);

        Assert.Equal(Rdmplan.Run(["decode", .. files.Order(StringComparer.Ordinal), "--format", format]).Output, folder.Output);
        Assert.Contains(Path.Combine("laptop", "table.hex"), folder.Output, StringComparison.Ordinal);
        Assert.Contains("hold no DMAR table and are passed over", folder.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_Ndjson_IsOneTableALineWithItsInput()
    {
        string[] lines = Rdmplan.Run("decode", "sample:laptop", "fixtures/dumps/concatenated.bin", "--format", "ndjson").Output.TrimEnd().Split('\n');

        Assert.Equal(
            ["sample:laptop", "concatenated.bin"],
            lines.Select(line => Path.GetFileName(JsonDocument.Parse(line).RootElement.GetProperty("input").GetString())).Distinct());
    }

    [Fact]
    public void Decode_FolderOfOddFiles_EndsAndPassesOverWhatIsNoTable()
    {
        string folder = Directory.CreateTempSubdirectory("rdmplan-decode-").FullName;
        try
        {
            Assert.Equal(ExitCode.BadInput, Rdmplan.Run("decode", folder).Exit);
            File.WriteAllText(Path.Combine(folder, "notes.txt"), "no table\n");
            File.WriteAllBytes(Path.Combine(folder, "empty"), []);
            Directory.CreateSymbolicLink(Path.Combine(folder, "loop"), folder);
            Ran none = Rdmplan.Run("decode", folder);
            Assert.Equal(ExitCode.BadInput, none.Exit);
            Assert.Contains("2 of 2 file(s) hold no DMAR table", none.Error, StringComparison.Ordinal);

            File.Copy(FixtureFolder.Of("dumps", "dmar.bin"), Path.Combine(folder, "dmar.bin"));
            Ran one = Rdmplan.Run("decode", folder, "--format", "csv");
            Assert.Equal(ExitCode.Accepted, one.Exit);
            Assert.Equal(3, one.Output.TrimEnd().Split('\n').Length);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Decode_StandardInputTwice_IsWrongUse() => Assert.Equal(ExitCode.Usage, Rdmplan.Run("decode", "-", "-").Exit);
}
