using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using RdmPlanner.Acpi;
using RdmPlanner.E820;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Planner.Tests.Hypervisor;

/// <summary>Random hosts, sound and damaged.</summary>
public static class HypervisorArbitraries
{
    private static readonly Gen<ulong> Address = Gen.Frequency(
        (6, Gen.Choose(0x80000, 0x8003f).Select(page => (ulong)page << 12)),
        (2, Gen.Choose(0x7fff8, 0x80008).Select(page => ((ulong)page << 12) | 0x800)),
        (1, Gen.Elements(0UL, 0xfffUL, 0x100000000UL, ulong.MaxValue - 0xfff, ulong.MaxValue)));

    private static readonly Gen<ScopeEntry> Scope =
        from type in Gen.Frequency((8, Gen.Constant(1)), (4, Gen.Choose(0, 6)))
        from bus in Gen.Choose(0, 2)
        from hops in Gen.Choose(0, 2)
        from path in Gen.ArrayOf(Gen.Choose(0, 40), 2 * (hops + 1))
        from length in Gen.Frequency((19, Gen.Constant(-1)), (1, Gen.Choose(0, 20)))
        select new ScopeEntry((byte)type, 0, (byte)bus, [.. path.Chunk(2).Select(hop => new ScopeHop((byte)hop[0], (byte)hop[1]))])
        {
            DeclaredLength = length < 0 ? null : (byte)length,
        };

    private static readonly Gen<DmarEntry> Entry =
        from kind in Gen.Frequency((10, Gen.Constant(0)), (2, Gen.Constant(1)), (1, Gen.Constant(2)))
        from first in Address
        from pages in Gen.Frequency((9, Gen.Choose(1, 4)), (1, Gen.Choose(-2, 0)))
        from segment in Gen.Frequency((5, Gen.Constant(0)), (1, Gen.Constant(1)))
        from scopes in Gen.ArrayOf(Scope, 2).SelectMany(both => Gen.Choose(0, 2).Select(count => both[..count]))
        from length in Gen.Frequency((29, Gen.Constant(-1)), (1, Gen.Choose(0, 70)))
        select Make(kind, (ushort)segment, first, pages, [.. scopes], length);

    public static Arbitrary<HypervisorInput> Input { get; } = Arb.From(
        from count in Gen.Choose(0, 5)
        from entries in Gen.ArrayOf(Entry, count)
        from present in Gen.Choose(0, 3)
        from option in Gen.Elements(null, "80000=0:0.1", "80010-8001f=0:1.0;80000=0:2.0", "x", "80000=0:1.0;;")
        from verbose in Gen.Choose(0, 1)
        select new HypervisorInput
        {
            E820 = Hosts.Memory,
            Dmar = new DmarModel { Entries = [.. entries] },
            Present = present == 0 ? [new PciAddress(0, 0, 1, 0)] : null,
            RmrrOption = option,
            Verbose = verbose == 1,
        });

    private static DmarEntry Make(int kind, ushort segment, ulong first, int pages, ImmutableArray<ScopeEntry> scopes, int length)
    {
        ushort? declared = length < 0 ? null : (ushort)length;
        ulong last = unchecked(first + ((ulong)(long)pages << 12) - 1);
        return kind switch
        {
            0 => new RmrrEntry(segment, first, last, scopes) { DeclaredLength = declared },
            1 => new DrhdEntry(segment, 0xfed90000, (byte)(segment & 1), scopes) { DeclaredLength = declared },
            _ => new RawEntry((ushort)(pages + 3), [0, 0, 0, 0, 0, 0, 0, 0]) { DeclaredLength = declared },
        };
    }
}

/// <summary>Laws of acceptance.</summary>
public sealed class AcceptanceProperties
{
    [Property(Arbitrary = [typeof(HypervisorArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool VtdOff_LeavesNoRegionAndNoUnit(HypervisorInput input)
    {
        HypervisorResult host = DmarAcceptance.Run(input);
        return host.VtdUsable || (host.Regions.IsEmpty && host.HardwareUnits == 0 && RdmQuery.All(host).IsEmpty);
    }

    [Property(Arbitrary = [typeof(HypervisorArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool List_IsNewestFirst(HypervisorInput input)
    {
        HypervisorResult host = DmarAcceptance.Run(input);
        return host.Regions.Reverse().SequenceEqual(host.Dispositions.OfType<RegisteredRegion>());
    }

    [Property(Arbitrary = [typeof(HypervisorArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool RegisteredTableRegions_ShareNoByte(HypervisorInput input)
    {
        // A region of rmrr= ends one byte into the next page, so it may share that byte with one of the table.
        RegisteredRegion[] regions =
            [.. DmarAcceptance.Run(input).Regions.Where(region => region.Source.Origin == RegionOrigin.Table)];
        return regions.All(one => regions.All(other =>
            ReferenceEquals(one, other) || one.LimitAddress < other.BaseAddress || other.LimitAddress < one.BaseAddress));
    }

    [Property(Arbitrary = [typeof(HypervisorArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool RamNeverBecomesReserved(HypervisorInput input)
    {
        ulong ram = Total(input.E820, E820Type.Ram);
        return Total(DmarAcceptance.Run(input).E820, E820Type.Ram) == ram;
    }

    [Property(Arbitrary = [typeof(HypervisorArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool QueryOfDevice_IsPartOfQueryOfAll(HypervisorInput input)
    {
        HypervisorResult host = DmarAcceptance.Run(input);
        ImmutableArray<RdmEntry> all = RdmQuery.All(host);
        return host.Regions.SelectMany(region => region.Devices).All(device => RdmQuery.Of(host, device).All(all.Contains));
    }

    [Property(Arbitrary = [typeof(HypervisorArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool ReportedPages_CoverTheRegionButForAnAlignedLimit(HypervisorInput input) =>
        DmarAcceptance.Run(input).Regions
            .Where(region => region.LimitAddress.Value <= ulong.MaxValue - 0xfff)
            .All(region => region.StartPfn + region.PageCount == (region.LimitAddress.Value / 0x1000)
                + (region.LimitAddress.Value % 0x1000 == 0 ? 0UL : 1UL));

    [Fact]
    public void Generator_GivesEveryEndOften()
    {
        HypervisorResult[] hosts = [.. HypervisorArbitraries.Input.Generator.Draw(2000).Select(DmarAcceptance.Run)];

        Assert.InRange(hosts.Count(host => host.VtdUsable), 400, 1600);
        Assert.InRange(hosts.Count(host => !host.Regions.IsEmpty), 300, 2000);
        foreach (int rc in new[] { -5, -14, -17, -22 })
        {
            Assert.True(hosts.Count(host => host.Rc == rc) >= 10, $"rc {rc} is too rare");
        }

        foreach (IgnoredReason reason in new[]
        {
            IgnoredReason.NoDevice, IgnoredReason.DevicesAbsent, IgnoredReason.OverlapsRegistered, IgnoredReason.VtdTurnedOff,
        })
        {
            Assert.True(
                hosts.Count(host => host.Dispositions.OfType<IgnoredRegion>().Any(fate => fate.Reason == reason)) >= 10,
                $"{reason} is too rare");
        }
    }

    private static ulong Total(ImmutableArray<E820Record> map, E820Type type) =>
        map.Where(record => record.Type == type).Aggregate(0UL, (sum, record) => sum + record.SizeInBytes);
}
