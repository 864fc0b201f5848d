using System.Text;
using RdmPlanner.Acpi.Dumps;
using Xunit;

namespace RdmPlanner.Acpi.Tests.Dumps;

/// <summary>Dumps that lost or gained something on their way.</summary>
public sealed class DamagedDumpTests
{
    [Fact]
    public void Read_NoInput_ListsWhatIsAccepted()
    {
        AcpiDumpResult result = AcpiDump.Read([]);

        Assert.Equal(DumpDiagnosticCode.EmptyInput, Assert.Single(result.Diagnostics).Code);
        Assert.Contains("acpidump", result.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Prose_NamesTheLinesAndListsWhatIsAccepted()
    {
        AcpiDumpResult result = AcpiDump.Read("Dear list,\n\nI added a face to the facade.\n"u8);

        Assert.Equal(
            [DumpDiagnosticCode.LinesNotUsed, DumpDiagnosticCode.NothingRecognised], result.Diagnostics.Select(d => d.Code));
        Assert.Equal(1, result.Diagnostics[0].Line);
    }

    [Fact]
    public void Read_LineMissing_KeepsWhatIsBeforeAndNamesTheLine()
    {
        AcpiDumpResult result = AcpiDump.Read(Lines("xxd.txt", [0, 1, 3, 4]));

        Assert.Equal(["DUMP6005 line 3: 0x10 bytes are missing before offset 0x30; from here on the table is not used"], Texts(result));
        Assert.Equal(DumpFixtures.Dmar[..0x20], Assert.Single(result.Tables).Bytes);
        Assert.True(result.HasErrors);
    }

    [Fact]
    public void Read_LineTwice_TakesItOnce()
    {
        AcpiDumpResult result = AcpiDump.Read(Lines("xxd.txt", [0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8]));

        Assert.Equal(
            ["DUMP6007 line 2: offset 0x0 was given twice with the same bytes", "DUMP6007 line 5: offset 0x20 was given twice with the same bytes"],
            Texts(result));
        Assert.Equal(DumpFixtures.Dmar, Assert.Single(result.Tables).Bytes);
    }

    [Fact]
    public void Read_LinesOutOfOrder_StopsAtTheFirstThatGoesBack()
    {
        AcpiDumpResult result = AcpiDump.Read(Lines("xxd.txt", [0, 1, 2, 3, 1, 4]));

        Assert.Equal(DumpDiagnosticCode.OffsetBackwards, Assert.Single(result.Diagnostics).Code);
        Assert.Equal(5, result.Diagnostics[0].Line);
        Assert.Equal(DumpFixtures.Dmar[..0x40], Assert.Single(result.Tables).Bytes);
    }

    [Fact]
    public void Read_SameTableTwice_GivesItTwice()
    {
        byte[] once = DumpFixtures.Read("hexdump.txt");

        AcpiDumpResult result = AcpiDump.Read([.. once, .. once]);

        Assert.Equal([1, 11], result.Tables.Select(t => t.FirstLine));
        Assert.All(result.Tables, t => Assert.Equal(DumpFixtures.Dmar, t.Bytes));
    }

    [Theory]
    [InlineData("0000000 4d44 5241 0040 0000 3b01 4452 504d 4e4c\n*\n", DumpDiagnosticCode.SqueezeUnusable)]
    [InlineData("0000000 4d44 5241 0040 0000 3b01 4452 504d 4e4c\n*\n0000025 0000\n", DumpDiagnosticCode.SqueezeUnusable)]
    [InlineData("00000000  44 4d 41 52 40 00 00 00  00 00 00 00 00 00 00 00  |DMAR@...........|\n*\nfffffffffff0\n", DumpDiagnosticCode.TableTooLarge)]
    [InlineData("00000000: 444d 4152 4000 0000\n*\nfffffffffffffff8: 0000\n", DumpDiagnosticCode.TableTooLarge)]
    [InlineData("00000000: 444d 4152 4000 0000\n01000008: 0000\n", DumpDiagnosticCode.OffsetGap)]
    public void Read_OffsetsThatDoNotFit_StopThere(string text, DumpDiagnosticCode code)
    {
        AcpiDumpResult result = AcpiDump.Read(Encoding.ASCII.GetBytes(text));

        Assert.Equal(code, Assert.Single(result.Diagnostics).Code);
        Assert.InRange(Assert.Single(result.Tables).Bytes.Length, 8, 16);
    }

    [Fact]
    public void Read_ManyLargeSqueezes_StayWithinSixteenMebibytesInAll()
    {
        string once = "00000000: 444d 4152 0200 f000\n00000008: 0000 0000 0000 0000\n*\n00f00000: 0000\n";

        AcpiDumpResult result = AcpiDump.Read(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(once, 100))));

        Assert.Equal(100, result.Tables.Length);
        Assert.Equal(0xf00002 + (99 * 16), result.Tables.Sum(t => t.Bytes.Length));
        Assert.Equal(20, result.Diagnostics.Count(d => d.Code == DumpDiagnosticCode.TableTooLarge));
        Assert.Equal("DUMP6019: 79 more of DUMP6009 are not shown", result.Diagnostics[^1].ToString());
    }

