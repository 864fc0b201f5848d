using RdmPlanner.Acpi;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Simulation;
using Xunit;

namespace RdmPlanner.Planner.Tests.Simulation;

/// <summary>What --bar, --devices and --hotplug take, and what they say to the rest.</summary>
public sealed class InputOptionTests
{
    public static TheoryData<string, PciAddress?, int, PciBar> Registers => new()
    {
        { "01:00.0:0=16G,64,prefetch", new PciAddress(0, 1, 0, 0), 0, new PciBar(0, PciBarKind.Mem64, 0x400000000, true) },
        { "0001:02:1f.7:2=64K", new PciAddress(1, 2, 0x1f, 7), 0, new PciBar(2, PciBarKind.Mem32, 0x10000) },
        { "05.0:1=256,io", null, 0x28, new PciBar(1, PciBarKind.Io, 256) },
        { "0x2b:rom=2K", null, 0x2b, new PciBar(PciBar.RomIndex, PciBarKind.Rom, 2048) },
        { "1f.7:5=16", null, 0xff, new PciBar(5, PciBarKind.Mem32, 16) },
    };

    [Theory]
    [MemberData(nameof(Registers))]
    public void TryParse_Register_IsIt(string text, PciAddress? host, int devFn, PciBar bar)
    {
        Assert.True(BarOption.TryParse(text, out BarOverride? given, out string? problem), problem);
        Assert.Equal(new BarOverride(host, (byte)devFn, bar, text), given);
    }

    [Theory]
    [InlineData("", "the form is")]
    [InlineData("01:00.0", "the form is")]
    [InlineData(":0=4K", "the form is")]
    [InlineData("20.0:0=4K", "neither a device")]
    [InlineData("05.8:0=4K", "neither a device")]
    [InlineData("0x100:0=4K", "neither a device")]
    [InlineData("05.0:6=4K", "not a register")]
    [InlineData("05.0:=4K", "not a register")]
    [InlineData("05.0:0=", "not a size")]
    [InlineData("05.0:0=3K", "not a size")]
    [InlineData("05.0:0=8", "not a size")]
    [InlineData("05.0:0=2,io", "not a size")]
    [InlineData("05.0:0=4G", "not a size")]
    [InlineData("05.0:rom=1K", "not a size")]
    [InlineData("05.0:0=4K,65", "'65' is not known")]
    [InlineData("05.0:rom=4K,64", "'64' is not known")]
    [InlineData("05.0:5=4K,64", "upper half")]
    public void TryParse_SomethingElse_SaysWhatIsWrong(string text, string words)
    {
        Assert.False(BarOption.TryParse(text, out BarOverride? given, out string? problem));
        Assert.Null(given);
        Assert.Contains(words, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_JsonAndCsvOfOneList_AreAlike()
    {
        DeviceListReading json = DeviceListReader.Read("""
            {"devices":[{"host":"01:00.0","devfn":"0x28","vendor":"0x10de","device":"0x1","class":"0x302","int_pin":1,
              "bars":[{"index":0,"kind":"mem64","size":"0x10000","prefetch":true,"value":"0x500000000"},{"index":"rom","kind":"mem32","size":2048}]}]}
            """);
        DeviceListReading csv = DeviceListReader.Read("""
            # a card
            host,devfn,vendor,device,class,int_pin,index,kind,size,prefetch,value
            01:00.0,0x28,0x10de,1,0x302,1,0,mem64,64K,1,0x500000000
            01:00.0,0x28,,,,,rom,mem32,2K,,
            """);

        DeviceDescription one = Assert.Single(json.Devices);
        DeviceDescription other = Assert.Single(csv.Devices);
        Assert.Equal((one.Host, one.HasPlace, one.Function.DevFn), (other.Host, other.HasPlace, other.Function.DevFn));
        Assert.Equal(one.Function.Bars.AsEnumerable(), other.Function.Bars);
        Assert.Equal(
            [new PciBar(0, PciBarKind.Mem64, 0x10000, true, 0x500000000), new PciBar(PciBar.RomIndex, PciBarKind.Rom, 2048)],
            one.Function.Bars.AsEnumerable());
    }

    [Theory]
    [InlineData("[{\"vendor\":1}]", "devfn")]
    [InlineData("[{\"devfn\":8},{\"devfn\":\"0x8\"}]", "0x08 is given twice")]
    [InlineData("[{\"host\":\"01:00.0\"},{\"host\":\"0000:01:00.0\"}]", "given twice")]
    [InlineData("[{\"devfn\":8,\"bars\":[{\"index\":0,\"kind\":\"mem32\",\"size\":3}]}]", "size")]
    [InlineData("[{\"devfn\":8", "")]
    [InlineData("name,size\n1,2\n", "column host or devfn")]
    [InlineData("devfn,index,kind,size\n8,0,mem32,many\n", "many")]
    [InlineData("", "host or devfn")]
    public void Read_BadList_IsAProblem(string text, string words) =>
        Assert.Contains(words, DeviceListReader.Read(text).Problem, StringComparison.Ordinal);

    [Fact]
    public void Read_HotplugString_IsADeviceWithItsPolicy()
    {
        HotplugReading reading = HotplugOption.Read("01:00.0,rdm_policy=relaxed", XenProfile.Design);

        Assert.Equal((new PciAddress(0, 1, 0, 0), RdmPolicy.Relaxed, "--hotplug"), (reading.Device!.Address, reading.Device.PolicyOverride, reading.Device.Origin));
        Assert.Empty(reading.Findings);
    }

    [Theory]
    [InlineData("01:00.0,rdm_policy=maybe", "design")]
    [InlineData("nothing", "design")]
    [InlineData("03:00.0, rdm_policy=relaxed", "4.17")]
    public void Read_BadHotplugString_IsNoDeviceAndSaysSo(string text, string profile)
    {
        Assert.True(XenProfile.TryParse(profile, out XenProfile rules));

        HotplugReading reading = HotplugOption.Read(text, rules);

        Assert.Null(reading.Device);
        Assert.All(reading.Findings, f => Assert.Equal("--hotplug", f.Location));
        Assert.NotEmpty(reading.Findings);
    }
}
