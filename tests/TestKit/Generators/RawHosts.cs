using FsCheck;
using FsCheck.Fluent;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Rdm;

namespace RdmPlanner.TestKit.Generators;

/// <summary>Sizes of a guest in KiB, also such as no configuration has: the C computes with them all the same.</summary>
public sealed record RawSizes(ulong MaxMemKiB, ulong VideoMemKiB, ulong MmioHoleKiB, ulong BoundaryKiB);

/// <summary>Regions by the byte and sizes at the ends of the 64-bit space, for comparison with the C.</summary>
public static class RawHosts
{
    private static readonly Gen<ulong> SizeKiB = Gen.OneOf(
        Gen.Elements<ulong>(0UL, 1, 3, 4, 1023, 1024, 4096, 8191, 8192, 262143, 262144, 262145, 300001),
        Gen.Elements<ulong>(0x200000UL, 0x3c0000, 0x3c2000, 0x400000, 0x400001, 1UL << 34, 1UL << 42, (1UL << 54) - 1, 1UL << 54, ulong.MaxValue),
        Gen.Choose(0, 0x800000).Select(mib => (ulong)mib));

    private static readonly Gen<ulong> Byte = Gen.Frequency(
        (8, from page in Anchors.Page
            from offset in Gen.Elements<ulong>(0UL, 1, 0x800, 0xfff)
            select ((ulong)page << 12) + offset),
        (1, Gen.Choose(0, 0x4000).Select(below => ulong.MaxValue - (ulong)below)));

    private static readonly Gen<PciAddress> Function = Gen.Frequency(
        (6, Gen.Choose(0, 4).Select(GuestCase.Address)),
        (1, Gen.Elements<PciAddress>(default, new PciAddress(0, 1, 0, 0), new PciAddress(1, 0, 0x14, 0))));

    private static readonly Gen<HostRegion> Region =
        from start in Byte
        from size in Gen.Elements<ulong>(0UL, 1, 0xfff, 0x1000, 0x1001, 0x2000, 0x20000, 0x200000, 0x4000_0000)
        from segment in Gen.Frequency((5, Gen.Constant(0)), (1, Gen.Constant(1)))
        from devices in Gen.Choose(0, 3).SelectMany(count => Gen.ArrayOf(Function, count))
        select new HostRegion
        {
            BaseAddress = new Hpa(start),
            LimitAddress = new Hpa(start > ulong.MaxValue - size ? ulong.MaxValue : start + size),
            Segment = (ushort)segment,
            Devices = [.. devices],
            Source = new RdmSource(RdmSourceKind.Given, "generated", 0, 0),
        };

    /// <summary>Lists of regions; shrinks by leaving one out.</summary>
    public static Arbitrary<HostRegion[]> Regions() => Arb.From(
        Gen.Choose(0, 5).SelectMany(count => Gen.ArrayOf(Region, count)), RangeArbitraries.WithoutOne);

    /// <summary>Sizes of every kind.</summary>
    public static Arbitrary<RawSizes> Sizes() => Arb.From(
        from max in SizeKiB
        from video in Gen.Elements<ulong>(0UL, 8192, 16384)
        from hole in SizeKiB
        from boundary in SizeKiB
        select new RawSizes(max, video, hole, boundary));
}