    [Fact]
    public void Read_HeaderNameAndLengthThatDiffer_AreReported()
    {
        AcpiDumpResult named = AcpiDump.Read("APIC @ 0x1000\n    0000: 44 4D 41 52 90 00 00 00  DMAR....\n"u8);
        AcpiDumpResult stated = AcpiDump.Read("Raw Table Data: Length 144 (0x90)\n\n    0000: 44 4D 41 52 90 00 00 00  // DMAR....\n"u8);

        Assert.Equal(["DUMP6011 line 2: the line above names APIC, the bytes begin otherwise"], Texts(named));
        Assert.Equal(["DUMP6012 line 3: 144 bytes are announced and 8 follow"], Texts(stated));
        Assert.Equal("DMAR", Assert.Single(named.Tables).Signature);
    }

    [Fact]
    public void Read_DumpOfPhysicalMemory_StartsAtItsAddress()
    {
        AcpiDumpResult result = AcpiDump.Read("bd3346f4: 44 4d 41 52 90 00 00 00\nbd3346fc: 01 3b\n"u8);

        Assert.Equal(DumpDiagnosticCode.FirstOffsetNotZero, Assert.Single(result.Diagnostics).Code);
        Assert.Equal([0x44, 0x4d, 0x41, 0x52, 0x90, 0, 0, 0, 1, 0x3b], Assert.Single(result.Tables).Bytes);
    }

    [Fact]
    public void Read_ShortHalfLine_TellsTextFromASecondHalf()
    {
        AcpiDumpResult text = AcpiDump.Read("0000: 44 4D 41 52 61 62 20 63  DMARab c\n"u8);
        AcpiDumpResult half = AcpiDump.Read("0000: 44 4D 41 52 61 62 20 63  64 65 66 00  DMARab cdef.\n"u8);

        Assert.Equal(8, Assert.Single(text.Tables).Bytes.Length);
        Assert.Equal(12, Assert.Single(half.Tables).Bytes.Length);
    }

    [Theory]
    [InlineData("00000000: 44 4d 41 52 28 00 00 00 01 3 3b\n", 9)]
    [InlineData("00000000: 44 4d 41 52 28 00 00 00 01 abc\n", 9)]
    [InlineData("00000000  44 4d 41 52 28 00 00 00 01 3 3b\n", 9)]
    [InlineData("0000: 44 4D 41 52 28 00 00 00  DMAR(...\n0008: 41 42 20 63 64 65 66 67  AB cdefg\n", 16)]
    [InlineData("0000: 44 4D 41 52 28 00 00 00  DMAR(...\n0008: 41 42 20 63 64 65 66 67  AB cdefh\n", 17)]
    public void Read_TextColumnOrOddDigits_EndTheBytesOfALine(string text, int length)
    {
        AcpiDumpResult result = AcpiDump.Read(Encoding.ASCII.GetBytes(text));

        Assert.Equal(length, Assert.Single(result.Tables).Bytes.Length);
    }

