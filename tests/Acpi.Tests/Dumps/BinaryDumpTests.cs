using RdmPlanner.Acpi.Dumps;
using Xunit;

namespace RdmPlanner.Acpi.Tests.Dumps;

/// <summary>Raw tables, whole and damaged.</summary>
public sealed class BinaryDumpTests
{
    [Fact]
    public void Read_AnyPrefix_GivesItAsATable()
    {
        for (int length = 1; length < DumpFixtures.Dmar.Length; length++)
        {
            byte[] prefix = DumpFixtures.Dmar[..length];
            AcpiDumpResult result = AcpiDump.Read(prefix);
            if (length >= 4)
                Assert.Equal(prefix, Assert.Single(result.Tables).Bytes);
            Assert.Equal(result.Tables.IsEmpty, result.HasErrors);
        }
    }

    [Fact]
    public void Read_AnyByteChanged_StillGivesTheTable()
    {
        for (int at = 0; at < DumpFixtures.Dmar.Length; at++)
        {
            byte[] changed = [.. DumpFixtures.Dmar];
            changed[at] ^= 0x80;
            Assert.Equal(changed, Assert.Single(AcpiDump.Read(changed).Tables).Bytes);
        }
    }

    [Fact]
    public void Read_BytesAfterTheTable_StayWithIt()
    {
        byte[] longer = [.. DumpFixtures.Dmar, 0, 0, 7];

        Assert.Equal(longer, Assert.Single(AcpiDump.Read(longer).Tables).Bytes);
    }

    [Fact]
    public void Read_ZerosBetweenTables_ArePassedOverAndSaid()
    {
        AcpiDumpResult result = AcpiDump.Read([.. DumpFixtures.Dmar, 0, 0, 0, 0, .. DumpFixtures.Oem1]);

        Assert.Equal([144, 153], result.Tables.Select(t => t.Bytes.Length));
        Assert.Equal(148, result.Tables[1].ByteOffset);
        Assert.Equal(["DUMP6015: 4 zero bytes between two tables, at 0x90, are passed over"], result.Diagnostics.Select(d => d.ToString()));
    }

    [Fact]
    public void Read_TableInsideOtherData_IsFound()
    {
        AcpiDumpResult result = AcpiDump.Read([0, 1, 2, .. "DMAR"u8, 0, .. DumpFixtures.Dmar, 9]);

        DumpedTable table = Assert.Single(result.Tables);
        Assert.Equal(8, table.ByteOffset);
        Assert.Equal(DumpFixtures.Dmar, table.Bytes);
        Assert.Equal(DumpDiagnosticCode.FoundInsideData, Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void Read_OtherBinaryData_HasNoTable()
    {
        AcpiDumpResult result = AcpiDump.Read([0x7f, .. "ELF"u8, 2, 1, 1, 0, 0, 0, 0, 0]);

        Assert.Empty(result.Tables);
        Assert.Equal(DumpDiagnosticCode.NothingRecognised, Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void WithoutXenHiding_Xmar_IsTheFirmwaresTable()
    {
        // What acpi_dmar_zap does: signature[0] = 'X', checksum -= 'X' - 'D'.
        byte[] hidden = [.. DumpFixtures.Dmar];
        hidden[0] = (byte)'X';
        hidden[9] = 0x27;

        AcpiDumpResult result = AcpiDump.Read(hidden);

        Assert.Equal(DumpDiagnosticCode.HiddenByXen, Assert.Single(result.Diagnostics).Code);
        DumpedTable table = Assert.Single(result.Tables);
        Assert.True(table.IsDmar);
        Assert.Equal(hidden, table.Bytes);
        Assert.Equal(DumpFixtures.Dmar, table.WithoutXenHiding().Bytes);
        Assert.Equal("DMAR", table.WithoutXenHiding().Signature);
    }

    [Fact]
    public void Read_MoreTablesThanTheLimit_KeepsTheFirstAndSaysSo()
    {
        byte[] many = new byte[36 * 5000];
        for (int at = 0; at < many.Length; at += 36)
        {
            "OEM1"u8.CopyTo(many.AsSpan(at));
            many[at + 4] = 36;
        }

        AcpiDumpResult result = AcpiDump.Read(many);

        Assert.Equal(4096, result.Tables.Length);
        Assert.Equal(DumpDiagnosticCode.TooManyTables, Assert.Single(result.Diagnostics).Code);
    }
}
