using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Toolstack;
using Xunit;
using static RdmPlanner.Planner.Tests.Rdm.Given;

namespace RdmPlanner.Planner.Tests.Rdm;

/// <summary>How RAM moves and what meets it in the end (BEHAVIOUR.md section 2, steps 4 and 5 and the traps).</summary>
public sealed class RdmResolverTests
{
    private const RdmPolicy Strict = RdmPolicy.Strict;
    private const ulong Boundary = 0x8000_0000;

    /// <summary>4 GiB of RAM around the default hole: [0, 0xf0000000) and [0x100000000, 0x110000000).</summary>
    private static readonly RamLayout FourGiB = RamLayout.Initial(4 << 20, 0, 0);

    [Fact]
    public void Resolve_StartOneByteAboveTheBoundary_MovesLowRamToIt()
    {
        RdmResolution resolved = Resolve(false, Entry(0x8000_1000, 0x1000, Strict));
        Assert.Equal((0x8000_1000UL, 0x1_7fff_f000UL), Ends(resolved));
        Assert.Equal((RdmDisposition.Exposed, true), (resolved.Regions[0].Disposition, resolved.Regions[0].LoweredLowMem));
    }

    [Fact]
    public void Resolve_StartOnTheBoundary_MovesNothing()
    {
        RdmResolution resolved = Resolve(true, Entry(0x8000_0000, 0x1000));
        Assert.Equal((0xf000_0000UL, 0x1_1000_0000UL), Ends(resolved));
        Assert.Equal(RdmDisposition.Masked, resolved.Regions[0].Disposition);
    }

    [Theory]
    [InlineData(0xac6d_3000UL, 0xac60_0000UL, 0x1_53a0_0000UL)] // rounded down to 2 MiB
    [InlineData(0xac80_0000UL, 0xac80_0000UL, 0x1_5380_0000UL)] // a multiple stays
    [InlineData(0x8000_1000UL, 0x8000_0000UL, 0x1_8000_0000UL)] // rounding can land on the boundary
    public void Resolve_WithHap_RoundsTheMovedEndDownTo2MiB(ulong start, ulong low, ulong high) =>
        Assert.Equal((low, high), Ends(Resolve(true, Entry(start, 0x1000, Strict))));

    [Theory]
    [InlineData(0x1f_f000UL, 0x1f_f000UL)] // below 2 MiB nothing is rounded
    [InlineData(0x20_0000UL, 0x20_0000UL)]
    [InlineData(0x20_1000UL, 0x20_0000UL)]
    public void Resolve_BoundaryZero_LowersAsFarAsTheRegionStarts(ulong start, ulong low) =>
        Assert.Equal(low, RdmResolver.Resolve(FourGiB, [Entry(start, 0x1000)], new Gpa(0), roundTo2MiB: true).Layout.LowMemEnd.Value);

    [Fact]
    public void Resolve_NoHighRamBefore_GrowsFrom4GiB()
    {
        RamLayout small = RamLayout.Initial(3 << 20, 0, 0);
        RdmResolution resolved = RdmResolver.Resolve(small, [Entry(0xb000_0000, 0x1000)], new Gpa(Boundary), roundTo2MiB: true);
        Assert.Equal((0xb000_0000UL, 0x1_1000_0000UL), Ends(resolved));
    }

    [Fact]
    public void Resolve_SeveralAboveTheBoundary_EndAtTheLowest()
    {
        RdmResolution resolved = Resolve(false, Entry(0xc000_0000, 0x1000), Entry(0xa000_0000, 0x1000), Entry(0xb000_0000, 0x1000));
        Assert.Equal((0xa000_0000UL, 0x1_6000_0000UL), Ends(resolved));
        Assert.Equal([true, true, false], resolved.Regions.Select(r => r.LoweredLowMem));
    }

