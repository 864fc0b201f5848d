using RdmPlanner.E820;
using RdmPlanner.Planner.Assignment;
using Xunit;

namespace RdmPlanner.Planner.Tests.Assignment;

public sealed class GuestP2mTests
{
    private static readonly PageOwner Ram = new(PageKind.Ram, "low RAM");

    private static GfnRange Frames(ulong start, ulong count) => GfnRange.FromPages(new Gfn(start), count);

    [Fact]
    public void Set_SixteenTebibytes_IsOneRun()
    {
        GuestP2m p2m = GuestP2m.Empty.Set(Frames(0, 1UL << 32), Ram);

        Assert.Single(p2m.Runs);
        Assert.Equal(Ram, p2m.OwnerOf(new Gfn((1UL << 32) - 1)));
        Assert.Equal(PageOwner.Nobody, p2m.OwnerOf(new Gfn(1UL << 32)));
    }

    [Fact]
    public void Set_InTheMiddle_LeavesBothSidesWithTheirFrames()
    {
        GuestP2m p2m = GuestP2m.Empty
            .Set(Frames(0x100, 0x100), Ram with { Origin = new Gfn(0x900), MachineFrame = 0x5000 })
            .Set(Frames(0x140, 0x10), PageOwner.Identity(new Gfn(0x140), "RMRR #1"));

        Assert.Equal(3, p2m.Runs.Length);
        Assert.Equal((new Gfn(0x9ff), 0x50ffUL), (p2m.OwnerOf(new Gfn(0x1ff)).Origin, p2m.OwnerOf(new Gfn(0x1ff)).MachineFrame));
        Assert.Equal("RMRR #1", p2m.OwnerOf(new Gfn(0x14f)).Why);
        Assert.Equal(0x14fUL, p2m.OwnerOf(new Gfn(0x14f)).MachineFrame);
    }

    [Fact]
    public void Set_BackToTheSame_MergesAgain()
    {
        GuestP2m whole = GuestP2m.Empty.Set(Frames(0, 8), Ram);

        Assert.Equal(whole.Runs, whole.Set(Frames(2, 2), PageOwner.Nobody).Set(Frames(2, 2), Ram).Runs);
    }

    [Fact]
    public void Claim_OnMappedFrames_GivesTwoOwners()
    {
        PageOwner bar = new(PageKind.PassthroughMmio, "BAR 1 of 00:05.0");
        GuestP2m p2m = GuestP2m.Empty.Set(Frames(0x10, 4), Ram).Claim(Frames(0x12, 4), bar);

        P2mRun shared = Assert.Single(p2m.TwoOwners());
        Assert.Equal(Frames(0x12, 2), shared.Frames);
        Assert.Equal([Ram, bar], p2m.OwnersOf(new Gfn(0x12)));
        Assert.Equal([bar], p2m.OwnersOf(new Gfn(0x15)));
        Assert.Equal([PageOwner.Nobody], p2m.OwnersOf(new Gfn(0x16)));
        Assert.Equal(Ram, p2m.OwnerOf(new Gfn(0x12)));
    }

    [Fact]
    public void RunsWithin_Holes_TileTheFrames()
    {
        GuestP2m p2m = GuestP2m.Empty.Set(Frames(2, 2), Ram).Set(Frames(6, 2), Ram with { Why = "high RAM" });

        Assert.Equal(
            [Frames(1, 1), Frames(2, 2), Frames(4, 2), Frames(6, 1)],
            p2m.RunsWithin(Frames(1, 6)).Select(run => run.Frames));
    }
}
