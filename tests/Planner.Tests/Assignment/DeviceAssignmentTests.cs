using RdmPlanner.Acpi;
using RdmPlanner.E820;
using RdmPlanner.Planner.Assignment;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Tests.Hypervisor;
using Xunit;

namespace RdmPlanner.Planner.Tests.Assignment;

/// <summary>One example a rule of BEHAVIOUR.md section 4.</summary>
public sealed class DeviceAssignmentTests
{
    private static readonly XenDomain Guest = new(7);

    private static AssignmentRequest Strict(PciAddress device) => new(device, RdmPolicy.Strict, Guest);

    private static AssignmentRequest Relaxed(PciAddress device) => new(device, RdmPolicy.Relaxed, Guest);

    private static GfnRange Frames(ulong start, ulong count) => GfnRange.FromPages(new Gfn(start), count);

    /// <summary>A guest with RAM from 0 up to a frame, at machine frames from 0x140000.</summary>
    private static DomainMemory RamUpTo(ulong endFrame) => DomainMemory.Of(
        GuestP2m.Empty.Set(Frames(0, endFrame), new PageOwner(PageKind.Ram, "low RAM") { MachineFrame = 0x140000 }));

    private static HypervisorResult TwoPages(params PciAddress[] devices) => Hosts.Boot(Hosts.Rmrr(0x80000000, 0x80001fff, devices));

    [Fact]
    public void Assign_FreeFrames_MapsThemIdentity()
    {
        AssignmentResult result = DeviceAssignment.Assign(TwoPages(Hosts.Usb), RamUpTo(0x1000), Strict(Hosts.Usb));

        Assert.Equal((AssignmentOutcome.Assigned, 0), (result.Outcome, result.Rc));
        Assert.Empty(result.Log);
        Assert.Equal(PageKind.IdentityRdm, result.Memory.P2m.OwnerOf(new Gfn(0x80001)).Kind);
        Assert.Equal(0x80001UL, result.Memory.P2m.OwnerOf(new Gfn(0x80001)).MachineFrame);
        Assert.Equal(PageKind.Hole, result.Memory.P2m.OwnerOf(new Gfn(0x80002)).Kind);
        Assert.Equal([new IdentityRecord(new Hpa(0x80000000), new Hpa(0x80001fff), 1)], result.Memory.Records);
    }

    [Fact]
    public void Assign_RamInTheWayRelaxed_KeepsRamAndWarnsPerFrame()
    {
        AssignmentResult result = DeviceAssignment.Assign(TwoPages(Hosts.Usb), RamUpTo(0x80001), Relaxed(Hosts.Usb));

        Assert.Equal(0, result.Rc);
        Assert.Equal(
            ["<warn>Cannot setup identity map d7:80000, gfn already mapped to 1c0000."],
            Hosts.Lines(result.Log));
        Assert.Equal(PageKind.Ram, result.Memory.P2m.OwnerOf(new Gfn(0x80000)).Kind);
        Assert.Equal(PageKind.IdentityRdm, result.Memory.P2m.OwnerOf(new Gfn(0x80001)).Kind);
        Assert.Equal([Frames(0x80000, 1)], result.Memory.P2m.TwoOwners().Select(run => run.Frames));
        Assert.Equal([AssignmentNoteKind.DmaHitsGuestMemory], result.Notes.Select(note => note.Kind));
    }

    [Fact]
    public void Assign_RamOnFirstFrameStrict_FailsAndLeavesNothing()
    {
        DomainMemory before = RamUpTo(0x80001);

        AssignmentResult result = DeviceAssignment.Assign(TwoPages(Hosts.Usb), before, Strict(Hosts.Usb));

        Assert.Equal((AssignmentOutcome.Failed, -16), (result.Outcome, result.Rc));
        Assert.Equal(
            [
                "<warn>Cannot setup identity map d7:80000, gfn already mapped to 1c0000.",
                "<err>[VT-D]d7: cannot map reserved region [80000000,80001fff]: -16",
                "<warn>d7: assign (0000:00:14.0) failed (-16)",
            ],
            Hosts.Lines(result.Log));
        Assert.Empty(result.Memory.Records);
        Assert.Equal(before.P2m.Runs, result.Memory.P2m.Runs);
    }

