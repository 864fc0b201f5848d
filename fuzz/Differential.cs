using FsCheck;
using FsCheck.Fluent;
using RdmPlanner.TestKit.Generators;
using RdmPlanner.TestKit.Models;

namespace RdmPlanner.Fuzz;

/// <summary>Random inputs through us and through something that answers the same question; <c>fuzz/differential</c> starts it.</summary>
internal static class Differential
{
    private const ulong Seed = 20150409;
    private const int BatchSize = 10_000;
    private const int Size = 50;

    private static readonly (string Name, Func<GuestCase, bool> Holds)[] Laws =
    [
        ("RAM is conserved", RdmLaws.RamIsConserved),
        ("low memory moves down to a region above the boundary", RdmLaws.LowMemoryMovesDownToARegionAboveTheBoundary),
        ("below the boundary nothing moves", RdmLaws.NothingMovesWhenAllStartAtOrBelowTheBoundary),
        ("relaxed regions are exposed exactly when they meet no RAM", RdmLaws.RelaxedRegionsAreExposedExactlyWhenTheyMeetNoRam),
        ("relaxed always plans", RdmLaws.RelaxedAlwaysPlans),
        ("strict rejects exactly when relaxed masks", RdmLaws.StrictRejectsExactlyWhenRelaxedMasks),
        ("mixed rejects exactly when a masked one is strict", RdmLaws.MixedRejectsExactlyWhenAMaskedOneIsStrict),
        ("a policy never moves memory", RdmLaws.PolicyNeverMovesMemory),
        ("order changes only which conflict is named", guest => RdmLaws.OrderChangesOnlyWhichConflictIsNamed(guest, guest.RamMiB)),
        ("resolving twice is resolving once", RdmLaws.ResolvingTwiceIsResolvingOnce),
    ];

    /// <summary>Random layouts against the transliterated C, and the laws of region resolution on each.</summary>
    /// <param name="cases">How many.</param>
    /// <returns>How many differ.</returns>
    internal static int Layouts(int cases)
    {
        int differing = 0;
        int moved = 0;
        int rejected = 0;
        for (int done = 0, batch = 0; done < cases; batch++)
        {
            foreach (GuestCase guest in GuestArbitraries.Guest.Sample(Math.Min(BatchSize, cases - done), new Rnd(Seed + (ulong)batch, 457), Size))
            {
                done++;
                string? difference = LibxlComparison.DifferenceOf(guest.ToInput(deviceOverrides: true));
                difference ??= Laws.Where(law => !law.Holds(guest.WithDistinctStarts())).Select(law => $"no longer: {law.Name}").FirstOrDefault();
                differing += Say(difference, guest);
                var resolved = RdmLaws.Resolve(guest);
                moved += resolved.Layout == guest.Layout ? 0 : 1;
                rejected += resolved.FirstConflict is null ? 0 : 1;
            }
        }

        Console.WriteLine($"layouts: {cases} cases ({moved} moved low memory, {rejected} met RAM with a strict region), {Laws.Length} laws on each, {differing} differ");
        return differing;
    }

    /// <summary>Reports a difference.</summary>
    /// <returns>1, or 0 when there is none.</returns>
    internal static int Say(string? difference, object input)
    {
        if (difference is null)
            return 0;
        Console.Error.WriteLine($"{difference}: {input}");
        return 1;
    }
}
