using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Rdm;
using Xunit;
using static RdmPlanner.Planner.Tests.Rdm.Given;

namespace RdmPlanner.Planner.Tests.Plan;

/// <summary>What a plan says: both sides of a conflict in bytes and in page frames, the reason, and a way out that was tried.</summary>
public sealed class PlanExplanationTests
{
    private static readonly HostRegion Straddling = Region(0x7c00_0000, 0x803f_ffff, Gpu);

    [Fact]
    public void Plan_StrictConflict_NamesBothSidesSourceDevicesAndReason()
    {
        PlanDiagnostic found = Only(Guest(4096, policy: RdmPolicy.Strict), PlanDiagnosticCode.StrictConflict, Straddling);
        Assert.Equal(
            "strict RDM [0x7c000000, 0x80400000) (gfn [0x7c000, 0x80400), 17408 pages) from region at 0x7c000000 "
            + "(devices: 0000:00:02.0) meets low RAM [0x0, 0xf0000000) (gfn [0x0, 0xf0000), 983040 pages); "
            + "it starts at 0x7c000000, not above the boundary 0x80000000 (2048 MiB, guest.cfg:4:1), so low RAM is not moved for it",
            found.Message);
        Assert.Equal("region at 0x7c000000", found.Location);
    }

    [Fact]
    public void Plan_StrictConflict_SuggestsTheSmallestHoleAndTheHighestBoundaryThatHelp()
    {
        GuestConfig guest = Guest(4096, policy: RdmPolicy.Strict);
        PlanDiagnostic found = Only(guest, PlanDiagnosticCode.StrictConflict, Straddling);
        Assert.Equal(
            "mmio_hole = 2112 or rdm_mem_boundary = 1983 lets the guest start: low RAM then ends below the region ('rdmplan advise' ranks all that helps)",
            found.Help);
        Assert.IsType<Accepted>(MemoryPlanner.Plan(Ask(Guest(4096, policy: RdmPolicy.Strict, boundaryMiB: 1983), Straddling)));
        Assert.IsType<Rejected>(MemoryPlanner.Plan(Ask(Guest(4096, policy: RdmPolicy.Strict, boundaryMiB: 1984), Straddling)));
        Assert.IsType<Accepted>(MemoryPlanner.Plan(Ask(guest with { MmioHoleMiB = new(2112, "") }, Straddling)));
        Assert.IsType<Rejected>(MemoryPlanner.Plan(Ask(guest with { MmioHoleMiB = new(2111, "") }, Straddling)));
    }