    [Fact]
    public void Assign_RamOnLaterFrameStrict_UndoesTheFirstAndSaysWhatItCannotClear()
    {
        var p2m = GuestP2m.Empty.Set(Frames(0x80001, 1), new PageOwner(PageKind.Ram, "relocated RAM") { MachineFrame = 0x1234 });

        AssignmentResult result = DeviceAssignment.Assign(TwoPages(Hosts.Usb), DomainMemory.Of(p2m), Strict(Hosts.Usb));

        Assert.Equal(-16, result.Rc);
        Assert.Equal(
            [
                "<warn>Cannot setup identity map d7:80001, gfn already mapped to 1234.",
                "<err>[VT-D]d7: cannot map reserved region [80000000,80001fff]: -16",
                "<warn>non-identity map d7:80001 not cleared (mapped to 1234)",
                "<warn>d7: assign (0000:00:14.0) failed (-16)",
            ],
            Hosts.Lines(result.Log));
        Assert.Equal(p2m.Runs, result.Memory.P2m.Runs);
        Assert.Empty(result.Memory.Records);
    }

    [Fact]
    public void Assign_SharedRegionStrict_IsNotPermittedBeforeAnyMapping()
    {
        HypervisorResult host = Hosts.Boot(
            Hosts.Rmrr(0x80000000, 0x80000fff, Hosts.Usb, Hosts.Gpu), Hosts.Rmrr(0x80010000, 0x80010fff, Hosts.Usb));

        AssignmentResult result = DeviceAssignment.Assign(host, RamUpTo(0x1000), Strict(Hosts.Usb));

        Assert.Equal(-1, result.Rc);
        Assert.Equal(
            [
                "<err>[VT-D] It's disallowed to assign 0000:00:14.0 with shared RMRR at 80000000 for d7.",
                "<warn>d7: assign (0000:00:14.0) failed (-1)",
            ],
            Hosts.Lines(result.Log));
        Assert.Empty(result.Memory.Records);
    }

    [Fact]
    public void Assign_SharedRegionTwice_CountsReferencesUntilTheLastIsGone()
    {
        HypervisorResult host = TwoPages(Hosts.Usb, Hosts.Gpu);
        DomainMemory memory = DeviceAssignment.Assign(host, RamUpTo(0x1000), Relaxed(Hosts.Usb)).Memory;
        memory = DeviceAssignment.Assign(host, memory, Relaxed(Hosts.Gpu)).Memory;
        Assert.Equal(2, memory.Records[0].References);

        memory = DeviceAssignment.Deassign(host, memory, Relaxed(Hosts.Usb)).Memory;
        Assert.Equal(PageKind.IdentityRdm, memory.P2m.OwnerOf(new Gfn(0x80000)).Kind);

        memory = DeviceAssignment.Deassign(host, memory, Relaxed(Hosts.Gpu)).Memory;
        Assert.Equal(PageKind.Hole, memory.P2m.OwnerOf(new Gfn(0x80000)).Kind);
        Assert.Empty(memory.Records);
    }

    [Fact]
    public void Assign_OverlappingRecord_IsAddressInUseAndCrashesTheDomain()
    {
        // Boot refuses overlapping regions, so the record is one that another assignment left.
        var memory = new DomainMemory(GuestP2m.Empty, [new IdentityRecord(new Hpa(0x80001000), new Hpa(0x80002fff), 1)]);

        AssignmentResult result = DeviceAssignment.Assign(TwoPages(Hosts.Usb), memory, Relaxed(Hosts.Usb));

        Assert.Equal((AssignmentOutcome.DomainCrashed, -98), (result.Outcome, result.Rc));
        Assert.Equal(
            [
                "<err>[VT-D]d7: cannot map reserved region [80000000,80001fff]: -98",
                "<err>[VT-D]d7: cannot unmap reserved region [80000000,80001fff]: -98",
                "<warn>d7: assign (0000:00:14.0) failed (-98)",
            ],
            Hosts.Lines(result.Log));
    }

