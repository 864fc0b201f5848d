using System.Text.Json;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Cli.Tests.Commands;

/// <summary><c>rdmplan lint</c>: forms of output, profiles and exit codes.</summary>
public sealed class LintCommandTests
{
    [Fact]
    public void Lint_CleanTable_IsAccepted()
    {
        Ran ran = Rdmplan.Run("lint", "sample:laptop");

        Assert.Equal(ExitCode.Accepted, ran.Exit);
        Assert.Equal("1 table: no findings\n", ran.Output);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello world\n")]
    [InlineData("\0\u0001\u0002binary\u0003")]
    public void Lint_LogWithoutALineOfALog_IsUnreadable(string log)
    {
        Ran ran = Rdmplan.RunWithInput(Rdmplan.Utf8(log), "lint", "sample:laptop", "--log", "-");

        Assert.Equal((ExitCode.BadInput, ""), (ran.Exit, ran.Output));
        Assert.Contains("-: no line of a boot log in it", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Lint_LogOfOneComplaintAlone_IsALog()
    {
        Ran ran = Rdmplan.RunWithInput(
            Rdmplan.Utf8("[Firmware Bug]: AMD-Vi: No southbridge IOAPIC found\n"), "lint", "sample:laptop", "--log", "-", "--fail-on", "warning");

        Assert.Equal(ExitCode.Rejected, ran.Exit);
        Assert.Contains("No southbridge IOAPIC found", ran.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello world\n")]
    public void Lint_NoTable_IsNoCleanTable(string dump)
    {
        Ran ran = Rdmplan.RunWithInput(Rdmplan.Utf8(dump), "lint", "-");

        Assert.Equal((ExitCode.BadInput, "nothing to judge: no table was read\n"), (ran.Exit, ran.Output));
    }

    [Fact]
    public void Lint_BootLogAsDump_SaysThatItHasNoTable()
    {
        Ran ran = Rdmplan.Run("lint", "fixtures/logs/xen-4.17.txt");

        Assert.Equal(ExitCode.BadInput, ran.Exit);
        Assert.Contains("has regions, but no table to lint", ran.Error, StringComparison.Ordinal);
    }

    // One IVHD with a range of devices 00:00.0 to 00:1f.7; the memory block is for 03:00.0, or for 00:14.0.
    [Theory]
    [InlineData("0003", "8a", true)]
    [InlineData("a000", "ed", false)]
    public void Lint_MemoryOfADeviceWithoutIommu_IsFound(string device, string checksum, bool isFound)
    {
        string table = "49565253" + "78000000" + "02" + checksum + "52444d504c4e" + "52444d504c414e20" + "01000000" + "52444d50" + "01000000"
            + "41302000" + "0000000000000000"
            + "10302800" + "02004000" + "000020fd00000000" + "0000000000000000"
            + "03000000" + "04ff0000" + "4800000000a00001"
            + "21082000" + device + "0000" + "0000000000000000" + "00f0327100000000" + "0060020000000000";
        Ran ran = Rdmplan.RunWithInput(Rdmplan.Utf8(table), "lint", "-", "--format", "csv");

        Assert.Equal(isFound, ran.Output.Contains("LINT8326", StringComparison.Ordinal));
        Assert.Equal(isFound, ran.Output.Contains("no IVHD of the table covers 0000:03:00.0", StringComparison.Ordinal));
    }

    [Fact]
    public void Lint_SharedRegion_IsAWarningUnderXenAndShowsTheBytes()
    {
        Ran ran = Rdmplan.RunWithInput(UnitAndRegion("01080000 00001d00 01080000 00001a00"), "lint", "--profile", "xen", "-");

        Assert.Equal(ExitCode.Accepted, ran.Exit);
        Assert.StartsWith(
            """
            warning[LINT8052]: [0x8d5dd000-0x8d5fcfff] belongs to 2 devices: 0000:00:1d.0 0000:00:1a.0
              --> -:0x58 (DMAR, RMRR #1 at 0x40, Device Scope)
                   |
            0x0050 | ff cf 5f 8d 00 00 00 00 01 08 00 00 00 00 1d 00
                   |                         ^^^^^^^^^^^^^^^^^^^^^^^
            0x0060 | 01 08 00 00 00 00 1a 00
                   | ^^^^^^^^^^^^^^^^^^^^^^^
              = Xen intel_iommu_assign_device

            """,
            ran.Output,
            StringComparison.Ordinal);
        Assert.EndsWith("1 table: 0 errors, 1 warning, 0 notes\n", ran.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExitCode.Accepted, "lint", "-")]
    [InlineData(ExitCode.Accepted, "lint", "--fail-on", "error", "-")]
    [InlineData(ExitCode.Rejected, "lint", "--fail-on", "warning", "-")]
    [InlineData(ExitCode.Accepted, "lint", "--fail-on", "warning", "--profile", "spec", "-")]
    [InlineData(ExitCode.Usage, "lint", "--profile", "bsd", "-")]
    [InlineData(ExitCode.Usage, "lint", "--kernel", "six", "-")]
    [InlineData(ExitCode.Usage, "lint", "--xen", "5.0", "-")]
    [InlineData(ExitCode.Usage, "lint", "--log", "-", "-")]
    [InlineData(ExitCode.Usage, "lint", "-", "sample:laptop", "--e820", "fixtures/e820/linux.txt")]
    [InlineData(ExitCode.BadInput, "lint", "fixtures/no-such-file")]
    [InlineData(ExitCode.BadInput, "lint", "-", "--e820", "fixtures/dumps/dmar.bin")]
    public void Lint_ExitCode_IsAsDocumented(ExitCode expected, params string[] args) =>
        Assert.Equal(expected, Rdmplan.RunWithInput(UnitAndRegion("01080000 00001d00 01080000 00001a00"), args).Exit);

    [Theory]
    [InlineData("")]
    [InlineData("hello\n")]
    public void Lint_NoTable_IsBadInput(string text)
    {
        Ran ran = Rdmplan.RunWithInput(Rdmplan.Utf8(text), "lint", "-");

        Assert.Equal(ExitCode.BadInput, ran.Exit);
        Assert.NotEmpty(ran.Error);
    }

    [Fact]
    public void Lint_DamagedTable_IsRejectedWithTheDecodersCodes()
    {
        byte[] table = UnitAndRegion("01080000 00001400");
        table[9]++;

        Ran ran = Rdmplan.RunWithInput(table, "lint", "-");

        Assert.Equal(ExitCode.Rejected, ran.Exit);
        Assert.Contains("error[DMAR1006]", ran.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("DMAR1006", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Lint_Json_CarriesPlaceAndAllSeverities()
    {
        Ran ran = Rdmplan.RunWithInput(UnitAndRegion("01080000 00031400"), "lint", "--format", "json", "-");
        using JsonDocument document = JsonDocument.Parse(ran.Output);
        JsonElement finding = Assert.Single(document.RootElement.GetProperty("findings").EnumerateArray());

        Assert.Equal("LINT8036", finding.GetProperty("code").GetString());
        Assert.Equal("warning", finding.GetProperty("severities").GetProperty("linux").GetString());
        Assert.Equal(JsonValueKind.Null, finding.GetProperty("severities").GetProperty("fwts").ValueKind);
        Assert.Equal(93, finding.GetProperty("offset").GetInt32());
        Assert.Equal("03", finding.GetProperty("bytes").GetString());
        Assert.Equal(1, document.RootElement.GetProperty("summary").GetProperty("warnings").GetInt32());
    }

    [Fact]
    public void Lint_Csv_HasOneFindingARow()
    {
        string[] lines = Rdmplan.RunWithInput(UnitAndRegion("01080000 00031400"), "lint", "--format", "csv", "-").Output.Split('\n');

        Assert.StartsWith("code,severity,spec,linux,xen,fwts,file,table,structure,offset,length,field,line,message", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("LINT8036,warning,warning,warning,warning,,'-,DMAR,RMRR #1,0x5d,1,PCI Bus Number,,", lines[1], StringComparison.Ordinal);
        Assert.Equal(3, lines.Length);
    }

    [Fact]
    public void Lint_Folder_MeansItsDumps()
    {
        Ran ran = Rdmplan.Run("lint", "fixtures/dmar");

        Assert.Contains("files of folders hold no DMAR or IVRS table", ran.Error, StringComparison.Ordinal);
        int tables = Directory.GetFiles(FixtureFolder.Of("dmar"), "table.hex", SearchOption.AllDirectories).Length;
        Assert.Contains($"\n{tables} tables: ", ran.Output, StringComparison.Ordinal);
    }

    private static byte[] UnitAndRegion(string scopes)
    {
        byte[] devices = Convert.FromHexString(scopes.Replace(" ", "", StringComparison.Ordinal));
        return RawTable.Around(
        [
            .. Convert.FromHexString("0000100001000000" + "0000d9fe00000000"),
            1, 0, (byte)(24 + devices.Length), 0, 0, 0, 0, 0,
            .. Convert.FromHexString("00d05d8d00000000" + "ffcf5f8d00000000"),
            .. devices,
        ]);
    }
}
