using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Rdm;
using Xunit;
using static RdmPlanner.Planner.Tests.Rdm.Given;

namespace RdmPlanner.Planner.Tests.Plan;

/// <summary>From a question to a plan, and the check of hand-written layouts.</summary>
public sealed class MemoryPlannerTests
{
    private static readonly HostRegion Straddling = Region(0x7c00_0000, 0x803f_ffff, Gpu);

    [Fact]
    public void Plan_AcceptedGuest_HasEndsRegionsAndMap()
    {
        MemoryPlan plan = Assert.IsType<Accepted>(MemoryPlanner.Plan(Ask(Guest(4096, policy: RdmPolicy.Strict, boundaryMiB: 1024), Straddling))).Plan;
        Assert.Equal((0x7c00_0000UL, 0x1_8380_0000UL), (plan.LowMemEnd.Value, plan.HighMemEnd?.Value));
        Assert.Equal(RdmDisposition.Exposed, Assert.Single(plan.Regions).Resolved.Disposition);
        Assert.Equal(
            [
                Record(0x10_0000, 0x7bf0_0000, E820Type.Ram),
                Record(0x7c00_0000, 0x440_0000, E820Type.Reserved),
                Record(0x1_0000_0000, 0x8380_0000, E820Type.Ram),
            ],
            plan.MemoryMap);
    }

    [Fact]
    public void Plan_RejectedGuest_HasTheMapAsFarAsItIsKnown()
    {
        HostRegion fine = Region(0xf800_0000, 0xf800_0fff, Usb);
        MemoryPlan plan = Assert.IsType<Rejected>(MemoryPlanner.Plan(Ask(Guest(2048, policy: RdmPolicy.Strict), Straddling, fine))).Plan;
        Assert.Equal(
            [Record(0x10_0000, 0x7f70_0000, E820Type.Ram), Record(0xf800_0000, 0x1000, E820Type.Reserved)], plan.MemoryMap);
    }

    [Theory]
    [InlineData(GuestType.Pv)]
    [InlineData(GuestType.Pvh)]
    public void Plan_GuestThatIsNotHvm_ReservesNothing(GuestType type)
    {
        PlanOutcome outcome = MemoryPlanner.Plan(Ask(Guest(4096, policy: RdmPolicy.Strict) with { Type = Set(type) }, Straddling));
        Assert.Empty(Assert.IsType<Accepted>(outcome).Plan.Regions);
    }

    [Fact]
    public void Plan_DroppedRegionOfTheSamePage_IsASourceOfTheKeptOne()
    {
        HostRegion second = Region(0x7c00_0800, 0x7c00_0fff, Usb);
        GuestConfig guest = Guest(1024, RdmStrategy.Ignore) with { Devices = [Pci(Gpu), Pci(Usb)] };
        PlannedRegion region = Assert.Single(MemoryPlanner.Plan(Ask(guest, Straddling, second)).Plan.Regions);
        Assert.Equal(["region at 0x7c000000", "region at 0x7c000800"], region.Sources.Select(s => s.ToString()));
    }

    [Fact]
    public void Plan_ReleaseBefore414_DoesNotRoundForHap()
    {
        PlanRequest request = Ask(Guest(4096), Region(0xac6d_3000, 0xac6d_3fff, Usb));
        Assert.Equal(0xac60_0000UL, MemoryPlanner.Plan(request).Plan.LowMemEnd.Value);
        Assert.Equal(0xac6d_3000UL, MemoryPlanner.Plan(request with { Profile = Release("4.13") }).Plan.LowMemEnd.Value);
        Assert.Equal(0xac60_0000UL, MemoryPlanner.Plan(request with { Profile = Release("4.14") }).Plan.LowMemEnd.Value);
    }

    [Fact]
    public void Plan_GivenLayout_IsCheckedAsItStands()
    {
        PlanRequest request = Ask(Guest(4096, policy: RdmPolicy.Strict, boundaryMiB: 1024), Straddling);
        PlanOutcome met = MemoryPlanner.Plan(request with { GivenLayout = [Record(0, 0x9000_0000, E820Type.Ram)] });
        Assert.Equal(
            "strict RDM [0x7c000000, 0x80400000) (gfn [0x7c000, 0x80400), 17408 pages) from region at 0x7c000000 (devices: 0000:00:02.0) "
            + "meets RAM [0x0, 0x90000000) (gfn [0x0, 0x90000), 589824 pages) of the layout; a given layout is not moved",
            Assert.Single(Assert.IsType<Rejected>(met).Plan.Diagnostics, d => d.Code == PlanDiagnosticCode.StrictConflict).Message);
        PlanOutcome clear = MemoryPlanner.Plan(request with
        {
            GivenLayout = [Record(0, 0x7c00_0000, E820Type.Ram), Record(0x1_0000_0000, 0x1000, E820Type.Ram)],
        });
        Assert.Equal((0x7c00_0000UL, 0x1_0000_1000UL), (clear.Plan.LowMemEnd.Value, clear.Plan.HighMemEnd?.Value));
        Assert.Equal(Record(0x7c00_0000, 0x440_0000, E820Type.Reserved), Assert.IsType<Accepted>(clear).Plan.MemoryMap[^1]);
    }

    [Fact]
    public void Plan_GivenLayoutWithRamBelowOneMiB_GetsNoHintOfASetting()
    {
        PlanOutcome outcome = MemoryPlanner.Plan(Ask(Guest(4096, policy: RdmPolicy.Strict), Region(0x9_d000, 0x9_dfff, Usb)) with
        {
            GivenLayout = [Record(0, 0x10_0000, E820Type.Ram)],
        });
        Assert.Null(Assert.Single(Assert.IsType<Rejected>(outcome).Plan.Diagnostics, d => d.Code == PlanDiagnosticCode.StrictConflict).Help);
    }

    [Fact]
    public void Plan_GivenLayoutThatReservesTheRegion_GetsNoSecondEntry()
    {
        PlanOutcome outcome = MemoryPlanner.Plan(Ask(Guest(4096), Straddling) with
        {
            GivenLayout = [Record(0x7000_0000, 0x2000_0000, E820Type.Reserved), Record(0, 0, E820Type.Ram)],
        });
        Assert.Equal(2, Assert.IsType<Accepted>(outcome).Plan.MemoryMap.Length);
    }

    [Fact]
    public void Plan_GivenRamUpTo2To64_IsMet()
    {
        PlanOutcome outcome = MemoryPlanner.Plan(Ask(Guest(4096, policy: RdmPolicy.Strict), Region(0xffff_ffff_ffff_f000, ulong.MaxValue, Usb)) with
        {
            GivenLayout = [Record(0x1_0000_0000, 0xffff_ffff_0000_0000, E820Type.Ram)],
        });
        Assert.True(Assert.Single(Assert.IsType<Rejected>(outcome).Plan.Regions).Resolved.MeetsHighRam);
    }

    private static E820Record Record(ulong start, ulong size, E820Type type) => new(new Gpa(start), size, type);
}
