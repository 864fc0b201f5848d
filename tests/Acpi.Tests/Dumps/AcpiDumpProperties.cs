using System.Text;
using FsCheck.Fluent;
using FsCheck.Xunit;
using RdmPlanner.Acpi.Dumps;
using RdmPlanner.Acpi.Logs;
using RdmPlanner.TestKit;
using RdmPlanner.TestKit.Builders;
using Xunit;

namespace RdmPlanner.Acpi.Tests.Dumps;

/// <summary>decode(dump text) = decode(dump binary), and totality.</summary>
public sealed class AcpiDumpProperties
{
    [Property(Arbitrary = [typeof(TableArbitraries)], MaxTest = TestBudget.MaxTest)]
    public void Read_AnyTableInAnyForm_GivesItsBytesAndNoDiagnostic(AnyTable table)
    {
        AssertReads(table.Bytes, table.Bytes, "binary");
        foreach ((string name, Func<byte[], string> render) in DumpText.Forms)
            AssertReads(Encoding.ASCII.GetBytes(render(table.Bytes)), table.Bytes, name);
    }

    [Property(Arbitrary = [typeof(TableArbitraries)], MaxTest = TestBudget.MaxTest)]
    public void Read_DressedText_GivesTheSameTable(AnyTable table)
    {
        string plain = DumpText.Xxd(table.Bytes, 16, 2, false);
        AssertReads(Encoding.ASCII.GetBytes(plain.Replace("\n", "\r\n", StringComparison.Ordinal)), table.Bytes, "CRLF");
        AssertReads(Encoding.ASCII.GetBytes("> " + plain.Replace("\n", "\n> ", StringComparison.Ordinal)), table.Bytes, "quoted");
        AssertReads(Encoding.ASCII.GetBytes("```\n\t" + plain.Replace("\n", "\n\n  ", StringComparison.Ordinal) + "```"), table.Bytes, "fenced");
        AssertReads([0xef, 0xbb, 0xbf, .. Encoding.ASCII.GetBytes(plain)], table.Bytes, "UTF-8 mark");
    }

    [Property(MaxTest = TestBudget.MaxTest)]
    public bool Read_AnyBytes_GivesBoundedLinesAndTables(byte[] data) => IsBounded(data);

    [Property(Arbitrary = [typeof(TableArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool Read_DumpLikeText_GivesBoundedLinesAndTables(DumpLikeText text) => IsBounded(Encoding.ASCII.GetBytes(text.Text));

    [Fact]
    public void Tables_OfTheGenerator_CoverWhatReadersStumbleOver()
    {
        AnyTable[] sample = [.. TableArbitraries.Table.Draw(2000)];

        Assert.InRange(sample.Count(t => t.Bytes.Length % 2 == 1), 500, 1500);
        Assert.InRange(sample.Count(t => t.Bytes.Length % 16 == 0), 40, 600);
        Assert.InRange(sample.Count(t => DumpText.HexdumpWords(t.Bytes).Contains("*\n", StringComparison.Ordinal)), 500, 1900);
        Assert.InRange(sample.Count(t => t.Bytes.Length == 48), 50, 600);
    }

    [Fact]
    public void Texts_OfTheGenerator_ReachTablesAndLogs()
    {
        byte[][] sample = [.. TableArbitraries.Text.Draw(2000).Select(t => Encoding.ASCII.GetBytes(t.Text))];

        Assert.InRange(sample.Count(t => !AcpiDump.Read(t).Tables.IsEmpty), 100, 1900);
        Assert.InRange(sample.Count(t => BootLog.LooksLikeOne(t)), 500, 1990);
        Assert.InRange(sample.Count(t => !BootLog.Read(t).Regions.IsEmpty), 10, 1900);
    }

    private static bool IsBounded(byte[] data)
    {
        int lines = data.Count(b => b == '\n') + 1;
        HostDumpResult front = HostDump.Read(data);
        AcpiDumpResult dump = AcpiDump.Read(data);
        BootLogResult log = BootLog.Read(data);
        return dump.Diagnostics.Concat(log.Diagnostics).Concat(front.Diagnostics).All(d => d.Line >= 0 && d.Line <= lines)
            && dump.Tables.All(t => !t.Bytes.IsEmpty && t.FirstLine <= lines)
            && (dump.Format == AcpiDumpFormat.Unrecognised) == dump.Tables.IsEmpty
            && log.Regions.All(r => r.Line >= 1 && r.Line <= lines)
            && (front.Kind == HostDumpKind.Nothing) == (front.Tables is null && front.Log is null);
    }

    private static void AssertReads(byte[] dump, byte[] expected, string form)
    {
        AcpiDumpResult result = AcpiDump.Read(dump);

        Assert.True(result.Diagnostics.IsEmpty, $"{form}: {string.Join("; ", result.Diagnostics)}");
        DumpedTable table = Assert.Single(result.Tables);
        Assert.True(expected.AsSpan().SequenceEqual(table.Bytes.AsSpan()), $"{form}: other bytes");
    }
}
