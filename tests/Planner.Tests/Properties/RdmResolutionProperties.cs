using FsCheck.Xunit;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Toolstack;
using RdmPlanner.E820;
using RdmPlanner.TestKit;
using RdmPlanner.TestKit.Generators;
using RdmPlanner.TestKit.Models;

namespace RdmPlanner.Planner.Tests.Properties;

/// <summary>Every law of <see cref="RdmLaws"/> on random guests, and the laws of the map that follows.</summary>
[Properties(Arbitrary = [typeof(GuestArbitraries)], MaxTest = TestBudget.MaxTest)]
public sealed class RdmResolutionProperties
{
    [Property]
    public bool Resolve_AnyGuest_ConservesRam(GuestCase guest) => RdmLaws.RamIsConserved(guest);

    [Property]
    public bool Resolve_AnyGuest_MovesOnlyDownToARegionAboveTheBoundary(GuestCase guest) =>
        RdmLaws.LowMemoryMovesDownToARegionAboveTheBoundary(guest);

    [Property]
    public bool Resolve_AllStartsAtOrBelowTheBoundary_MovesNothing(GuestCase guest) =>
        RdmLaws.NothingMovesWhenAllStartAtOrBelowTheBoundary(guest);

    [Property]
    public bool Resolve_AllRelaxed_ExposesExactlyWhatMeetsNoRam(GuestCase guest) =>
        RdmLaws.RelaxedRegionsAreExposedExactlyWhenTheyMeetNoRam(guest);

    [Property]
    public bool Resolve_AllRelaxed_AlwaysPlans(GuestCase guest) => RdmLaws.RelaxedAlwaysPlans(guest);

    [Property]
    public bool Resolve_AllStrict_RejectsExactlyWhenAllRelaxedMasks(GuestCase guest) =>
        RdmLaws.StrictRejectsExactlyWhenRelaxedMasks(guest);

    [Property]
    public bool Resolve_MixedPolicies_RejectsExactlyWhenAMaskedRegionIsStrict(GuestCase guest) =>
        RdmLaws.MixedRejectsExactlyWhenAMaskedOneIsStrict(guest);

    [Property]
    public bool Resolve_AnyPolicies_GiveTheSameLayout(GuestCase guest) => RdmLaws.PolicyNeverMovesMemory(guest);

    [Property]
    public bool Resolve_AnyOrder_GivesTheSameLayoutAndDispositions(GuestCase guest, int seed) =>
        RdmLaws.OrderChangesOnlyWhichConflictIsNamed(guest, seed);

    [Property]
    public bool Resolve_Twice_IsOnce(GuestCase guest) => RdmLaws.ResolvingTwiceIsResolvingOnce(guest);

    [Property]
    public bool Run_AllRelaxed_WarnsOnceForEachMaskedRegion(GuestCase guest)
    {
        ToolstackResult result = ToolstackStage.Run(
            (guest with { Strategy = RdmStrategy.Host, GlobalPolicy = RdmPolicy.Relaxed, Devices = [] }).ToInput(true));
        IEnumerable<string> masked = result.Rdm.Regions.Where(r => r.Disposition == RdmDisposition.Masked)
            .Select(r => $"Ignoring RDM conflict at {r.Entry.Start}.");
        return masked.SequenceEqual(result.Log.Where(line => line.Level == "WARN").Select(line => line.Text));
    }

    [Property]
    public bool Run_EveryExposedRegion_IsReservedAtGuestPageEqualToHostPage(GuestCase guest)
    {
        ToolstackInput input = guest.ToInput(false);
        ToolstackResult result = ToolstackStage.Run(input);
        if (result.MemoryMap is not { } map)
            return result.Rdm.FirstConflict is not null;
        E820Record[] reserved = [.. map.Where(record => record.Type == E820Type.Reserved)];
        HostRegion[] hosts = [.. result.Rdm.Regions.Where(r => r.Disposition == RdmDisposition.Exposed)
            .Select(r => input.Rdm.HostRegions[r.Entry.RegionIndex])];
        return reserved.Length == hosts.Length && reserved.Zip(hosts).All(pair =>
            pair.First.Address.Value == pair.Second.BaseAddress.Value
            && pair.First.WrappedEnd.Value == pair.Second.LimitAddress.Value + 1);
    }

    [Property]
    public bool Run_AnyGuest_ListsLowRamThenRegionsThenHighRam(GuestCase guest)
    {
        ToolstackResult result = ToolstackStage.Run(guest.ToInput(false));
        if (result.MemoryMap is not { } map)
            return result.Verdict == ToolstackVerdict.RdmConflict;
        int reserved = map.Count(record => record.Type == E820Type.Reserved);
        bool hasHigh = RdmLaws.HighPage(result.Rdm.Layout) > 0x100000;
        return map[0].Type == E820Type.Ram && map[0].Address == Gpa.OneMiB
            && map.Skip(1).Take(reserved).All(record => record.Type == E820Type.Reserved)
            && map.Length == 1 + reserved + (hasHigh ? 1 : 0)
            && (!hasHigh || (map[^1].Type == E820Type.Ram && map[^1].Address == Gpa.FourGiB));
    }
}