    [Fact]
    public void Assign_SecondRegionFails_UndoTakesTheReferenceOfARegionNotReached()
    {
        // List order is reversed: 0x80020 first, then 0x80010 with RAM, then 0x80000, which is never mapped by this attempt.
        HypervisorResult host = Hosts.Boot(
            Hosts.Rmrr(0x80000000, 0x80000fff, Hosts.Usb),
            Hosts.Rmrr(0x80010000, 0x80010fff, Hosts.Usb),
            Hosts.Rmrr(0x80020000, 0x80020fff, Hosts.Usb));
        var p2m = GuestP2m.Empty.Set(Frames(0x80010, 1), new PageOwner(PageKind.Ram, "RAM"))
            .Set(Frames(0x80000, 1), PageOwner.Identity(new Gfn(0x80000), "earlier"));
        var memory = new DomainMemory(p2m, [new IdentityRecord(new Hpa(0x80000000), new Hpa(0x80000fff), 2)]);

        AssignmentResult result = DeviceAssignment.Assign(host, memory, Strict(Hosts.Usb));

        Assert.Equal((AssignmentOutcome.Failed, -16), (result.Outcome, result.Rc));
        Assert.Equal([new IdentityRecord(new Hpa(0x80000000), new Hpa(0x80000fff), 1)], result.Memory.Records);
        Assert.Equal(PageKind.Hole, result.Memory.P2m.OwnerOf(new Gfn(0x80020)).Kind);
    }

    [Fact]
    public void Assign_PageSharedByTwoRegions_IsClearedWithTheFirst()
    {
        HypervisorResult host = Hosts.Boot(
            Hosts.Rmrr(0x80000000, 0x800007ff, Hosts.Usb), Hosts.Rmrr(0x80000800, 0x80000fff, Hosts.Gpu));
        DomainMemory memory = DeviceAssignment.Assign(host, RamUpTo(0x1000), Strict(Hosts.Usb)).Memory;
        memory = DeviceAssignment.Assign(host, memory, Strict(Hosts.Gpu)).Memory;

        memory = DeviceAssignment.Deassign(host, memory, Strict(Hosts.Usb)).Memory;

        Assert.Equal(PageKind.Hole, memory.P2m.OwnerOf(new Gfn(0x80000)).Kind);
        Assert.Single(memory.Records);
    }

    [Fact]
    public void Assign_Hotplug_ReplacesEmulatedMmioAndWarnsOfUnreservedFrames()
    {
        var p2m = GuestP2m.Empty.Set(Frames(0x80000, 1), new PageOwner(PageKind.EmulatedMmio, "BAR 0 of 00:02.0"));

        AssignmentResult result = DeviceAssignment.Assign(
            TwoPages(Hosts.Usb), DomainMemory.Of(p2m), Strict(Hosts.Usb) with { IsHotplug = true });

        Assert.Equal(0, result.Rc);
        Assert.Equal(PageKind.IdentityRdm, result.Memory.P2m.OwnerOf(new Gfn(0x80000)).Kind);
        Assert.Equal(
            [AssignmentNoteKind.EmulatedMmioReplaced, AssignmentNoteKind.NotReservedInGuest],
            result.Notes.Select(note => note.Kind));
    }

    [Fact]
    public void Assign_PassthroughBarInTheWay_IsAConflict()
    {
        var p2m = GuestP2m.Empty.Set(Frames(0x80000, 2), new PageOwner(PageKind.PassthroughMmio, "BAR 0") { MachineFrame = 0xfe000 });

        AssignmentResult result = DeviceAssignment.Assign(TwoPages(Hosts.Usb), DomainMemory.Of(p2m), Strict(Hosts.Usb));

        Assert.Equal(-16, result.Rc);
        Assert.Equal("<warn>Cannot setup identity map d7:80000, gfn already mapped to fe000.", result.Log[0].ToString());
    }

