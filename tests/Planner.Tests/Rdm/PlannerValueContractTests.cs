using RdmPlanner.Acpi;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Toolstack;
using RdmPlanner.TestKit;
using Xunit;
using static RdmPlanner.Planner.Tests.Rdm.Given;

namespace RdmPlanner.Planner.Tests.Rdm;

/// <summary>What every value type of regions, layouts and plans promises.</summary>
public sealed class PlannerValueContractTests
{
    [Fact]
    public void RdmEntry_KeepsTheContract() => ValueContract.Of(
        Entry(0x1000, 0x1000), Entry(0x1000, 0x1000), Entry(0x2000, 0x1000), Entry(0x1000, 0x2000),
        Entry(0x1000, 0x1000, RdmPolicy.Strict), Entry(0x1000, 0x1000) with { RegionIndex = 1 });

    [Fact]
    public void AssignedDevice_KeepsTheContract() => ValueContract.Of(
        Device(Usb), Device(Usb), Device(Gpu), Device(Usb, RdmPolicy.Strict), Device(Usb) with { Location = "--pci" });

    [Fact]
    public void PolicyOrigin_KeepsTheContract() => ValueContract.Of(
        default, new PolicyOrigin(PolicyRule.Default, null, null), new PolicyOrigin(PolicyRule.Global, null, null),
        new PolicyOrigin(PolicyRule.Device, Usb, null), new PolicyOrigin(PolicyRule.Device, Usb, "--pci"));

    [Fact]
    public void ResolvedRegion_KeepsTheContract()
    {
        ResolvedRegion region = new(Entry(0x1000, 0x1000), RdmDisposition.Exposed, false, false, false);
        ValueContract.Of(
            region, region with { }, region with { Disposition = RdmDisposition.Masked }, region with { LoweredLowMem = true },
            region with { MeetsLowRam = true }, region with { MeetsHighRam = true });
    }

    [Fact]
    public void RamLayout_KeepsTheContract() => ValueContract.Of(
        RamLayout.Initial(2 << 20, 0, 0), RamLayout.Initial(2 << 20, 0, 0), RamLayout.Initial(1 << 20, 0, 0),
        RamLayout.Initial(4 << 20, 0, 0), RamLayout.Initial(2 << 20, 0, 1 << 20));

    [Fact]
    public void HvmInfo_KeepsTheContract() =>
        ValueContract.Of(default, new HvmInfo(0, 0), new HvmInfo(1, 0), new HvmInfo(0, 1));

    [Fact]
    public void ToolstackLogLine_KeepsTheContract() =>
        ValueContract.Of(new ToolstackLogLine("WARN", "a"), new ToolstackLogLine("WARN", "a"), new("ERROR", "a"), new("WARN", "b"));

    [Fact]
    public void RdmSource_KeepsTheContract() => ValueContract.Of(
        new RdmSource(RdmSourceKind.Table, "host.bin", 0x68, 1),
        new RdmSource(RdmSourceKind.Table, "host.bin", 0x68, 1),
        new RdmSource(RdmSourceKind.Table, "host.bin", 0x88, 1),
        new RdmSource(RdmSourceKind.Table, "host.bin", 0x68, 2),
        new RdmSource(RdmSourceKind.Log, "host.log", 27, 0));

    [Fact]
    public void PlanDiagnostic_KeepsTheContract()
    {
        PlanDiagnostic found = new(PlanDiagnosticCode.NoDmar, "a", "here", "help");
        ValueContract.Of(
            found, found with { }, found with { Code = PlanDiagnosticCode.NoRegions }, found with { Message = "b" },
            found with { Location = null }, found with { Help = null });
    }

    [Fact]
    public void Finding_KeepsTheContract()
    {
        Finding found = new("RDM3001", DiagnosticSeverity.Error, "a", "here");
        ValueContract.Of(found, found with { }, found with { Code = "RDM3002" }, found with { Severity = DiagnosticSeverity.Note });
    }

    [Fact]
    public void XenProfile_KeepsTheContract() =>
        ValueContract.Of(Release("4.17"), Release("4.17"), Release("4.17.0"), XenProfile.Design, XenProfile.Newest);

    [Fact]
    public void ToString_OfEachSource_IsTheTextOfReports()
    {
        Assert.Equal("RMRR #1 at offset 0x68 of host.bin", new RdmSource(RdmSourceKind.Table, "host.bin", 0x68, 1).ToString());
        Assert.Equal("host.log:27", new RdmSource(RdmSourceKind.Log, "host.log", 27, 0).ToString());
        Assert.Equal("--region 1", new RdmSource(RdmSourceKind.Option, "--region 1", 0, 0).ToString());
        Assert.Equal("device 0000:00:14.0 (--pci)", new PolicyOrigin(PolicyRule.Device, Usb, "--pci").ToString());
        Assert.Equal("0x2000", Entry(0x1000, 0x1000).WrappedEnd.ToString());
        Assert.Equal("0x0", Entry(0xffff_ffff_ffff_f000, 0x1000).WrappedEnd.ToString());
    }
}