    [Theory]
    [InlineData("[030h 0048   2]                Subtable Type : 0000 [Hardware Unit Definition]\n")]
    [InlineData("DefinitionBlock (\"\", \"DSDT\", 2, \"RDMPLN\", \"FIXTURE1\", 0x00000001)\n{\n")]
    public void Read_PartOfADisassembly_SaysThatItsBytesAreMissing(string text) =>
        Assert.Contains(AcpiDump.Read(Encoding.ASCII.GetBytes(text)).Diagnostics, d => d.Code == DumpDiagnosticCode.NoRawTableData);

    // A dump of words fills an odd length up with a zero; its last line, a bare offset, would have said so.
    [Fact]
    public void Read_WordsWithoutTheClosingOffset_LoseThePaddingByte()
    {
        string text = DumpFixtures.ReadText("oem1-hexdump.txt");

        AcpiDumpResult result = AcpiDump.Read(Encoding.ASCII.GetBytes(text.Replace("0000099\n", "", StringComparison.Ordinal)));

        Assert.Empty(result.Diagnostics);
        Assert.Equal(DumpFixtures.Oem1, Assert.Single(result.Tables).Bytes);
    }

    // Tables of 40 and 39 bytes by their headers. One zero is a filler, in a dump of words without its closing offset;
    // anything else is for the decoder to report.
    [Theory]
    [InlineData("0000000 4d44 5241 0028 0000 3b01 4452 504d 4e4c\n0000010 4946 5458 5255 3245 0001 0000 4452 504d\n0000020 0001 0000 1111 1111 0000\n", 42)]
    [InlineData("0000000 4d44 5241 0027 0000 3b01 4452 504d 4e4c\n0000010 4946 5458 5255 3245 0001 0000 4452 504d\n0000020 0001 0000 1111 0111\n", 40)]
    [InlineData("0000000 4d44 5241 0027 0000 3b01 4452 504d 4e4c\n0000010 4946 5458 5255 3245 0001 0000 4452 504d\n0000020 0001 0000 1111 0011\n0000028\n", 40)]
    [InlineData("00000000: 444d 4152 2700 0000 013b 5244 4d50 4c4e  DMAR(....;RDMPLN\n00000010: 4649 5854 5552 4532 0100 0000 5244 4d50  FIXTURE2....RDMP\n00000020: 0100 0000 1111 1100                      ........\n", 40)]
    [InlineData("00000000  44 4d 41 52 27 00 00 00  01 3b 52 44 4d 50 4c 4e  |DMAR(....;RDMPLN|\n00000010  46 49 58 54 55 52 45 32  01 00 00 00 52 44 4d 50  |FIXTURE2....RDMP|\n00000020  01 00 00 00 11 11 11 00                           |........|\n", 40)]
    public void Read_BytesBehindTheTableThatAreNoFiller_AreKept(string text, int length)
    {
        AcpiDumpResult result = AcpiDump.Read(Encoding.ASCII.GetBytes(text));

        Assert.Empty(result.Diagnostics);
        Assert.Equal(length, Assert.Single(result.Tables).Bytes.Length);
    }

    private static IEnumerable<string> Texts(AcpiDumpResult result) => result.Diagnostics.Select(d => d.ToString());

    private static byte[] Lines(string file, int[] which)
    {
        string[] lines = DumpFixtures.ReadText(file).Split('\n');
        return Encoding.ASCII.GetBytes(string.Join('\n', which.Select(i => lines[i])) + "\n");
    }
}