    [Fact]
    public void Assign_AlignedLimit_LeavesTheLastPage()
    {
        AssignmentResult result = DeviceAssignment.Assign(
            Hosts.Boot(Hosts.Rmrr(0x80000000, 0x80001000, Hosts.Usb)), RamUpTo(0x1000), Strict(Hosts.Usb));

        Assert.Equal(PageKind.IdentityRdm, result.Memory.P2m.OwnerOf(new Gfn(0x80000)).Kind);
        Assert.Equal(PageKind.Hole, result.Memory.P2m.OwnerOf(new Gfn(0x80001)).Kind);
        AssignmentNote note = Assert.Single(result.Notes);
        Assert.Equal((AssignmentNoteKind.LastPageNotMapped, Frames(0x80001, 1)), (note.Kind, note.Frames));
    }

    [Theory]
    [InlineData(true, AssignmentOutcome.HypervisorCrashed)]
    [InlineData(false, AssignmentOutcome.Assigned)]
    public void Assign_OneByteRegion_StopsADebugBuildOnly(bool debugBuild, AssignmentOutcome outcome)
    {
        AssignmentResult result = DeviceAssignment.Assign(
            Hosts.Boot(Hosts.Rmrr(0x80000000, 0x80000000, Hosts.Usb)), RamUpTo(0x1000), Strict(Hosts.Usb) with { DebugBuild = debugBuild });

        Assert.Equal(outcome, result.Outcome);
        Assert.Contains(result.Notes, note => note.Kind == AssignmentNoteKind.OneByteRegion);
    }

    [Fact]
    public void Assign_PhantomFunction_GetsItsRegionsToo()
    {
        HypervisorResult host = Hosts.Boot(
            Hosts.Rmrr(0x80000000, 0x80000fff, Hosts.Usb), Hosts.Rmrr(0x80010000, 0x80010fff, new PciAddress(0, 0, 0x14, 4)));

        AssignmentResult result = DeviceAssignment.Assign(host, RamUpTo(0x1000), Strict(Hosts.Usb) with { PhantomStride = 4 });

        Assert.Equal(PageKind.IdentityRdm, result.Memory.P2m.OwnerOf(new Gfn(0x80010)).Kind);
        Assert.Contains(result.Notes, note => note.Kind == AssignmentNoteKind.PhantomFunction);
    }

    [Fact]
    public void Assign_NoUnit_IsNoDevice()
    {
        HypervisorResult host = DmarAcceptance.Run(new HypervisorInput());

        AssignmentResult result = DeviceAssignment.Assign(host, RamUpTo(1), Strict(Hosts.Usb));

        Assert.Equal(-19, result.Rc);
        Assert.Equal(["<warn>d7: assign (0000:00:14.0) failed (-19)"], Hosts.Lines(result.Log));
    }

    [Fact]
    public void Assign_UnsetPolicy_IsRefusedByTheToolstack()
    {
        AssignmentResult result = DeviceAssignment.Assign(
            TwoPages(Hosts.Usb), RamUpTo(1), new AssignmentRequest(Hosts.Usb, (RdmPolicy)7, Guest));

        Assert.Equal((AssignmentOutcome.RefusedByToolstack, -3), (result.Outcome, result.Rc));
        Assert.Equal("unknown rdm check flag.", Assert.Single(result.Log).Text);
    }

    [Fact]
    public void Assign_Quarantine_MapsNothingAndOnlyWarns()
    {
        AssignmentResult result = DeviceAssignment.Assign(
            TwoPages(Hosts.Usb, Hosts.Gpu), RamUpTo(0x80001), new AssignmentRequest(Hosts.Usb, RdmPolicy.Strict, XenDomain.Io));

        Assert.Equal(0, result.Rc);
        Assert.Equal(
            ["<warn>[VT-D] It's risky to assign 0000:00:14.0 with shared RMRR at 80000000 for d[IO]."], Hosts.Lines(result.Log));
        Assert.Empty(result.Memory.Records);
    }

    [Fact]
    public void Assign_HugeConflict_KeepsABoundedLog()
    {
        HypervisorResult host = Hosts.Boot(Hosts.Rmrr(0x100000000, 0xffffffffff, Hosts.Usb));

        AssignmentResult result = DeviceAssignment.Assign(host, RamUpTo(0x10000000), Relaxed(Hosts.Usb));

        Assert.Equal(0x10000, result.Log.Length);
        Assert.Contains(result.Notes, note => note.Kind == AssignmentNoteKind.LogShortened);
    }
}
