using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Generate;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Planner.Tests.Generate;

/// <summary>Xen's <c>ivmd=</c>, read and written.</summary>
public sealed class IvmdOptionTests
{
    private static readonly Gen<PciAddress> AnyDevice = Gen.Choose(0, 0x40).Select(id => PciAddress.FromDevFn(0, (byte)(id >> 5), (byte)(id & 0x1f)));

    private static readonly Gen<FrameRegion> AnyRegion =
        from first in Gen.Choose(0, 0xfffff)
        from pages in Gen.Choose(1, 0x10000)
        from devices in AnyDevice.ListOf()
        select new FrameRegion((ulong)first, (ulong)(first + pages - 1), [.. devices.Distinct().Take(6)], "given");

    [Fact]
    public void The_example_of_the_documentation_reads()
    {
        IvmdOption option = IvmdOption.Parse("d5d45=0:1d.0;0xd5d46-0xd5d48=0:1a.0-0:1a.3");
        Assert.Equal(0, option.Rc);
        Assert.Equal(
            [
                new IvmdEntry(0xd5d45, 0xd5d45, new PciAddress(0, 0, 0x1d, 0), new PciAddress(0, 0, 0x1d, 0)),
                new IvmdEntry(0xd5d46, 0xd5d48, new PciAddress(0, 0, 0x1a, 0), new PciAddress(0, 0, 0x1a, 3)),
            ],
            option.Entries);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("x", 0)]
    [InlineData("5-", 0)]
    [InlineData("6-5", 0)]
    [InlineData("5=", 0)]
    [InlineData("5=1:0:1d.0", 0)]
    [InlineData("5=0:1d.0-0:1a.0", 0)]
    [InlineData("5;", 1)]
    [InlineData("5=0:1d.0 ", 1)]
    [InlineData("5=0:1d.0,", 1)]
    public void Bad_text_keeps_what_stood_before(string text, int entries)
    {
        IvmdOption option = IvmdOption.Parse(text);
        Assert.Equal((ErrorNumber.Invalid, entries), (option.Rc, option.Entries.Length));
    }

    [Fact]
    public void A_ninth_entry_is_too_much()
    {
        IvmdOption option = IvmdOption.Parse("1;2;3;4;5;6;7;8;9");
        Assert.Equal((ErrorNumber.TooBig, 8), (option.Rc, option.Entries.Length));
        Assert.Equal(ErrorNumber.TooBig, IvmdOption.Parse("1=0:1.0,0:3.0,0:5.0,0:7.0,0:9.0,0:b.0,0:d.0,0:f.0,0:11.0").Rc);
        Assert.Equal(ErrorNumber.TooBig, IvmdOption.Parse("9", option.Entries).Rc);
    }

    [Fact]
    public void Consecutive_functions_become_a_range() => Assert.Equal(
        "ivmd=0xd5d46-0xd5d48=0:1a.0-0:1a.3,0:1d.0",
        Assert.Single(IvmdOptionGenerator.Write(
            [new(0xd5d46, 0xd5d48, [new(0, 0, 0x1d, 0), .. Enumerable.Range(0, 4).Select(f => new PciAddress(0, 0, 0x1a, (byte)f))], "a")]).Words));

    [Fact]
    public void Segments_other_than_0_and_unknown_devices_are_refused()
    {
        GeneratedOptions written = IvmdOptionGenerator.Write(
            [new(1, 1, [new(1, 0, 1, 0)], "a"), new(2, 2, [], "b") { HasUnknownDevices = true }, new(3, 3, [], "c")]);
        Assert.Equal(2, written.Refused.Length);
        Assert.Equal("ivmd=0x3", Assert.Single(written.Words));
        Assert.Contains("mapped for every device", Assert.Single(written.Remarks), StringComparison.Ordinal);
    }

    /// <summary>Reading the words one after the other gives the ranges and exactly the devices of what was not refused.</summary>
    [Property(MaxTest = TestBudget.MaxTest)]
    public Property Words_read_back_as_what_was_not_refused() => Prop.ForAll(AnyRegion.ListOf().ToArbitrary(), regions =>
    {
        GeneratedOptions written = IvmdOptionGenerator.Write(regions);
        IvmdOption read = written.Words.Aggregate(new IvmdOption(0, []), (sofar, word) => IvmdOption.Parse(word[5..], sofar.Entries));
        FrameRegion[] kept = [.. regions.Except(written.Refused.Select(r => r.Region), ReferenceEqualityComparer.Instance).Cast<FrameRegion>()];
        var expected = kept.SelectMany(r => r.Devices.IsEmpty
            ? [(r.FirstFrame, r.LastFrame, -1)]
            : r.Devices.Select(d => (r.FirstFrame, r.LastFrame, Id(d)))).Order().ToArray();
        var actual = read.Entries.SelectMany(e => e.FirstDevice is { } first && e.LastDevice is { } last
            ? Enumerable.Range(Id(first), Id(last) - Id(first) + 1).Select(id => (e.FirstFrame, e.LastFrame, id))
            : [(e.FirstFrame, e.LastFrame, -1)]).Order().ToArray();
        bool isRead = read.Rc == 0 && actual.SequenceEqual(expected) && written.Words.All(w => w.Length <= 127);
        return isRead.Collect(written.Refused.IsEmpty ? "all fit" : "some refused");
    });

    private static int Id(PciAddress device) => (device.Bus << 8) | device.DevFn;
}
