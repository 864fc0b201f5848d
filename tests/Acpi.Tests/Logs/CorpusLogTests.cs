using RdmPlanner.Acpi.Dumps;
using RdmPlanner.Acpi.Logs;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Acpi.Tests.Logs;

/// <summary>The real logs; what is expected was read off them by eye.</summary>
public sealed class CorpusLogTests
{
    [Theory]
    [InlineData("dell-latitude-5500_xen412", 39, null, null,
        "0x78863000-0x78882fff@16 0000:00:14.0; 0x7d000000-0x7f7fffff@19 0000:00:02.0; 0x78907000-0x78986fff@22 0000:00:16.7 ignored",
        "0xfed90000@3; 0xfed91000 all@8")]
    [InlineData("dell-poweredge-r320_4AE950774D46", 46, "5.15.83-1-pve", 0xbd3346f4UL,
        "0xbf458000-0xbf46ffff@17; 0xbf450000-0xbf450fff@18; 0xbf452000-0xbf452fff@19", "0xde100000 all@15")]
    [InlineData("fujitsu-primergy-d3034_41B1E7A57925", 36, "5.14.10-300.fc35.x86_64", 0xbe43c5e8UL,
        "0xbf469000-0xbf477fff@28", "0xfed91000 all@26")]
    [InlineData("hp-proliant-dl380-gen9_5F069D0FB677", 46, "5.13.0-35-generic", 0x7b7fd000UL,
        "0x7916f000-0x79171fff@22; 0x791ec000-0x791effff@23; 0x791dc000-0x791ebfff@24; 0x791c9000-0x791d9fff@25; 0x791da000-0x791dbfff@26; 0x5acdd000-0x5ad1cfff@27",
        "0xfbffc000 all@20")]
    [InlineData("hp-proliant-dl380e-gen8_CB05571909C8", null, "3.17.4-301.fc21.x86_64", 0x75dcd000UL, "", "")]
    [InlineData("lenovo-thinksystem-sr650v2_D65FD98664FE", 46, "5.10.0-20-amd64", 0xa821f000UL,
        "0xaa8c6000-0xaa8e9fff@43; 0xaa5e4000-0xaa82dfff@44",
        "0xe7ffc000@23 node 1; 0xebffc000@25 node 1; 0xefffc000@27 node 1; 0xf3ffc000@29 node 1; 0xf77fc000@31 node 1; 0xd7ffc000@33 node 0; 0xdbffc000@35 node 0; 0xdfffc000@37 node 0; 0xe37fc000@39 node 0; 0xd3ffc000 all@41 node 0")]
    [InlineData("quanta-x10e-9n_01ACEA39AAB2", 39, "5.19.0-35-generic", 0x8dc9f478UL, "0x8d0cd000-0x8d0ecfff@27", "0xfed90000 all@25")]
    [InlineData("supermicro-x8sil_40AECBFF4573", 36, "5.3.13-1-pve", 0xbf7b00f0UL,
        "0xed000-0xeffff@22; 0xbf7ed000-0xbf7fffff@23", "0xfed90000 all@20")]
    [InlineData("toshiba-dynabook-r731_5949EA99A04B", 36, "5.8.0-54-generic", 0xaa2d5000UL,
        "0xe0000-0xe7fff@32; 0xaaa44000-0xaaa63fff@33; 0xab800000-0xaf9fffff@34", "0xfed90000@28; 0xfed91000 all@30")]
    public void Read_RealLog_GivesWhatItSays(string name, int? width, string? kernel, ulong? table, string regions, string units)
    {
        Assert.SkipWhen(SharedFolder.Corpus is null, SharedFolder.SkipReason);
        byte[] data = File.ReadAllBytes(Path.Combine(SharedFolder.Corpus!, "logs", name + ".txt"));

        BootLogResult log = BootLog.Read(data);

        Assert.Equal(regions, string.Join("; ", LogFixtures.Regions(log)));
        Assert.Equal(units, string.Join("; ", LogFixtures.Units(log)));
        Assert.Equal(width, log.HostAddressWidth);
        Assert.Equal(kernel, log.KernelVersion);
        Assert.Equal(table, log.Table?.Address.Value);
        Assert.False(log.HasErrors);
        Assert.Equal(HostDumpKind.BootLog, HostDump.Read(data).Kind);
    }

    [Fact]
    public void Read_AnyTailOfARealLog_StartsAnywhere()
    {
        Assert.SkipWhen(SharedFolder.Corpus is null, SharedFolder.SkipReason);
        byte[] data = File.ReadAllBytes(Path.Combine(SharedFolder.Corpus!, "logs", "supermicro-x8sil_40AECBFF4573.txt"));

        for (int start = 0; start < data.Length; start++)
        {
            BootLogResult log = BootLog.Read(data.AsSpan(start));
            Assert.InRange(log.Regions.Length, 0, 2);
            if (start < 1500)
                Assert.Equal(["0xed000-0xeffff", "0xbf7ed000-0xbf7fffff"], LogFixtures.Regions(log).Select(r => r[..r.IndexOf('@')]));
        }
    }
}
