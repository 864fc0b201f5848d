using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using RdmPlanner.E820;
using RdmPlanner.Planner.Hvmloader;

namespace RdmPlanner.Planner.Tests.Hvmloader;

/// <summary>A guest whose RAM, reserved regions and BARs are drawn so that they meet.</summary>
public sealed record HvmloaderGuest(HvmloaderInput Input);

/// <summary>Generators of guests for hvmloader. Pages are drawn as int; reserved regions are disjoint by construction.</summary>
public static class HvmloaderGuests
{
    private const int FirstRegionPage = 0xa0000;

    private static readonly int[] LowEndAnchors = [0x40000, 0x7f800, 0x80000, 0xa0000, 0xbf7ff, 0xc0000, 0xe0000, 0xe0001, 0xf0000];

    private static readonly PciBarKind[] Kinds = [PciBarKind.Io, PciBarKind.Mem32, PciBarKind.Mem32, PciBarKind.Mem64, PciBarKind.Mem64];

    public static Gen<uint> LowEnd { get; } = Gen.Frequency(
        (3, Gen.Elements(LowEndAnchors).Select(page => (uint)page)),
        (1, Gen.Choose(0x1000, 0xf0000).Select(page => (uint)page)));

    public static Gen<uint> HighEnd { get; } = Gen.Frequency(
        (1, Gen.Constant(0u)),
        (1, Gen.Choose(1, 0x80000).Select(pages => 0x100000u + (uint)pages)));

    /// <summary>Gaps and lengths, summed up; whatever would lie in hvmloader's own area is left out.</summary>
    public static Gen<ImmutableArray<E820Record>> Regions { get; } =
        from gaps in Gen.Choose(0, 0x30000).ArrayOf(4)
        from lengths in Gen.Elements(1, 2, 0x10, 0x100, 0x1000, 0x4000).ArrayOf(4)
        from count in Gen.Frequency((1, Gen.Constant(0)), (3, Gen.Choose(1, 4)))
        select Disjoint(gaps.AsSpan(0, count), lengths);

    public static Gen<PciBar> Bar(int index) =>
        from kind in Gen.Elements(Kinds)
        from ioShift in Gen.Choose(2, 13)
        from memoryShift in Gen.Frequency((4, Gen.Choose(8, 24)), (3, Gen.Choose(24, 29)), (1, Gen.Choose(30, 35)))
        from prefetch in Gen.Elements(false, true)
        let shift = kind switch { PciBarKind.Io => ioShift, PciBarKind.Mem32 => Math.Min(memoryShift, 30), _ => memoryShift }
        select new PciBar(index, kind, 1UL << shift, prefetch && kind != PciBarKind.Io);

    public static Gen<GuestPciFunction> Function(byte devFn) =>
        from first in Bar(0)
        from second in Bar(2)
        from third in Bar(4)
        from count in Gen.Choose(0, 3)
        from pin in Gen.Choose(0, 4)
        select new GuestPciFunction
        {
            DevFn = devFn, VendorId = 0x1b36, DeviceId = devFn, Class = 0xff00, IntPin = (byte)pin,
            Bars = [.. new[] { first, second, third }.Take(count)],
        };

    public static Gen<HvmloaderGuest> Any { get; } =
        from low in LowEnd
        from high in HighEnd
        from regions in Regions
        from functions in Gen.CollectToSequence(Enumerable.Range(2, 6), device => Function((byte)(device << 3)))
        from relocate in Gen.Elements("0", "1")
        from hole in Gen.Frequency((4, Gen.Constant("0")), (1, Gen.Elements("0x20000000", "0x40000000", "0x80000000")))
        from limit in Gen.Frequency((3, Gen.Constant<ulong?>(null)), (1, Gen.Choose(0, 11).Select(pages => (ulong?)(ulong)pages)))
        select new HvmloaderGuest(new HvmloaderInput
        {
            LowMemPgEnd = low,
            HighMemPgEnd = high,
            MemoryMap = Map(low, high, regions),
            Devices = [EmulatedModels.IsaBridge.At(0x08), .. functions],
            Xenstore = ImmutableDictionary<string, string>.Empty
                .Add("hvmloader/allow-memory-relocate", relocate).Add("platform/mmio_hole_size", hole),
            PopulateLimit = limit,
        });

    public static Arbitrary<HvmloaderGuest> HvmloaderGuest() => Arb.From(Any, Shrink);

    /// <summary>Regions, then functions, are dropped one at a time.</summary>
    private static IEnumerable<HvmloaderGuest> Shrink(HvmloaderGuest guest)
    {
        HvmloaderInput input = guest.Input;
        foreach (E820Record entry in input.MemoryMap.Where(entry => entry.Type == E820Type.Reserved))
        {
            yield return new HvmloaderGuest(input with { MemoryMap = input.MemoryMap.Remove(entry) });
        }

        foreach (GuestPciFunction function in input.Devices.Skip(1))
        {
            yield return new HvmloaderGuest(input with { Devices = input.Devices.Remove(function) });
        }
    }

    private static ImmutableArray<E820Record> Disjoint(ReadOnlySpan<int> gaps, int[] lengths)
    {
        var regions = new List<E820Record>();
        int page = FirstRegionPage;
        for (int i = 0; i < gaps.Length; i++)
        {
            page += gaps[i];
            if (page + lengths[i] <= 0xfc000)
            {
                regions.Add(new E820Record(new Gpa((ulong)page << 12), (ulong)lengths[i] << 12, E820Type.Reserved));
            }

            page += lengths[i];
        }

        return [.. regions];
    }

    /// <summary>RAM first, as the toolstack writes it; regions in RAM would have been refused or masked.</summary>
    private static ImmutableArray<E820Record> Map(uint low, uint high, ImmutableArray<E820Record> regions)
    {
        ulong lowEnd = (ulong)low << 12;
        IEnumerable<E820Record> exposed = regions.Where(region => region.Address.Value >= lowEnd);
        E820Record lowRam = new(Gpa.OneMiB, lowEnd - 0x100000, E820Type.Ram);
        return high == 0
            ? [lowRam, .. exposed]
            : [lowRam, .. exposed, new E820Record(Gpa.FourGiB, ((ulong)high << 12) - 0x1_0000_0000, E820Type.Ram)];
    }
}
