using RdmPlanner.TestKit;
using FsCheck.Fluent;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Toolstack;
using RdmPlanner.TestKit.Generators;
using Xunit;

namespace RdmPlanner.Planner.Tests.Properties;

/// <summary>The guests reach what the laws are about; without this a law could hold on nothing.</summary>
public sealed class GuestCoverageTests
{
    private const int Samples = 2000;

    private static readonly (GuestCase Guest, ToolstackResult Result)[] Runs =
        [.. GuestArbitraries.Guest.Draw(Samples).Select(guest => (guest, ToolstackStage.Run(guest.ToInput(deviceOverrides: false))))];

    [Fact]
    public void Guests_OfAQuarter_MeetARegionBeforeAnythingIsMoved() =>
        AtLeast(25, run => run.Result.Rdm.Regions.Any(r => Meets(run.Result.Initial, r.Entry)));

    [Fact]
    public void Guests_OfATenth_AreRejected() => AtLeast(10, run => run.Result.Rdm.FirstConflict is not null);

    [Fact]
    public void Guests_OfATenth_LoseLowMemory() => AtLeast(10, run => run.Result.Rdm.Layout != run.Result.Initial);

    [Fact]
    public void Guests_OfATenth_HaveAMaskedRegion() =>
        AtLeast(10, run => run.Result.Rdm.Regions.Any(r => r.Disposition == RdmDisposition.Masked));

    [Fact]
    public void Guests_OfATenth_HaveARegionInTheirMap() =>
        AtLeast(10, run => run.Result.Verdict == ToolstackVerdict.Built
            && run.Result.Rdm.Regions.Any(r => r.Disposition == RdmDisposition.Exposed));

    [Fact]
    public void Guests_OfATwentieth_HaveNoRegion() => AtLeast(5, run => run.Result.Rdm.Regions.IsEmpty);

    [Fact]
    public void Guests_OfATwentieth_HaveTwoRegionsWithOneStart() =>
        AtLeast(5, run => run.Guest.Regions.DistinctBy(r => r.Start).Count() < run.Guest.Regions.Length);

    [Fact]
    public void Guests_OfATenth_HaveTwoDevicesOfOneRegionWithDifferentPolicies() =>
        AtLeast(10, run => run.Guest.Regions.Any(region => run.Guest.Devices
            .Where(d => d.Function < 4 && (region.Owners >> d.Function & 1) != 0)
            .Select(d => d.Policy ?? RdmPolicy.Strict).Distinct().Count() == 2));

    [Fact]
    public void Guests_OfATwentieth_MeetARegionInHighMemory() =>
        AtLeast(5, run => run.Result.Rdm.Regions.Any(r => r.MeetsHighRam));

    private static bool Meets(RamLayout layout, RdmEntry entry) =>
        entry.Start < layout.LowMemEnd
        || (layout.HighMemEnd is { } high && entry.WrappedEnd.Value > 0x1_0000_0000 && entry.Start < high);

    private static void AtLeast(int percent, Func<(GuestCase Guest, ToolstackResult Result), bool> predicate)
    {
        int count = Runs.Count(predicate);
        Assert.True(count >= Samples * percent / 100, $"{count} of {Samples}");
    }
}
