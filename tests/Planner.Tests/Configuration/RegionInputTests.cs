using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Planner.Tests.Configuration;

/// <summary>Regions and layouts without a dump: CSV files and the option.</summary>
public sealed class RegionInputTests
{
    private static readonly string[] _fields =
    [
        "0x1000", "7c000000", "4K", "64K", "RAM", "HOLE", "00:02.0", "strict", "", " ", "\"", "\"a,b\"", "#", ";", "é", "\ud800", "\0", "-1",
    ];

    private static readonly Gen<string> _row = Gen.Frequency(
        (3, Gen.Elements(_fields).ListOf(4).Select(f => string.Join(',', f))),
        (1, Gen.Constant("0x1000,4K,RAM,00:02.0")),
        (1, Gen.Elements("start", "\"", ",", "\r", "x").ArrayOf().Select(p => string.Concat(p))));

    private static readonly Gen<string> _csv = _row.ArrayOf().Select(r => "start,size,type,devices\n" + string.Join('\n', r));

    public static Arbitrary<string> Csv() => _csv.ToArbitrary();

    [Fact]
    public void RegionsCsv_GoodRows_GiveRegions()
    {
        const string Text = """
            # two machines' worth
            comment,start,size,devices,segment,policy
            usb,0x7c000000,64K,00:14.0 00:14.1,,relaxed
            "gpu, shared",7d000000,0x4000000,02:00.0;0003:02:00.1,1,
            """;

        ExplicitRegions read = RegionsCsv.Read(Text, "r.csv");

        Assert.Empty(read.Diagnostics);
        Assert.Equal(
            [
                "0x7c000000 0x7c00ffff [0000:00:14.0 0000:00:14.1] Relaxed 'usb' r.csv:3:1",
                "0x7d000000 0x80ffffff [0001:02:00.0 0003:02:00.1]  'gpu, shared' r.csv:4:1",
            ],
            read.Regions.Select(Text1));
    }

    [Theory]
    [InlineData("start,end\n0x1000,0x2000\n", "0x1000 0x1fff []  '' r:2:1")]
    [InlineData("start,last\n0x1000,0x1fff\n", "0x1000 0x1fff []  '' r:2:1")]
    [InlineData("Start,Size\n0xfffffffffffff000,0x1000\n", "0xfffffffffffff000 0xffffffffffffffff []  '' r:2:1")]
    [InlineData("start,end,last,size\n1000,2000,1fff,4K\n", "0x1000 0x1fff []  '' r:2:1")]
    public void RegionsCsv_EachWayToEnd_GivesTheInclusiveLimit(string text, string expected) =>
        Assert.Equal([expected], RegionsCsv.Read(text, "r").Regions.Select(Text1));

    [Theory]
    [InlineData("start,size\n", true)]
    [InlineData("# why\nstart,size\n", true)]
    [InlineData("\n\nstart,size", true)]
    [InlineData("\uFEFFstart,size", true)]
    [InlineData(" size , \"Start\"\r\n", true)]
    [InlineData("start\n", false)]
    [InlineData("a,b\nstart,size\n", false)]
    [InlineData("restart,size\n", false)]
    [InlineData("# why\n", false)]
    [InlineData("", false)]
    public void RegionsCsv_FirstLineOfAnother_IsNotTaken(string text, bool isOne)
    {
        Assert.Equal(isOne, RegionsCsv.LooksLikeOne(Encoding.UTF8.GetBytes(text)));
        Assert.False(RegionsCsv.LooksLikeOne(Encoding.UTF8.GetBytes(new string('#', 4095) + "\n" + text)));
    }

    [Theory]
    [InlineData("begin,size\n", "r:1:1: error CFG5050: the first line must name the columns start, one of end, last and size")]
    [InlineData("start,size\nxyz,4K\n", "r:2:1: error CFG5051: start 'xyz' is not a hexadecimal address")]
    [InlineData("start,size\n0,4Q\n", "r:2:1: error CFG5051: size '4Q' is not a number of bytes such as 0x1000, 64K or 4M")]
    [InlineData("start,size\n0,0\n", "r:2:1: error CFG5051: size '0' is not a number of bytes such as 0x1000, 64K or 4M")]
    [InlineData("start,size\nfffffffffffff000,8K\n", "r:2:1: error CFG5052: the range from 0xfffffffffffff000 goes beyond 2^64")]
    [InlineData("start,end\n2000,1000\n", "r:2:1: error CFG5052: the range from 0x2000 ends before it starts")]
    [InlineData("start,end\n0,0\n", "r:2:1: error CFG5052: the range from 0x0 ends before it starts")]
    [InlineData("start,end,size\n1000,2000,8K\n", "r:2:1: error CFG5052: end, last and size do not agree")]
    [InlineData("start,size\n1000,\n", "r:2:1: error CFG5052: end, last and size are all empty")]
    [InlineData("start,size,devices\n1000,4K,00:20.0\n", "r:2:1: error CFG5053: devices: device '20' is larger than 1f")]
    [InlineData("start,size,policy\n1000,4K,firm\n", "r:2:1: error CFG5054: unknown policy 'firm'; allowed are strict, relaxed (or the older force, try)")]
    public void RegionsCsv_BadRow_IsNamedWithItsLine(string text, string expected)
    {
        ExplicitRegions read = RegionsCsv.Read(text, "r");
        Assert.Empty(read.Regions);
        Assert.Equal([expected], read.Diagnostics.Select(d => d.ToString()));
    }

