using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.E820.Tests.Formats;

/// <summary>The nine boot logs of real machines; expectations counted and typed from the logs.</summary>
public sealed class SharedLogTests
{
    [Theory]
    [InlineData("dell-latitude-5500_xen412.txt", E820Format.Xen, 24, 0x60000, 0x100000000, 0x37c800000, 0x78863000, E820Type.Reserved)]
    [InlineData("dell-poweredge-r320_4AE950774D46.txt", E820Format.Linux, 8, 0x9d000, 0x100000000, 0x1740000000, 0xbd31c000, E820Type.Acpi)]
    [InlineData("fujitsu-primergy-d3034_41B1E7A57925.txt", E820Format.Linux, 19, 0x9c800, 0x100000000, 0x40000000, 0xbf45d000, E820Type.Nvs)]
    [InlineData("hp-proliant-dl380-gen9_5F069D0FB677.txt", E820Format.Linux, 13, 0x94000, 0x100000000, 0x780000000, 0x791fefff, E820Type.Reserved)]
    [InlineData("hp-proliant-dl380e-gen8_CB05571909C8.txt", E820Format.Linux, 11, 0x93800, 0x100000000, 0x137ffff000, 0x75dde000, E820Type.Ram)]
    [InlineData("lenovo-thinksystem-sr650v2_D65FD98664FE.txt", E820Format.Linux, 16, 0x3e000, 0x100000000, 0x7f40000000, 0xaac0f000, (E820Type)20)]
    [InlineData("quanta-x10e-9n_01ACEA39AAB2.txt", E820Format.Linux, 18, 0x9c800, 0x100000000, 0xf70000000, 0x87da0000, E820Type.Nvs)]
    [InlineData("supermicro-x8sil_40AECBFF4573.txt", E820Format.Linux, 13, 0x9d800, 0x100000000, 0x740000000, 0xbf79e000, (E820Type)9)]
    [InlineData("toshiba-dynabook-r731_5949EA99A04B.txt", E820Format.Linux, 20, 0x9ec00, 0x100000000, 0x4fe00000, 0xaa1d01ff, E820Type.Nvs)]
    public void Read_RealLog_IsItsMap(
        string file, E820Format format, int count, ulong firstSize, ulong lastAddress, ulong lastSize, ulong probe, E820Type typeThere)
    {
        E820Reading reading = E820Text.Read(Log(file));
        Assert.Equal(format, reading.Format);
        Assert.Empty(reading.Notes);
        Assert.Equal(count, reading.Records.Length);
        Assert.Equal(new E820Record(new Gpa(0), firstSize, E820Type.Ram), reading.Records[0]);
        Assert.Equal(new E820Record(new Gpa(lastAddress), lastSize, E820Type.Ram), reading.Records[^1]);
        E820MapReading map = E820Map.FromRecords(reading.Records.AsSpan());
        Assert.False(map.HasErrors);
        Assert.Equal(typeThere, map.Map.TypeAt(new Gpa(probe)));
    }

    [Fact]
    public void RamPageCount_OfARealLog_IsTheSumOfItsUsableLines() =>
        // 0x9d + (0xbd2f0 - 0x100) + (0x1840000 - 0x100000), from the three usable lines.
        Assert.Equal(0x9dUL + 0xbd1f0 + 0x1740000, E820Map.FromRecords(
            E820Text.Read(Log("dell-poweredge-r320_4AE950774D46.txt")).Records.AsSpan()).Map.RamPageCount);

    private static byte[] Log(string file)
    {
        string? path = SharedFolder.Find("corpus", "logs", file);
        Assert.SkipWhen(path is null, SharedFolder.SkipReason);
        return File.ReadAllBytes(path!);
    }
}
