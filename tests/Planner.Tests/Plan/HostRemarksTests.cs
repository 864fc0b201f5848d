using RdmPlanner.Acpi;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Rdm;
using Xunit;
using static RdmPlanner.Planner.Tests.Rdm.Given;

namespace RdmPlanner.Planner.Tests.Plan;

/// <summary>What is said of the host's regions and the assigned devices (BEHAVIOUR.md section 2, the query and the traps).</summary>
public sealed class HostRemarksTests
{
    private static readonly HostRegion InTheHole = Region(0xf800_0000, 0xf800_ffff, Usb);

    [Fact]
    public void Plan_DeviceByName_SaysThatItsRegionsAreNotLookedUp()
    {
        PlanDiagnostic found = Only(With(Pci(default) with { Name = "nic" }), InTheHole);
        Assert.StartsWith("device 'nic' is given by name", found.Message, StringComparison.Ordinal);
        Assert.Equal(("guest.cfg:7:9", "give its address (BB:DD.F)"), (found.Location, found.Help));
    }

    [Fact]
    public void Plan_AllFunctions_SaysThatOneIsLookedUp()
    {
        PlanDiagnostic found = Only(With(Pci(Usb) with { Text = "00:14.*", AllFunctions = true }), InTheHole);
        Assert.Equal("'00:14.*' means all functions, but regions are looked up for 0000:00:14.0 alone", found.Message);
    }

    [Fact]
    public void Plan_LogWithoutDevices_SaysThatADevicesRegionsAreNotKnown()
    {
        PlanDiagnostic found = Only(With(Pci(Usb)), InTheHole with { Devices = [], HasUnknownDevices = true });
        Assert.Equal("host does not say which device each region belongs to, so those of 0000:00:14.0 are not known", found.Message);
    }

    [Fact]
    public void Plan_DeviceNamedByAnotherStructure_HasNoRegion()
    {
        // The laptop's DRHD names 00:02.0 and so does an RMRR; the table of no-region names devices but reserves nothing.
        HostDescription host = SampleHosts.Find("sample:laptop")!;
        Assert.DoesNotContain(Codes(Ask(With(Pci(Gpu))) with { Host = host }), code => code is PlanDiagnosticCode.DeviceNotInTable);
        PciAddress absent = new(0, 0x17, 0, 0);
        PlanDiagnostic found = Assert.Single(
            MemoryPlanner.Plan(Ask(With(Pci(absent))) with { Host = host }).Plan.Diagnostics, d => d.Code == PlanDiagnosticCode.DeviceNotInTable);
        Assert.Equal("device 0000:17:00.0 is absent from the DMAR table: no scope names it, so it has no RDM", found.Message);
    }

    [Fact]
    public void Plan_LimitOnAPage_CountsThePagesThatAreLeft()
    {
        PlanDiagnostic found = Only(Guest(4096), Region(0xf800_0000, 0xf800_1000, Usb));
        Assert.Equal(
            "region [0xf8000000, 0xf8001000] (first and last byte) ends on the first byte of a page; the hypervisor reports 1 pages, without that one",
            found.Message);
    }

    [Fact]
    public void Plan_DeviceZeroFirst_SaysThatNoQueryReportsIt() =>
        Assert.EndsWith(
            "names 00:00.0 first, which ends the hypervisor's walk: no query reports it",
            Only(Guest(4096), Region(0xf800_0000, 0xf800_ffff, default, Usb)).Message, StringComparison.Ordinal);

    [Fact]
    public void Plan_LimitBelowBase_IsSaidAndNeverPlannedWith()
    {
        HostRegion region = Region(0xf800_2000, 0xf800_0fff, Usb);
        PlanOutcome outcome = MemoryPlanner.Plan(Ask(With(Pci(Usb)), region));
        Assert.Contains(outcome.Plan.Diagnostics, d => d.Code == PlanDiagnosticCode.RegionUnusable);
        Assert.Empty(outcome.Plan.Regions);
    }

    [Fact]
    public void Plan_StrategyIgnore_CountsTheRegionsLeftAside()
    {
        PlanDiagnostic found = Only(Guest(4096, RdmStrategy.Ignore), InTheHole, Region(0xf900_0000, 0xf900_0fff, Gpu));
        Assert.StartsWith("2 of the host's 2 regions are not considered", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_StrategyIgnoreWithTheOwner_LeavesNothingAside() =>
        Assert.Empty(Codes(Ask(Guest(4096, RdmStrategy.Ignore) with { Devices = [Pci(Usb)] }, InTheHole)));

    [Fact]
    public void Plan_SharedPage_NamesBothSources() =>
        Assert.StartsWith(
            "region at 0xf8000800 starts on the same page (gfn 0xf8000) as region at 0xf8000000",
            Only(Guest(4096), Region(0xf800_0000, 0xf800_07ff, Usb), Region(0xf800_0800, 0xf800_0fff, Gpu)).Message,
            StringComparison.Ordinal);

    private static GuestConfig With(PassthroughDevice device) => Guest(4096) with { Devices = [device] };

    private static IEnumerable<PlanDiagnosticCode> Codes(PlanRequest request) => MemoryPlanner.Plan(request).Plan.Diagnostics.Select(d => d.Code);

    private static PlanDiagnostic Only(GuestConfig guest, params HostRegion[] regions) =>
        Assert.Single(MemoryPlanner.Plan(Ask(guest, regions)).Plan.Diagnostics);
}
