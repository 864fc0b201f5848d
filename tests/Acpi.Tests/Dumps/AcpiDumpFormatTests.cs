using System.Text;
using RdmPlanner.Acpi.Dumps;
using Xunit;

namespace RdmPlanner.Acpi.Tests.Dumps;

/// <summary>One and the same table out of every form, as the real tools wrote them.</summary>
public sealed class AcpiDumpFormatTests
{
    [Fact]
    public void Read_TextColumnThatEndsLikeACArray_IsStillData()
    {
        // Found by the properties: the third line's text column holds '[', '=' and ends with '{'.
        const string Dump =
            """
            00000000: 444D4152 48000000 01005244 4D504C4E 52444D50 4C414E00  DMARH.....RDMPLNRDMPLAN.
            00000018: 00000000 00000000 00000000 26000000 00000000 00000000  ............&...........
            00000030: 9399385B C9D6F73D C9C9FDD6 362EE270 2796E571 CFB2DB7B  ..8[...=....6..p'..q...{

            """;

        DumpedTable table = Assert.Single(AcpiDump.Read(Encoding.ASCII.GetBytes(Dump)).Tables);

        Assert.Equal(72, table.Bytes.Length);
        Assert.Equal(0x7b, table.Bytes[^1]);
    }

    [Theory]
    [InlineData("dmar.bin", AcpiDumpFormat.Binary, 0)]
    [InlineData("acpidump-old.txt", AcpiDumpFormat.AcpidumpText, 2)]
    [InlineData("iasl.dsl", AcpiDumpFormat.Disassembly, 88)]
    [InlineData("xxd.txt", AcpiDumpFormat.Xxd, 1)]
    [InlineData("xxd-wide-upper.txt", AcpiDumpFormat.Xxd, 1)]
    [InlineData("xxd-bytes.txt", AcpiDumpFormat.Xxd, 1)]
    [InlineData("xxd-little-endian.txt", AcpiDumpFormat.Xxd, 1)]
    [InlineData("xxd-plain.txt", AcpiDumpFormat.BareHex, 1)]
    [InlineData("xxd-include.txt", AcpiDumpFormat.CInclude, 2)]
    [InlineData("hexdump.txt", AcpiDumpFormat.HexdumpWords, 1)]
    [InlineData("hexdump-canonical.txt", AcpiDumpFormat.HexdumpCanonical, 1)]
    [InlineData("od-hex-offsets.txt", AcpiDumpFormat.OffsetBytes, 1)]
    [InlineData("od-octal-offsets.txt", AcpiDumpFormat.OffsetBytes, 1)]
    [InlineData("od-words.txt", AcpiDumpFormat.HexdumpWords, 1)]
    [InlineData("bare.txt", AcpiDumpFormat.BareHex, 1)]
    [InlineData("commented.txt", AcpiDumpFormat.OffsetBytes, 3)]
    [InlineData("pasted-collapsed.txt", AcpiDumpFormat.Xxd, 1)]
    public void Read_TableInThisForm_GivesItsBytesWithoutComplaint(string file, AcpiDumpFormat format, int firstLine)
    {
        AcpiDumpResult result = AcpiDump.Read(DumpFixtures.Read(file));

        Assert.Empty(result.Diagnostics);
        Assert.Equal(format, result.Format);
        DumpedTable table = Assert.Single(result.Tables);
        Assert.Equal("DMAR", table.Signature);
        Assert.Equal(firstLine, table.FirstLine);
        Assert.Equal(DumpFixtures.Dmar, table.Bytes);
    }

    [Theory]
    [InlineData("oem1.bin")]
    [InlineData("oem1-xxd.txt")]
    [InlineData("oem1-hexdump.txt")]
    [InlineData("oem1-hexdump-canonical.txt")]
    public void Read_OddLengthAndRepeatedLines_GivesEveryByte(string file)
    {
        AcpiDumpResult result = AcpiDump.Read(DumpFixtures.Read(file));

        Assert.Empty(result.Diagnostics);
        Assert.Equal(DumpFixtures.Oem1, Assert.Single(result.Tables).Bytes);
    }

