using System.Collections.Immutable;
using FsCheck.Xunit;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Toolstack;
using RdmPlanner.TestKit;
using RdmPlanner.TestKit.Generators;

namespace RdmPlanner.Planner.Tests.Properties;

/// <summary>The design's precedence of policies as laws, and what the releases do instead.</summary>
[Properties(Arbitrary = [typeof(GuestArbitraries)], MaxTest = TestBudget.MaxTest)]
public sealed class RdmPrecedenceProperties
{
    [Property]
    public bool Collect_Design_StrictWinsAmongAllThatSpeakForARegion(GuestCase guest)
    {
        GuestCase distinct = guest.WithDistinctStarts();
        return Collect(distinct).All(entry =>
            (entry.Policy == RdmPolicy.Strict) == Voices(distinct, distinct.Regions[entry.RegionIndex]).Contains(RdmPolicy.Strict));
    }

    [Property]
    public bool Collect_DesignStrictGlobal_OverridesEveryDevice(GuestCase guest) =>
        Collect(guest with { GlobalPolicy = RdmPolicy.Strict }).All(entry => entry.Policy == RdmPolicy.Strict);

    [Property]
    public bool Collect_DesignDistinctStarts_OrderOfDevicesIsIrrelevant(GuestCase guest, int seed) =>
        OrderOfDevicesIsIrrelevant(guest.WithDistinctStarts(), seed, request => request);

    [Property]
    public bool Collect_DesignDistinctStartsWithPoliciesOnRegions_OrderOfDevicesIsIrrelevant(GuestCase guest, int seed)
    {
        GuestCase distinct = guest.WithDistinctStarts();
        return OrderOfDevicesIsIrrelevant(distinct, seed, request => request with
        {
            HostRegions = [.. request.HostRegions.Zip(distinct.Regions, (host, region) => host with { Policy = region.Policy })],
        });
    }

    [Property]
    public bool Collect_DesignStricterDevice_NeverMakesARegionRelaxed(GuestCase guest)
    {
        GuestCase stricter = guest with { Devices = [.. guest.Devices.Select(d => d with { Policy = RdmPolicy.Strict })] };
        return Collect(guest).Zip(Collect(stricter)).All(pair =>
            pair.First.Start == pair.Second.Start && (pair.First.Policy != RdmPolicy.Strict || pair.Second.Policy == RdmPolicy.Strict));
    }

    [Property]
    public bool Collect_ReleaseDistinctStarts_LastDeviceOfARegionDecides(GuestCase guest)
    {
        GuestCase distinct = guest.WithDistinctStarts();
        return RdmCollector.Collect(distinct.ToInput(deviceOverrides: true).Rdm).Entries.All(entry =>
        {
            RegionCase region = distinct.Regions[entry.RegionIndex];
            DeviceCase? last = distinct.Devices.LastOrDefault(d => Owns(region, d));
            RdmPolicy expected = last is null ? distinct.GlobalPolicy ?? RdmPolicy.Relaxed : last.Policy ?? RdmPolicy.Strict;
            return entry.Policy == expected;
        });
    }

    [Property]
    public bool Collect_BothProfiles_ListTheSameRegionsInTheSameOrder(GuestCase guest) =>
        Collect(guest).Select(e => (e.Start, e.SizeInBytes, e.RegionIndex)).SequenceEqual(
            RdmCollector.Collect(guest.ToInput(deviceOverrides: true).Rdm).Entries.Select(e => (e.Start, e.SizeInBytes, e.RegionIndex)));

    /// <summary>
    /// Every policy with a say on a listed region: the global one when the strategy lists it or when it is strict, and
    /// each owner's, where an owner without one takes the global policy, or strict when there is none.
    /// </summary>
    private static IEnumerable<RdmPolicy> Voices(GuestCase guest, RegionCase region)
    {
        if (guest.Strategy == RdmStrategy.Host || guest.GlobalPolicy == RdmPolicy.Strict)
            yield return guest.GlobalPolicy ?? RdmPolicy.Relaxed;
        foreach (DeviceCase device in guest.Devices.Where(d => Owns(region, d)))
            yield return device.Policy ?? guest.GlobalPolicy ?? RdmPolicy.Strict;
    }

    private static bool OrderOfDevicesIsIrrelevant(GuestCase guest, int seed, Func<RdmRequest, RdmRequest> stated)
    {
        DeviceCase[] shuffled = [.. guest.Devices];
        new Random(seed).Shuffle(shuffled);
        return Answer(guest).SequenceEqual(Answer(guest with { Devices = shuffled }));

        IEnumerable<(Gpa, ulong, RdmPolicy, RdmDisposition)> Answer(GuestCase one)
        {
            ToolstackInput input = one.ToInput(deviceOverrides: false);
            return ToolstackStage.Run(input with { Rdm = stated(input.Rdm) }).Rdm.Regions
                .Select(r => (r.Entry.Start, r.Entry.SizeInBytes, r.Entry.Policy, r.Disposition))
                .OrderBy(r => r.Start);
        }
    }

    private static bool Owns(RegionCase region, DeviceCase device) => (region.Owners >> device.Function & 1) != 0;

    private static ImmutableArray<RdmEntry> Collect(GuestCase guest) =>
        RdmCollector.Collect(guest.ToInput(deviceOverrides: false).Rdm).Entries;
}