    [Fact]
    public void LayoutCsv_Rows_GiveRangesAndDropHoles()
    {
        WrittenLayout layout = LayoutCsv.Read(
            "start,end,type\n0x0,0xa0000,RAM\n0xa0000,0x100000,HOLE\n0x100000,0xf0000000,ram\n0x7c000000,0x7d000000,RESERVED\n", "l.csv");

        Assert.Empty(layout.Diagnostics);
        Assert.Equal(
            [
                new E820Record(new Gpa(0), 0xa0000, E820Type.Ram),
                new E820Record(new Gpa(0x100000), 0xeff00000, E820Type.Ram),
                new E820Record(new Gpa(0x7c000000), 0x1000000, E820Type.Reserved),
            ],
            layout.Ranges);
    }

    [Theory]
    [InlineData("start,end\n0,1000\n", "l:1:1: error CFG5050: the first line must name the columns start, one of end, last and size, type")]
    [InlineData("start,end,type\n0,1000,ROM\n", "l:2:1: error CFG5055: unknown type 'ROM'; allowed are RAM, RESERVED, ACPI, NVS, UNUSABLE and HOLE")]
    [InlineData("start,last,type\n0,ffffffffffffffff,RAM\n", "l:2:1: error CFG5052: the range is the whole address space")]
    public void LayoutCsv_BadRow_IsNamedWithItsLine(string text, string expected) =>
        Assert.Equal([expected], LayoutCsv.Read(text, "l").Diagnostics.Select(d => d.ToString()));

    [Theory]
    [InlineData("0x7c000000-0x7fffffff", "0x7c000000 0x7fffffff []  '' --region")]
    [InlineData("7c000000-7fffffff=00:02.0", "0x7c000000 0x7fffffff [0000:00:02.0]  '' --region")]
    [InlineData("7c000000+64M=00:02.0,0001:00:14.0,policy=strict", "0x7c000000 0x7fffffff [0000:00:02.0 0001:00:14.0] Strict '' --region")]
    [InlineData("0-0, policy=try", "0x0 0x0 [] Relaxed '' --region")]
    public void RegionOption_Form_GivesTheRegion(string text, string expected)
    {
        ExplicitRegions read = RegionOption.Parse(text);
        Assert.Empty(read.Diagnostics);
        Assert.Equal([expected], read.Regions.Select(Text1));
    }

    [Theory]
    [InlineData("", ConfigDiagnosticCode.BadRange)]
    [InlineData("1000", ConfigDiagnosticCode.BadRange)]
    [InlineData("2000-1fff", ConfigDiagnosticCode.BadRange)]
    [InlineData("ffffffffffffffff+2", ConfigDiagnosticCode.BadRange)]
    [InlineData("-1000", ConfigDiagnosticCode.BadAddress)]
    [InlineData("1000-g", ConfigDiagnosticCode.BadAddress)]
    [InlineData("1000+0", ConfigDiagnosticCode.BadAddress)]
    [InlineData("1000-1fff=00:02", ConfigDiagnosticCode.BadDevice)]
    [InlineData("1000-1fff,policy=odd", ConfigDiagnosticCode.BadPolicy)]
    [InlineData("1000-1fff,colour=red", ConfigDiagnosticCode.BadRegionOption)]
    [InlineData("1000-1fff,policy=strict,policy=relaxed", ConfigDiagnosticCode.BadRegionOption)]
    public void RegionOption_BadText_GivesOneFindingAndNoRegion(string text, ConfigDiagnosticCode code)
    {
        ExplicitRegions read = RegionOption.Parse(text);
        Assert.Empty(read.Regions);
        Assert.Equal(code, Assert.Single(read.Diagnostics).Code);
    }

    [Property(Arbitrary = [typeof(RegionInputTests)], MaxTest = TestBudget.MaxTest)]
    public bool Read_AnyText_IsTotal(string text) =>
        RegionsCsv.Read(text, "r").Regions.All(r => r.LimitAddress >= r.BaseAddress)
        && LayoutCsv.Read(text, "l").Ranges.All(r => r.SizeInBytes > 0)
        && RegionOption.Parse(text).Regions.All(r => r.LimitAddress >= r.BaseAddress);

    [Fact]
    public void Csv_Generator_GivesRegionsAndFindings()
    {
        ExplicitRegions[] read = [.. _csv.Draw(2000, 40).Select(t => RegionsCsv.Read(t, "r"))];
        Assert.InRange(read.Count(r => !r.Diagnostics.IsEmpty), 500, 1999);
        Assert.InRange(read.Count(r => !r.Regions.IsEmpty), 500, 1999);
    }

    private static string Text1(ExplicitRegion region) =>
        $"{region.BaseAddress} {region.LimitAddress} [{string.Join(' ', region.Devices)}] {region.Policy} '{region.Comment}' {region.Origin}";
}
