using RdmPlanner.Acpi;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Rdm;
using Xunit;
using static RdmPlanner.Planner.Tests.Rdm.Given;

namespace RdmPlanner.Planner.Tests.Plan;

/// <summary>Each code is found by its own question, and none without a cause.</summary>
public sealed class PlanDiagnosticTests
{
    private static readonly HostRegion InTheHole = Region(0xf800_0000, 0xf800_ffff, Usb);
    private static readonly HostRegion Straddling = Region(0x7c00_0000, 0x803f_ffff, Gpu);

    /// <summary>The smallest question that brings up each code.</summary>
    private static readonly Dictionary<PlanDiagnosticCode, Func<PlanRequest>> Questions = new()
    {
        [PlanDiagnosticCode.StrictConflict] = () => Ask(Guest(4096, policy: RdmPolicy.Strict), Straddling),
        [PlanDiagnosticCode.RelaxedConflict] = () => Ask(Guest(4096, policy: RdmPolicy.Relaxed), Straddling),
        [PlanDiagnosticCode.LowMemLowered] = () => Ask(Guest(4096), Region(0xac6d_3000, 0xac6f_2fff, Usb)),
        [PlanDiagnosticCode.NoRegions] = () => Ask(Guest(4096)) with { Host = Sample("no-region") },
        [PlanDiagnosticCode.NoDmar] = () => Ask(Guest(4096)),
        [PlanDiagnosticCode.DeviceWithoutRegion] = () => Ask(With(Pci(Nic)), InTheHole),
        [PlanDiagnosticCode.DeviceNotInTable] = () => Ask(With(Pci(Nic))) with { Host = Sample("laptop") },
        [PlanDiagnosticCode.DeviceBehindBridge] = () => Ask(Guest(4096), InTheHole with { Devices = [], HasDeviceBehindBridge = true }),
        [PlanDiagnosticCode.SameStart] = () => Ask(Guest(4096), InTheHole, Region(0xf800_0800, 0xf800_ffff, Gpu)),
        [PlanDiagnosticCode.PagesLost] = () => Ask(Guest(4096), Region(0xf800_0000, 0xf800_1000, Usb)),
        [PlanDiagnosticCode.RegionsNotConsidered] = () => Ask(Guest(4096, RdmStrategy.Ignore), InTheHole),
        [PlanDiagnosticCode.RegionInvisible] = () => Ask(Guest(4096), Region(0xf800_0000, 0xf800_ffff)),
        [PlanDiagnosticCode.TooManyEntries] = () => Ask(Guest(2048), Many(127)),
        [PlanDiagnosticCode.PageCountMismatch] = () => Ask(Guest(4), InTheHole),
        [PlanDiagnosticCode.NotHvm] = () => Ask(Guest(4096) with { Type = Set(GuestType.Pv) }, InTheHole),
        [PlanDiagnosticCode.OtherProfileDiffers] = () => Ask(Guest(4096) with { RdmText = Set<string?>("strategy=host") }, InTheHole),
        [PlanDiagnosticCode.LowMemBelowOneMiB] = () => Ask(Guest(4096, boundaryMiB: 0), Region(0x1000, 0x1fff, Usb)),
        [PlanDiagnosticCode.DeviceLookupIncomplete] = () => Ask(With(Pci(default) with { Name = "nic" }), InTheHole),
        [PlanDiagnosticCode.RegionUnusable] = () => Ask(Guest(4096), Region(0xf800_2000, 0xf800_0fff, Usb)),
        [PlanDiagnosticCode.LayoutAsGiven] = () => Ask(Guest(4096), InTheHole) with { GivenLayout = [new(new Gpa(0), 0x1000, E820Type.Ram)] },
        [PlanDiagnosticCode.SharedRegion] = () => Ask(With(Pci(Usb)), Region(0xf800_0000, 0xf800_ffff, Usb, Gpu)),
        [PlanDiagnosticCode.SeveralTables] = () => Ask(Guest(4096)) with { Host = Sample("laptop") with { Tables = [.. Sample("laptop").Tables, .. Sample("server").Tables] } },
    };

    public static TheoryData<PlanDiagnosticCode> Codes => [.. PlanRule.All.Select(rule => rule.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Plan_QuestionOfACode_FindsIt(PlanDiagnosticCode code) =>
        Assert.Contains(MemoryPlanner.Plan(Questions[code]()).Plan.Diagnostics, d => d.Code == code);

    [Fact]
    public void All_EveryCode_HasAQuestionAndARule()
    {
        PlanDiagnosticCode[] codes = [.. Enum.GetValues<PlanDiagnosticCode>().Where(code => code != PlanDiagnosticCode.None)];
        Assert.Equal(codes, PlanRule.All.Select(rule => rule.Code));
        Assert.Equal(codes.ToHashSet(), Questions.Keys.ToHashSet());
    }

    [Fact]
    public void Plan_NothingToSay_SaysNothing() => Assert.Empty(MemoryPlanner.Plan(Ask(Guest(4096), InTheHole)).Plan.Diagnostics);

    [Theory]
    [MemberData(nameof(Codes))]
    public void Plan_Errors_AreThereExactlyWhenRejected(PlanDiagnosticCode code)
    {
        PlanOutcome outcome = MemoryPlanner.Plan(Questions[code]());
        Assert.Equal(outcome is Rejected, outcome.Plan.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Plan_Diagnostics_AreInOrderOfCodeAndEndWithoutAFullStop(PlanDiagnosticCode code)
    {
        PlanDiagnostic[] found = [.. MemoryPlanner.Plan(Questions[code]()).Plan.Diagnostics];
        Assert.Equal(found.Select(d => d.Code).Order(), found.Select(d => d.Code));
        Assert.All(found, d => Assert.False(d.Message.EndsWith('.'), d.Message));
        Assert.All(found, d => Assert.Equal($"RDM{(int)d.Code}", d.CodeText));
    }

    [Fact]
    public void Of_NoCode_IsTheCallersFault()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PlanRule.Of(PlanDiagnosticCode.None));
        Assert.Throws<ArgumentOutOfRangeException>(() => PlanRule.Of((PlanDiagnosticCode)3999));
    }

    private static GuestConfig With(PassthroughDevice device) => Guest(4096) with { Devices = [device] };

    private static HostDescription Sample(string name) => SampleHosts.Find(SampleHosts.Prefix + name)!;

    private static HostRegion[] Many(int count) =>
        [.. Enumerable.Range(0, count).Select(i => Region(0xf000_0000 + ((ulong)i << 13), 0xf000_0fff + ((ulong)i << 13), Gpu))];
}
