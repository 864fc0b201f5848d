using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Generate;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Planner.Tests.Generate;

/// <summary>Xen's <c>rmrr=</c> from regions, and back through Xen's own parser and its registration.</summary>
public sealed class RmrrOptionGeneratorTests
{
    private static readonly PciAddress Usb = new(0, 0, 0x1d, 0);
    private static readonly PciAddress Other = new(0, 0, 0x1a, 3);

    private static readonly Gen<FrameRegion> AnyRegion =
        from first in Gen.Choose(0x100, 0x8000)
        from pages in Gen.Elements(1, 2, 15, 16, 17, 33, 160, 161)
        from count in Gen.Elements(0, 1, 1, 1, 2, 8, 20, 21)
        from segment in Gen.Elements<ushort>(0, 0, 0, 1)
        select new FrameRegion((ulong)first, (ulong)(first + pages - 1), Devices(segment, count), "given");

    [Fact]
    public void The_example_of_the_documentation_is_written_as_it_stands_there() => Assert.Equal(
        "rmrr=0xd5d45=0:1d.0;0xd5d46-0xd5d48=0:1a.3",
        Assert.Single(RmrrOptionGenerator.Write([new(0xd5d45, 0xd5d45, [Usb], "a"), new(0xd5d46, 0xd5d48, [Other], "b")]).Words));

    [Fact]
    public void A_region_of_more_than_16_pages_is_divided_and_said_so()
    {
        GeneratedOptions written = RmrrOptionGenerator.Write([new(0xbf7df, 0xbf7ff, [Usb], "a")]);
        Assert.Equal("rmrr=0xbf7df-0xbf7ee=0:1d.0;0xbf7ef-0xbf7fe=0:1d.0;0xbf7ff=0:1d.0", Assert.Single(written.Words));
        Assert.Equal("a, frames 0xbf7df-0xbf7ff: 33 pages, divided into regions of 16", Assert.Single(written.Remarks));
    }

    [Theory]
    [InlineData(0x8d800, 0x8ffff, 1, "10240 pages; rmrr= takes 10 regions of 16 pages, 160 in all")]
    [InlineData(0x1000, 0x1000, 0, "it names no device; rmrr= skips a region without devices")]
    [InlineData(0x1000, 0x1000, 21, "21 devices; rmrr= takes 20 a region, and two regions must not overlap")]
    [InlineData(0x1000, 0x1000, 20, "its text is longer than the 127 characters that Xen reads of an option")]
    public void What_the_limits_leave_out_is_refused_with_the_limit(ulong first, ulong last, int devices, string why)
    {
        GeneratedOptions written = RmrrOptionGenerator.Write([new(first, last, Devices(0x12, devices), "a")]);
        Assert.Equal(why, Assert.Single(written.Refused).Why);
        Assert.Empty(written.Words);
    }

    [Fact]
    public void An_eleventh_region_and_an_overlap_are_refused()
    {
        FrameRegion[] eleven = [.. Enumerable.Range(0, 11).Select(i => new FrameRegion((ulong)(0x1000 + i), (ulong)(0x1000 + i), [Usb], $"r{i}"))];
        GeneratedOptions written = RmrrOptionGenerator.Write(eleven);
        Assert.Equal("1 region of 16 pages is needed and 0 of 10 are left", Assert.Single(written.Refused).Why);
        Assert.Equal("it overlaps a region before it, which Xen ignores", Assert.Single(RmrrOptionGenerator.Write([eleven[0], eleven[0]]).Refused).Why);
    }

    /// <summary>What Xen reads from the words, and registers on a host without RMRRs, is what was not refused, page for page.</summary>
    [Property(MaxTest = TestBudget.MaxTest)]
    public Property Xen_registers_exactly_what_was_not_refused() => Prop.ForAll(AnyRegion.ListOf().ToArbitrary(), regions =>
    {
        GeneratedOptions written = RmrrOptionGenerator.Write(regions);
        HypervisorResult boot = DmarAcceptance.Run(new HypervisorInput
        {
            Dmar = new DmarModel { Entries = [new DrhdEntry(0, 0xfed90000, 1, [])] },
            RmrrOption = written.Words.IsEmpty ? null : string.Join(';', written.Words.Select(w => RmrrOption.FromCommandLine(w[5..]))),
        });
        HashSet<(ulong, PciAddress)> expected =
            [.. regions.Except(written.Refused.Select(r => r.Region), ReferenceEqualityComparer.Instance).Cast<FrameRegion>().SelectMany(Pages)];
        HashSet<(ulong, PciAddress)> registered = [.. boot.Regions.SelectMany(r => Enumerable.Range(0, (int)r.PageCount)
            .SelectMany(i => r.Devices.Select(d => (r.StartPfn + (ulong)i, d))))];
        return registered.SetEquals(expected) && written.Words.All(w => w.Length <= 127 && !w.Contains(' ', StringComparison.Ordinal));
    });

    [Fact]
    public void The_property_meets_every_limit()
    {
        GeneratedOptions[] runs = [.. AnyRegion.ListOf().Draw(400).Select(RmrrOptionGenerator.Write)];
        Assert.True(runs.Count(r => r.Words.Length > 0) > 100);
        Assert.True(runs.Count(r => r.Words.Length > 1) > 10);
        Assert.Contains(runs, r => r.Refused.Any(x => x.Why.Contains("left", StringComparison.Ordinal)));
        Assert.Contains(runs, r => r.Refused.Any(x => x.Why.Contains("overlaps", StringComparison.Ordinal)));
        Assert.Contains(runs, r => r.Refused.Any(x => x.Why.Contains("21 devices", StringComparison.Ordinal)));
    }

    private static IEnumerable<(ulong, PciAddress)> Pages(FrameRegion region) => Enumerable.Range(0, (int)region.PageCount)
        .SelectMany(i => region.Devices.Select(d => (region.FirstFrame + (ulong)i, d)));

    private static ImmutableArray<PciAddress> Devices(ushort segmentOrBus, int count) =>
        [.. Enumerable.Range(0, count).Select(i => new PciAddress((ushort)(segmentOrBus == 0x12 ? 0 : segmentOrBus), (byte)segmentOrBus, (byte)(i % 32), 0))];
}