    // A hole is at most 3840 MiB: it reaches down to 256 MiB.
    [Theory]
    [InlineData(0x1000_0000, "mmio_hole = 3840 or rdm_mem_boundary = 255 lets the guest start")]
    [InlineData(0xfff_f000, "rdm_mem_boundary = 255 lets the guest start")]
    [InlineData(0x10_1000, "rdm_mem_boundary = 1 lets the guest start")]
    public void Plan_StrictConflictLow_SuggestsNoHoleThatXlRefuses(ulong start, string help)
    {
        PlanDiagnostic found = Only(
            Guest(4096, policy: RdmPolicy.Strict), PlanDiagnosticCode.StrictConflict, Region(start, start + 0xfff, Usb));
        Assert.StartsWith(help, found.Help, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_StrictConflictBelowOneMiB_SaysThatNoBoundaryHelps()
    {
        PlanDiagnostic found = Only(
            Guest(4096, policy: RdmPolicy.Strict), PlanDiagnosticCode.StrictConflict, Region(0x9_d000, 0x9_dfff, Usb));
        Assert.EndsWith("low RAM counts from address 0, so a region below 1 MiB always meets it", found.Message, StringComparison.Ordinal);
        Assert.Equal("no boundary can help a region that starts this low: low RAM counts from address 0", found.Help);
    }

    [Fact]
    public void Plan_StrictConflictAbove4GiB_SuggestsNothing()
    {
        PlanDiagnostic found = Only(
            Guest(4096, policy: RdmPolicy.Strict), PlanDiagnosticCode.StrictConflict, Region(0x1_0000_0000, 0x1_0000_0fff, Usb));
        Assert.Contains("meets high RAM [0x100000000, 0x10f800000) (gfn [0x100000, 0x10f800), 63488 pages); RAM above 4 GiB is never moved", found.Message, StringComparison.Ordinal);
        Assert.Null(found.Help);
    }

    [Fact]
    public void Plan_RelaxedConflict_SaysWhatTheDeviceWillHit()
    {
        PlanDiagnostic found = Only(Guest(4096), PlanDiagnosticCode.RelaxedConflict, Straddling);
        Assert.EndsWith(
            "The RAM stays and the region is left out of the map: DMA of 0000:00:02.0 to these addresses hits guest RAM",
            found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_LoweredLowRam_SaysFromWhereToWhereAndForWhom()
    {
        PlanDiagnostic found = Only(Guest(4096), PlanDiagnosticCode.LowMemLowered, Region(0xac6d_3000, 0xac6f_2fff, Usb));
        Assert.Equal(
            "low RAM ends at 0xac600000 instead of 0xf0000000: 1082 MiB (276992 pages) of RAM moved above 4 GiB to make room for "
            + "RDM [0xac6d3000, 0xac6f3000) (gfn [0xac6d3, 0xac6f3), 32 pages) from region at 0xac6d3000",
            found.Message);
    }

    [Fact]
    public void Plan_StrictGlobalOverARelaxedDevice_SaysThatTheReleasesDiffer()
    {
        GuestConfig guest = Guest(4096, policy: RdmPolicy.Strict) with { Devices = [Pci(Gpu, RdmPolicy.Relaxed)] };
        PlanRequest design = Ask(guest, Straddling);
        Assert.IsType<Rejected>(MemoryPlanner.Plan(design));
        Assert.EndsWith(
            "under every release, where a device's policy replaces the global one, the same input is accepted with 1 region left out",
            Only(design, PlanDiagnosticCode.OtherProfileDiffers).Message, StringComparison.Ordinal);
        PlanRequest release = design with { Profile = Release("4.17") };
        Assert.IsType<Accepted>(MemoryPlanner.Plan(release));
        Assert.EndsWith(
            "under the design, where strict always wins, the same input is rejected",
            Only(release, PlanDiagnosticCode.OtherProfileDiffers).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_SameVerdictUnderEveryProfile_SaysNothingOfProfiles()
    {
        PlanRequest request = Ask(Guest(4096, policy: RdmPolicy.Strict) with { Devices = [Pci(Gpu, RdmPolicy.Strict)] }, Straddling);
        Assert.DoesNotContain(MemoryPlanner.Plan(request).Plan.Diagnostics, d => d.Code == PlanDiagnosticCode.OtherProfileDiffers);
    }

    [Fact]
    public void Plan_RegionAt2To64_IsNamedWithoutOverflow()
    {
        PlanOutcome outcome = MemoryPlanner.Plan(Ask(Guest(4096), Region(0xffff_ffff_ffff_f000, ulong.MaxValue, Usb)));
        Assert.Equal(new Gpa(0xffff_ffff_ffff_f000), Assert.Single(outcome.Plan.Regions).Resolved.Entry.Start);
    }

    [Fact]
    public void Plan_MemoryBelowItsVideoMemory_IsRejectedNotThrown() =>
        Assert.IsType<Rejected>(MemoryPlanner.Plan(Ask(Guest(4, policy: RdmPolicy.Strict), Region(0x8000_1000, 0x8000_1fff, Usb))));

    private static PlanDiagnostic Only(GuestConfig guest, PlanDiagnosticCode code, params HostRegion[] regions) => Only(Ask(guest, regions), code);

    private static PlanDiagnostic Only(PlanRequest request, PlanDiagnosticCode code) =>
        Assert.Single(MemoryPlanner.Plan(request).Plan.Diagnostics, d => d.Code == code);
}
