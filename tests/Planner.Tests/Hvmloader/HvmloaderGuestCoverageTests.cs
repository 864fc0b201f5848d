using RdmPlanner.TestKit;
using FsCheck.Fluent;
using RdmPlanner.E820;
using RdmPlanner.Planner.Hvmloader;
using Xunit;

namespace RdmPlanner.Planner.Tests.Hvmloader;

/// <summary>The guests drawn reach what the laws are about.</summary>
public sealed class HvmloaderGuestCoverageTests
{
    private const int Samples = 2000;

    [Fact]
    public void Any_ReachesEveryBranchOftenEnough()
    {
        var guests = HvmloaderGuests.Any.Draw(Samples).ToArray();
        var runs = guests.Select(guest => (guest.Input, Result: HvmloaderSimulator.Run(guest.Input))).ToArray();
        AtLeast(20, runs.Count(run => run.Result.PciMemStart is 0xe000_0000 or 0xc000_0000 or 0x8000_0000), "grown holes");
        AtLeast(10, runs.Count(run => run.Result.Relocations.Length > 0), "moved RAM");
        AtLeast(3, runs.Count(run => run.Result.Relocations.Length > 1), "several chunks");
        AtLeast(10, runs.Count(run => run.Result.PciHiMemStart != 0), "high BARs");
        AtLeast(5, runs.Count(run => run.Result.Bars.Any(bar => !bar.IsAssigned)), "BARs without space");
        AtLeast(5, runs.Count(run => run.Result.PciMemStart == (ulong)run.Input.LowMemPgEnd << 12), "holes at the end of RAM");
        AtLeast(5, runs.Count(run => run.Result.PageMoves.Length > 0), "pages taken from RAM");
        AtLeast(10, runs.Count(run => HasSteppedOver(run.Input, run.Result)), "BARs moved by a region");
    }

    private static void AtLeast(int percent, int count, string what) =>
        Assert.True(count >= Samples * percent / 100, $"{what}: only {count} of {Samples}");

    /// <summary>Whether a low BAR lies elsewhere than in the same hole without regions.</summary>
    private static bool HasSteppedOver(HvmloaderInput input, HvmloaderResult result)
    {
        HvmloaderResult free = HvmloaderSimulator.Run(input with
        {
            MemoryMap = [.. input.MemoryMap.Where(entry => entry.Type != E820Type.Reserved)],
        });
        return free.PciMemStart == result.PciMemStart && !free.Bars.SequenceEqual(result.Bars);
    }
}
