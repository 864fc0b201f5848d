using System.Collections.Immutable;
using FsCheck.Xunit;
using RdmPlanner.E820;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Planner.Tests.Hvmloader;

/// <summary>What holds for every guest whose reserved regions are disjoint (HOUSE 5.3, laws 24 and the conservation of pages).</summary>
public sealed class HvmloaderLawTests
{
    private const ulong FourGiB = 0x1_0000_0000;

    [Property(Arbitrary = [typeof(HvmloaderGuests)], MaxTest = TestBudget.MaxTest)]
    public void PlacedBars_AreAlignedToTheirSize(HvmloaderGuest guest) =>
        Assert.All(Placed(Run(guest)), bar => Assert.Equal(0UL, Start(bar) & (bar.Bar.SizeInBytes - 1)));

    [Property(Arbitrary = [typeof(HvmloaderGuests)], MaxTest = TestBudget.MaxTest)]
    public void PlacedBars_AreInsideTheirWindow(HvmloaderGuest guest)
    {
        HvmloaderResult result = Run(guest);
        ulong endOfRam = Math.Max(FourGiB, RamEndAtPlacement(result));
        Assert.All(Placed(result), bar =>
        {
            (ulong first, ulong end) = bar.Space switch
            {
                BarSpace.Io => (0xc000UL, 0x10000UL),
                BarSpace.LowMem => (result.PciMemStart, 0xfc00_0000UL),
                _ => (endOfRam, 1UL << 39),
            };
            Assert.InRange(Start(bar), first, end - bar.Bar.SizeInBytes);
        });
    }

    [Property(Arbitrary = [typeof(HvmloaderGuests)], MaxTest = TestBudget.MaxTest)]
    public void PlacedBars_AreDisjoint(HvmloaderGuest guest)
    {
        HvmloaderResult result = Run(guest);
        foreach (IGrouping<bool, BarResult> space in Placed(result).GroupBy(bar => bar.Space == BarSpace.Io))
        {
            BarResult[] ascending = [.. space.OrderBy(Start)];
            Assert.All(ascending.Zip(ascending.Skip(1)), pair => Assert.True(End(pair.First) <= Start(pair.Second)));
        }
    }

    [Property(Arbitrary = [typeof(HvmloaderGuests)], MaxTest = TestBudget.MaxTest)]
    public void LowBars_KeepClearOfReservedRegions(HvmloaderGuest guest)
    {
        E820Record[] reserved = [.. guest.Input.MemoryMap.Where(entry => entry.Type == E820Type.Reserved)];
        Assert.All(Placed(Run(guest)).Where(bar => bar.Space == BarSpace.LowMem), bar =>
            Assert.All(reserved, region =>
                Assert.True(End(bar) <= region.Address.Value || Start(bar) >= region.WrappedEnd.Value)));
    }

    [Property(Arbitrary = [typeof(HvmloaderGuests)], MaxTest = TestBudget.MaxTest)]
    public void PlacedBars_AscendAsSizesDescend(HvmloaderGuest guest)
    {
        foreach (IGrouping<BarSpace, BarResult> space in Placed(Run(guest)).GroupBy(bar => bar.Space))
        {
            BarResult[] ascending = [.. space.OrderBy(Start)];
            Assert.All(ascending.Zip(ascending.Skip(1)), pair =>
                Assert.True(pair.First.Bar.SizeInBytes >= pair.Second.Bar.SizeInBytes));
        }
    }

    [Property(Arbitrary = [typeof(HvmloaderGuests)], MaxTest = TestBudget.MaxTest)]
    public void OrderOfTheInput_ChangesNothing(HvmloaderGuest guest)
    {
        ImmutableArray<GuestPciFunction> reversed =
            [.. guest.Input.Devices.Reverse().Select(function => function with { Bars = [.. function.Bars.Reverse()] })];
        HvmloaderResult straight = Run(guest);
        HvmloaderResult shuffled = HvmloaderSimulator.Run(guest.Input with { Devices = reversed });
        Assert.Equal(straight.Log!.Value.AsEnumerable(), shuffled.Log!.Value.AsEnumerable());
        Assert.Equal(straight.Bars.ToHashSet(), shuffled.Bars.ToHashSet());
        Assert.Equal(straight.Functions.AsEnumerable(), shuffled.Functions.AsEnumerable());
    }

    [Property(Arbitrary = [typeof(HvmloaderGuests)], MaxTest = TestBudget.MaxTest)]
    public void Pages_AreConserved(HvmloaderGuest guest)
    {
        HvmloaderResult result = Run(guest);
        long before = RamPages(guest.Input.LowMemPgEnd, guest.Input.HighMemPgEnd);
        long after = RamPages(result.LowMemPgEnd, result.HighMemPgEnd);
        Assert.Equal(before, after + result.PageMoves.Length);
    }

    [Property(Arbitrary = [typeof(HvmloaderGuests)], MaxTest = TestBudget.MaxTest)]
    public void Relocations_TakeFromTheTopAndAppend(HvmloaderGuest guest)
    {
        uint low = guest.Input.LowMemPgEnd;
        uint high = Math.Max(guest.Input.HighMemPgEnd, 0x100000);
        foreach (RamMove move in Run(guest).Relocations)
        {
            low -= move.PageCount;
            Assert.Equal((low, high), (move.Source, move.Destination));
            high += move.PageCount;
        }
    }

    [Property(Arbitrary = [typeof(HvmloaderGuests)], MaxTest = TestBudget.MaxTest)]
    public void E820_IsSortedAndKeepsTheRegions(HvmloaderGuest guest)
    {
        GuestE820Tables tables = Run(guest).E820!;
        Assert.All(Enum.GetValues<GuestBios>(), bios =>
        {
            ImmutableArray<E820Record> entries = tables.For(bios).Entries;
            Assert.Equal(entries.OrderBy(entry => entry.Address), entries);
            Assert.All(guest.Input.MemoryMap.Where(entry => entry.Type == E820Type.Reserved), region => Assert.Contains(region, entries));
        });
    }

    [Property(Arbitrary = [typeof(HvmloaderGuests)], MaxTest = TestBudget.MaxTest)]
    public void WithoutLog_TheRestIsTheSame(HvmloaderGuest guest)
    {
        HvmloaderResult quiet = HvmloaderSimulator.Run(guest.Input with { WantLog = false });
        Assert.Null(quiet.Log);
        Assert.Equal(Run(guest).Bars.AsEnumerable(), quiet.Bars.AsEnumerable());
    }

    private static HvmloaderResult Run(HvmloaderGuest guest) => HvmloaderSimulator.Run(guest.Input);

    private static IEnumerable<BarResult> Placed(HvmloaderResult result) => result.Bars.Where(bar => bar.IsAssigned);

    private static ulong Start(BarResult bar) => bar.Address;

    private static ulong End(BarResult bar) => bar.Address + bar.Bar.SizeInBytes;

    private static long RamPages(uint low, uint high) => low + (high == 0 ? 0L : high - 0x100000L);

    /// <summary>Special pages are taken after the BARs were placed, from the end of high RAM.</summary>
    private static ulong RamEndAtPlacement(HvmloaderResult result) => (ulong)result.HighMemPgEnd << 12;
}
