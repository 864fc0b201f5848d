using System.Text;
using RdmPlanner.E820;
using RdmPlanner.Planner.Host;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Planner.Tests.Host;

/// <summary>What a file of a host is taken for, and which of its tables and lines count.</summary>
public sealed class HostReaderTests
{
    private const string Boot =
        """
        BIOS-e820: [mem 0x0000000000000000-0x000000000009fbff] usable
        BIOS-e820: [mem 0x00000000ac600000-0x00000000acffffff] reserved
        DMAR: RMRR base: 0x000000ac6d3000 end: 0x000000ac6f2fff

        """;

    [Fact]
    public void Read_LogThatBeginsWithItsMap_HasAllOfTheMap()
    {
        HostDescription host = Read(Boot);

        Assert.Equal("boot log", host.Format);
        Assert.Equal([new Gpa(0), new Gpa(0xac60_0000)], host.MemoryMap!.Entries.Select(e => e.Start));
        Assert.Equal(0xac6d_3000UL, Assert.Single(host.Regions).BaseAddress.Value);
    }

    // Both boots have a map; the lines of one are not mixed into the other's.
    [Fact]
    public void Read_LogOfTwoBoots_HasTheMapOfTheLast()
    {
        string first = "[    0.000000] Linux version 5.10.0\n[    0.000000] BIOS-e820: [mem 0x0000000000000000-0x000000000009ffff] usable\n[    0.000000] DMAR: RMRR base: 0x000000ac6d3000 end: 0x000000ac6f2fff\n";
        string last = "[    0.000000] Linux version 6.1.0\n[    0.000000] BIOS-e820: [mem 0x0000000000100000-0x00000000001fffff] usable\n[    0.000000] DMAR: RMRR base: 0x000000bd6d3000 end: 0x000000bd6f2fff\n";

        HostDescription host = Read(first + last);

        Assert.Equal([new Gpa(0x10_0000)], host.MemoryMap!.Entries.Select(e => e.Start));
        Assert.Equal(0xbd6d_3000UL, Assert.Single(host.Regions).BaseAddress.Value);
    }

    [Fact]
    public void Read_TwoTables_AreNumberedFromTheSecond()
    {
        byte[] table = TableHex.Read("laptop");

        HostDescription host = HostReader.Read([.. table, .. table], "two.bin");

        Assert.Equal(["two.bin", "two.bin#2"], host.Tables.Select(t => t.Name));
    }

    [Theory]
    [InlineData("DMAX", 1, 1)]
    [InlineData("DMAX", 0, 0)]
    [InlineData("XMAR", 0, 1)]
    [InlineData("IVRS", 1, 0)]
    [InlineData("DMAR", 1, 1)]
    [InlineData("DMAR", 0, 1)]
    public void Read_LoneTableOfAnotherName_IsADamagedDmarWhenItsSumIsWrong(string signature, byte sum, int tables)
    {
        byte[] table = TableHex.Read("laptop");
        Encoding.ASCII.GetBytes(signature).CopyTo(table, 0);
        table[9] = unchecked((byte)(table[9] - table.Aggregate(0, (all, b) => all + b) + sum));

        HostDescription host = HostReader.Read(table, "t.bin");

        Assert.Equal(tables, host.Tables.Length);
    }

    private static HostDescription Read(string text) => HostReader.Read(Encoding.ASCII.GetBytes(text), "host.txt");
}