    [Fact]
    public void Resolve_Straddling_IsHelpedOnlyWhenItStartsAboveTheBoundary()
    {
        Assert.Equal(RdmDisposition.Conflicting, Resolve(true, Entry(0x7c00_0000, 0x0440_0000, Strict)).Regions[0].Disposition);
        RdmResolution lower = RdmResolver.Resolve(FourGiB, [Entry(0x7c00_0000, 0x0440_0000, Strict)], new Gpa(0x4000_0000), roundTo2MiB: true);
        Assert.Equal((0x7c00_0000UL, RdmDisposition.Exposed), (lower.Layout.LowMemEnd.Value, lower.Regions[0].Disposition));
    }

    [Theory]
    [InlineData(0x9_d000UL)]
    [InlineData(0xe_0000UL)]
    public void Resolve_BelowOneMiB_AlwaysMeetsLowRam(ulong start) =>
        Assert.Equal(0, Resolve(true, Entry(start, 0x1000, Strict)).FirstConflict);

    [Fact]
    public void Resolve_InTheHole_MeetsNothing()
    {
        RdmResolution resolved = Resolve(true, Entry(0xf000_0000, 0x1000, Strict), Entry(0xffff_f000, 0x1000, Strict));
        Assert.Null(resolved.FirstConflict);
        Assert.Equal((0xf000_0000UL, 0x1_1000_0000UL), Ends(resolved));
    }

    [Fact]
    public void Resolve_InHighRam_IsAConflictAndNothingMoves()
    {
        RdmResolution resolved = Resolve(true, Entry(0x1_0fff_f000, 0x1000, Strict));
        Assert.Equal((0xf000_0000UL, 0x1_1000_0000UL), Ends(resolved));
        Assert.Equal((false, true), (resolved.Regions[0].MeetsLowRam, resolved.Regions[0].MeetsHighRam));
    }

    [Fact]
    public void Resolve_LoweredRam_CanGrowHighRamIntoARegion()
    {
        RdmResolution resolved = Resolve(true, Entry(0x1_1000_0000, 0x1000, Strict), Entry(0xa000_0000, 0x1000));
        Assert.Equal(0x1_6000_0000UL, resolved.Layout.HighMemEnd?.Value);
        Assert.Equal(0, resolved.FirstConflict);
    }

    [Fact]
    public void Resolve_EndAt2To64_NeverConflicts() =>
        Assert.Equal(RdmDisposition.Exposed, Resolve(true, Entry(0x1000, 0xffff_ffff_ffff_f000, Strict)).Regions[0].Disposition);

    [Fact]
    public void Resolve_StrictAndRelaxed_MasksTheRelaxedAndNamesTheFirstStrict()
    {
        RdmResolution resolved = Resolve(
            true, Entry(0x1000_0000, 0x1000), Entry(0x2000_0000, 0x1000, Strict), Entry(0x3000_0000, 0x1000, Strict), Entry(0xf800_0000, 0x1000));
        Assert.Equal(1, resolved.FirstConflict);
        Assert.Equal(
            [RdmDisposition.Masked, RdmDisposition.Conflicting, RdmDisposition.Conflicting, RdmDisposition.Exposed],
            resolved.Regions.Select(r => r.Disposition));
    }

    [Fact]
    public void Resolve_UninitialisedPolicy_CountsAsNotStrict() =>
        Assert.Equal(RdmDisposition.Masked, Resolve(true, Entry(0x1000_0000, 0x1000, (RdmPolicy)9)).Regions[0].Disposition);

    [Fact]
    public void Resolve_OverlappingRegions_AreKeptApartInListOrder()
    {
        RdmResolution resolved = Resolve(true, Entry(0xf800_0000, 0x3000), Entry(0xf000_0000, 0x1000), Entry(0xf800_1000, 0x1000));
        Assert.Equal([0xf800_0000UL, 0xf000_0000, 0xf800_1000], resolved.Regions.Select(r => r.Entry.Start.Value));
    }

    private static RdmResolution Resolve(bool hap, params RdmEntry[] entries) => RdmResolver.Resolve(FourGiB, entries, new Gpa(Boundary), hap);

    private static (ulong Low, ulong? High) Ends(RdmResolution resolved) =>
        (resolved.Layout.LowMemEnd.Value, resolved.Layout.HighMemEnd?.Value);
}
