using FsCheck;
using FsCheck.Fluent;
using RdmPlanner.Planner.Configuration;

namespace RdmPlanner.TestKit.Generators;

/// <summary>Random guests on random hosts, in pages, drawn towards the places where layouts change.</summary>
public static class GuestArbitraries
{
    /// <summary>RAM in MiB: near the ends of the default hole and of powers of two, tiny, or anything up to 8 GiB.</summary>
    public static readonly Gen<int> RamMiB = Gen.Frequency(
        (4, Gen.Elements(2048, 3840, 4096, 6144).SelectMany(size => Gen.Choose(-1, 1), (size, offset) => size + offset)),
        (1, Gen.Choose(1, 16)),
        (3, Gen.Choose(1, 8192)));

    /// <summary>Hole in MiB: mostly not given, else about the limits at which it counts.</summary>
    public static readonly Gen<int> HoleMiB = Gen.Frequency(
        (5, Gen.Constant(0)),
        (3, Gen.Elements(255, 256, 257, 512, 1024, 2048, 3840, 4096, 4097)));

    /// <summary>Boundary in pages: mostly the default of 2 GiB, else by an anchor.</summary>
    public static readonly Gen<int> BoundaryPages = Gen.Frequency((5, Gen.Constant(0x80000)), (3, Anchors.Page));

    /// <summary>A policy, or none given.</summary>
    public static readonly Gen<RdmPolicy?> OptionalPolicy = Gen.Elements<RdmPolicy?>(null, RdmPolicy.Strict, RdmPolicy.Relaxed);

    /// <summary>Lengths in pages: mostly short.</summary>
    public static readonly Gen<int> RegionPages = Gen.Frequency(
        (4, Gen.Choose(1, 3)), (2, Gen.Choose(1, 0x400)), (1, Gen.Choose(1, 0x8000)));

    /// <summary>A device: four functions own regions, a fifth does not.</summary>
    public static readonly Gen<DeviceCase> Device =
        from function in Gen.Choose(0, 4)
        from policy in OptionalPolicy
        select new DeviceCase(function, policy);

    /// <summary>A guest with its host.</summary>
    public static readonly Gen<GuestCase> Guest =
        from ram in RamMiB
        from video in Gen.Elements(0, 8, 16)
        from hole in HoleMiB
        from boundary in BoundaryPages
        from hap in Gen.Elements(true, false)
        from strategy in Gen.Frequency((3, Gen.Constant(RdmStrategy.Host)), (1, Gen.Constant(RdmStrategy.Ignore)))
        from policy in OptionalPolicy
        let bare = new GuestCase(ram, video, hole, boundary, hap, strategy, policy, [], [])
        from regions in UpTo(5, Region(bare))
        from twin in Gen.Choose(0, 7)
        from devices in UpTo(4, Device)
        select bare with { Regions = twin == 0 ? WithTwin(regions) : regions, Devices = devices };

    /// <summary>Guests; shrinks by leaving things out, then to simpler ones.</summary>
    public static Arbitrary<GuestCase> Guests() => Arb.From(Guest, Shrink);

    /// <summary>Guests that are smaller in one way, in the order in which a reader wants them tried.</summary>
    public static IEnumerable<GuestCase> Shrink(GuestCase guest)
    {
        IEnumerable<RegionCase[]> single = guest.Regions.SelectMany((region, i) =>
            Simpler(region).Select(simpler => guest.Regions.Select((r, j) => i == j ? simpler : r).ToArray()));
        return
        [
            .. RangeArbitraries.WithoutOne(guest.Regions).Select(regions => guest with { Regions = regions }),
            .. RangeArbitraries.WithoutOne(guest.Devices).Select(devices => guest with { Devices = devices }),
            .. single.Select(regions => guest with { Regions = regions }),
            .. guest.Hap ? [guest with { Hap = false }] : Array.Empty<GuestCase>(),
            .. guest.HoleMiB != 0 ? [guest with { HoleMiB = 0 }] : Array.Empty<GuestCase>(),
            .. guest.VideoMiB != 0 ? [guest with { VideoMiB = 0 }] : Array.Empty<GuestCase>(),
            .. guest.GlobalPolicy == RdmPolicy.Relaxed ? [guest with { GlobalPolicy = RdmPolicy.Strict }] : Array.Empty<GuestCase>(),
        ];
    }

    /// <summary>A region drawn towards what decides this guest's layout.</summary>
    private static Gen<RegionCase> Region(GuestCase guest)
    {
        int low = (int)(guest.Layout.LowMemEnd.Value >> 12);
        int high = (int)((guest.Layout.HighMemEnd?.Value ?? 0x1_0000_0000) >> 12);
        Gen<int> own = Gen.Elements(guest.BoundaryPages, low, high, low & ~0x1ff, 0x100000)
            .SelectMany(anchor => Gen.Choose(-2, 2), (anchor, offset) => Math.Max(0, anchor + offset));
        Gen<int> movable = Gen.Choose(Math.Min(guest.BoundaryPages, low), Math.Max(guest.BoundaryPages, low));
        return
            from start in Gen.Frequency((3, own), (2, movable), (2, Anchors.Page), (1, Gen.Choose(0, Anchors.PageLimit - 1)))
            from pages in RegionPages
            from policy in Gen.Elements(RdmPolicy.Strict, RdmPolicy.Relaxed)
            from owners in Gen.Frequency((9, Gen.Choose(1, 15)), (1, Gen.Constant(0)))
            select new RegionCase(start, pages, policy, owners);
    }

    /// <summary>The last region starts where the first does: two that share a page.</summary>
    private static RegionCase[] WithTwin(RegionCase[] regions) =>
        regions.Length < 2 ? regions : [.. regions[..^1], regions[^1] with { Start = regions[0].Start }];

    private static IEnumerable<RegionCase> Simpler(RegionCase region)
    {
        if (region.Pages > 1)
            yield return region with { Pages = 1 };
        if (region.Policy != RdmPolicy.Strict)
            yield return region with { Policy = RdmPolicy.Strict };
        int anchor = Anchors.Pages.MinBy(page => Math.Abs(page - region.Start));
        if (anchor != region.Start)
            yield return region with { Start = anchor };
    }

    private static Gen<T[]> UpTo<T>(int count, Gen<T> item) =>
        Gen.Choose(0, count).SelectMany(length => Gen.ArrayOf(item, length));
}