    [Fact]
    public void Read_AcpidumpOfTwoTables_GivesBothWithTheirAddresses()
    {
        AcpiDumpResult result = AcpiDump.Read(DumpFixtures.Read("acpidump.txt"));

        Assert.Empty(result.Diagnostics);
        Assert.Equal(["OEM1", "DMAR"], result.Tables.Select(t => t.Signature));
        Assert.Equal([new Hpa(0xbd31c000), new Hpa(0xbd3346f4)], result.Tables.Select(t => t.Address));
        Assert.Equal([2, 14], result.Tables.Select(t => t.FirstLine));
        Assert.Equal(DumpFixtures.Oem1, result.Tables[0].Bytes);
        Assert.Equal(DumpFixtures.Dmar, result.Tables[1].Bytes);
    }

    [Fact]
    public void Read_TablesOneAfterTheOther_CutsWhereTheirLengthsSay()
    {
        AcpiDumpResult result = AcpiDump.Read(DumpFixtures.Read("concatenated.bin"));

        Assert.Empty(result.Diagnostics);
        Assert.Equal(["DMAR", "OEM1"], result.Tables.Select(t => t.Signature));
        Assert.Equal([0, 144], result.Tables.Select(t => t.ByteOffset));
        Assert.Equal(DumpFixtures.Dmar, result.Tables[0].Bytes);
        Assert.Equal(DumpFixtures.Oem1, result.Tables[1].Bytes);
    }

    [Fact]
    public void Read_QuotedMessage_GivesTheTableAndNamesTheOtherLines()
    {
        AcpiDumpResult result = AcpiDump.Read(DumpFixtures.Read("pasted-quoted.txt"));

        Assert.Equal(DumpFixtures.Dmar, Assert.Single(result.Tables).Bytes);
        Assert.Equal(
            [
                "DUMP6004 line 1: 2 lines from here are not part of a dump: 'Hi, my host has this table:'",
                "DUMP6004 line 15: 2 lines from here are not part of a dump: 'Does a guest of 4 GiB fit?'",
            ],
            result.Diagnostics.Select(d => d.ToString()));
        Assert.False(result.HasErrors);
    }

    [Fact]
    public void Read_Utf16Redirection_GivesTheTableAndSaysSo()
    {
        AcpiDumpResult result = AcpiDump.Read(DumpFixtures.Read("powershell-utf16.txt"));

        Assert.Equal(DumpFixtures.Dmar, Assert.Single(result.Tables).Bytes);
        Assert.Equal("DUMP6013: the text is UTF-16 and was read as such", Assert.Single(result.Diagnostics).ToString());
    }

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    public void Read_Utf16OfEitherOrder_IsToldWithAndWithoutAMark(string name, bool hasMark)
    {
        Encoding encoding = Encoding.GetEncoding(name);

        AcpiDumpResult result = AcpiDump.Read([.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(DumpFixtures.ReadText("xxd.txt"))]);

        Assert.Equal(DumpFixtures.Dmar, Assert.Single(result.Tables).Bytes);
        Assert.Equal(DumpDiagnosticCode.Utf16Text, Assert.Single(result.Diagnostics).Code);
    }

    // Every other byte is 0 in the first few characters of UTF-16, and a table's first bytes are not so.
    [Theory]
    [InlineData("0\0000\000x\0")]
    [InlineData("\0000\000\0x0")]
    [InlineData("0\00")]
    public void Read_ZerosInOtherPlaces_AreNoUtf16(string text)
    {
        byte[] bytes = [.. Encoding.Latin1.GetBytes(text), .. new byte[40]];

        Assert.DoesNotContain(AcpiDump.Read(bytes).Diagnostics, d => d.Code == DumpDiagnosticCode.Utf16Text);
    }

    [Fact]
    public void Read_DisassemblyWithoutRawData_SaysHowToMakeItAgain()
    {
        AcpiDumpResult result = AcpiDump.Read(DumpFixtures.Read("iasl-no-raw-data.dsl"));

        Assert.Empty(result.Tables);
        Assert.Equal(AcpiDumpFormat.Unrecognised, result.Format);
        Assert.Contains(result.Diagnostics, d => d.Code == DumpDiagnosticCode.NoRawTableData && d.Message.Contains("iasl -d", StringComparison.Ordinal));
    }
}
