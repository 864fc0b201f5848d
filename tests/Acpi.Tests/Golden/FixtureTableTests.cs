using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Acpi.Tests.Golden;

/// <summary>The tables of our own making: what each is there for.</summary>
public sealed class FixtureTableTests
{
    [Theory]
    [InlineData("laptop", "0x8d5dd000-0x8d5fcfff 0x8d800000-0x8fffffff", "")]
    [InlineData("server", "0xdf7fe000-0xdf7fffff 0xdf61e000-0xdf61ffff 0xdf620000-0xdf63ffff",
        "DMAR1024@198 DMAR1024@208 DMAR1024@242 DMAR1024@252")]
    [InlineData("many-regions",
        "0xe7000-0xeafff 0x7d600000-0x7d61ffff 0x7dc00000-0x7dffffff 0x7e000000-0x7fffffff 0xbe000000-0xbe000fff", "")]
    [InlineData("no-region", "", "")]
    [InlineData("soc", "0xa7800000-0xabffffff", "")]
    [InlineData("straddles-2g", "0x7e000000-0x81ffffff", "")]
    [InlineData("workstation", "0xac800000-0xb0ffffff 0xe2100000-0xe213ffff", "")]
    [InlineData("starts-at-2g", "0x80000000-0x8003ffff", "")]
    [InlineData("hole-and-high", "0xf1000000-0xf10fffff 0x140000000-0x1400fffff", "")]
    [InlineData("one-byte", "0x0-0x0 0x0-0xfff", "DMAR1021@80")]
    public void Decode_FixtureTable_HasItsRegionsAndFindings(string name, string regions, string findings)
    {
        byte[] bytes = TableHex.Read(name);

        DmarDecodeResult result = DmarDecoder.Decode(bytes);

        Assert.Equal(regions, string.Join(' ', result.Table!.ReservedMemoryRegions.Select(r => $"{r.BaseAddress}-{r.LimitAddress}")));
        Assert.Equal(findings, string.Join(' ', result.Diagnostics));
        Assert.Equal(bytes, DmarEncoder.Encode(result.Table));
    }

    [Fact]
    public void FixtureTables_AllOfThem_AreInTheTheoryAboveAndSayTheirOrigin()
    {
        string[] named = ["hole-and-high", "laptop", "many-regions", "no-region", "one-byte", "server", "soc", "starts-at-2g", "straddles-2g", "workstation"];

        Assert.Equal(named, TableHex.Names);
        Assert.All(named, n => Assert.StartsWith("Made by hand", File.ReadAllText(FixtureFolder.Of("dmar", n, "origin.txt")), StringComparison.Ordinal));
    }

    [Fact]
    public void Decode_SocTable_HasEveryRecentStructure()
    {
        DmarTable table = DmarDecoder.Decode(TableHex.Read("soc")).Table!;

        Assert.Equal("Drhd Drhd Rmrr Andd Andd Satc Sidp", string.Join(' ', table.Structures.Select(s => s.Type)));
        Assert.Equal(42, table.HostAddressWidth);
        Assert.Equal(2, table.Header.Revision);
        Assert.Equal(["\\_SB.PC00.I2C0", "\\_SB.PC00.I2C1"], table.Structures.OfType<NamespaceDevice>().Select(d => d.ObjectName));
        Assert.Equal([0x1f, 0x1c], table.Structures.OfType<SocDeviceProperty>().Single().Scopes.Select(s => (int)s.Flags));
    }

    [Fact]
    public void Decode_ServerTable_HasNoAddressForDevicesBehindABridge()
    {
        ReservedMemoryRegion shared = DmarDecoder.Decode(TableHex.Read("server")).Table!.ReservedMemoryRegions[0];

        IEnumerable<string> devices = shared.Scopes.Select(
            s => s.TryGetAddress(shared.Segment, out PciAddress address) ? address.ToString() : s.Path.ToString());

        Assert.Equal(
            ["0000:00:1d.0", "0000:00:1d.1", "0000:00:1d.2", "0000:00:1d.3", "0000:00:1d.7", "1c.4/00.0", "1c.4/00.2"], devices);
    }
}
