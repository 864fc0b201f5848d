using System.Collections.Immutable;
using RdmPlanner.Acpi;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Simulation;
using RdmPlanner.Planner.Tests.Rdm;
using Xunit;
using static RdmPlanner.Planner.Tests.Simulation.Machines;

namespace RdmPlanner.Planner.Tests.Simulation;

/// <summary>Each code comes from a question, with the words that tell the user what it is about.</summary>
public sealed class FindingCodeTests
{
    private const string Strict = "rdm='strategy=host,policy=strict'";
    private const string OnNic = "pci=['01:00.0,rdm_policy=relaxed']";

    private static readonly Dictionary<string, (Func<SimulationRequest> Question, string Words)> Cases = new()
    {
        ["HVM4001"] = (() => Ask($"memory=1024;{Strict}", Given.Region(0xfc200000, 0xfc2fffff)), "memory_map_setup"),
        ["HVM4002"] = (() => Ask("memory=4096") with { Bars = [Bar("0x40:0=512M"), Bar("0x40:1=16")], Descriptions = [At(0x40)] }, "no address"),
        ["HVM4003"] = (() => Ask($"memory=4096;{Strict}", Given.Region(0xf1000000, 0xf10fffff), Given.Region(0xf0800000, 0xf37fffff)), "BAR 1 of 5853:0001"),
        ["HVM4004"] = (
            () => Ask($"memory=1024;{Strict}", Given.Region(0x400000000, 0x40000ffff)) with { Bars = [Bar("0x40:0=16G,64,prefetch")], Descriptions = [At(0x40)] },
            "0x400000000"),
        ["HVM4005"] = (() => Ask($"memory=1024;{Strict}", Given.Region(0xfc000000, 0xfc000fff)), "keeps for itself"),
        ["HVM4006"] = (() => Ask($"memory=6000;{Strict}", Given.Region(0x90000000, 0x9000ffff)), "has two owners"),
        ["HVM4007"] = (() => Ask("memory=1024;mmio_hole=512"), "0xe0000000"),
        ["HVM4008"] = (() => Ask("memory=3840") with { ForceRelocate = true, Bars = [Bar("0x40:0=256M")], Descriptions = [At(0x40)] }, "61440 pages"),
        ["HVM4009"] = (
            () => Ask("memory=256") with { Descriptions = Functions("""[{"devfn":"0x40","bars":[{"index":0,"kind":"mem64","size":4096,"value":"0x500000000"}]}]""") },
            "upper half"),
        ["HVM4010"] = (
            () => Ask($"memory=256;vga='none';{OnNic}") with
            {
                Descriptions = Functions("""[{"host":"01:00.0","vendor":"0x8086","device":"0x1916","class":"0x0300","bars":[]}]"""),
            },
            "0xfdffc000"),
        ["HVM4011"] = (() => Ask($"memory=3856;{Strict}", Given.Region(0xf0000000, 0xf0ffffff)), "instead of 0xf0000000"),
        ["HVM4012"] = (() => Ask("memory=1024") with { Bars = [Bar("0x40:0=4G,64")], Descriptions = [At(0x40)] }, "above 4 GiB"),
        ["HVM4013"] = (() => Ask("memory=256") with { PopulateLimit = 3 }, "9 special pages"),
        ["HVM4014"] = (
            () => Ask($"memory=256;{Strict}", [.. Enumerable.Range(0, 30).Select(i => Given.Region(0xd0000000 + ((ulong)i << 13), 0xd0000fff + ((ulong)i << 13)))]),
            "SeaBIOS keeps 32"),
        ["HVM4015"] = (() => Ask("memory=256;vif=['model=tulip']"), "tulip"),
        ["HVM4016"] = (() => Ask($"memory=256;{OnNic}"), "0000:01:00.0 are not known"),
        ["HVM4017"] = (() => Ask("memory=256") with { Bars = [Bar("0x40:0=4K")] }, "belongs to no function"),
        ["HVM4018"] = (() => Ask($"memory=3857;{Strict}", Given.Region(0xf0000000, 0xf0007fff), Given.Region(0xbafff000, 0xbb000fff)), "does not answer"),
        ["HVM4019"] = (() => Ask($"memory=6000;{Strict}", Given.Region(0x90000000, 0x9000ffff)), "[0x186000, 0x187000)"),
        ["XEN7001"] = (() => Sample("laptop") with { Topology = Listing(Nic) }, "no device of its scope answers"),
        ["XEN7002"] = (() => Ask("memory=256", Given.Host() with { OtherTables = ["FACP"] }, XenProfile.Design), "no DMAR table"),
        ["XEN7003"] = (() => Ask("memory=256", Given.Region(0xc0000000, 0xc0000fff)), "no table of host"),
        ["XEN7004"] = (() => Ask($"memory=256;{OnNic}", Given.Region(0xc0000000, 0xc0000fff, Nic, Given.Usb)), "shared"),
        ["XEN7005"] = (() => Ask($"memory=1024;{OnNic}", Given.Region(0x10000000, 0x10000fff, Nic)), "low RAM"),
        ["XEN7006"] = (() => Ask($"memory=256;{OnNic}", Given.Region(0xc0000000, 0xc0001000, Nic)), "not mapped"),
        ["XEN7007"] = (() => Ask("memory=256;pci=['01:00.0']", Given.Region(0xc0000000, 0xc0000fff, Nic, Given.Usb)), "EPERM"),
        ["XEN7008"] = (() => Ask("memory=4096", Given.Region(0xf0000000, 0xf0000fff, Nic)) with { Hotplug = [Plugged("01:00.0")] }, "replaced without a message"),
        ["XEN7009"] = (() => Ask("memory=256", Given.Region(0xc0000000, 0xc0000fff, Nic)) with { Hotplug = [Plugged("01:00.0")] }, "does not know"),
        ["XEN7010"] = (() => Ask($"memory=256;{OnNic}", Given.Region(0xc0000800, 0xc0000800, Nic)), "one byte"),
        ["XEN7011"] = (
            () => Ask($"memory=256;{OnNic}") with { PhantomStrides = ImmutableDictionary<PciAddress, byte>.Empty.Add(Nic, 4) },
            "0000:01:00.4"),
        ["XEN7012"] = (() => Ask($"memory=1024;{OnNic}", Given.Region(0x10000000, 0x2fffffff, Nic)), "no more of them"),
        ["XEN7013"] = (() => Ask("memory=256") with { RmrrOption = "x" }, "rmrr=x"),
        ["XEN7014"] = (() => Ask($"memory=256;{OnNic}") with { Topology = Listing(Given.Usb) }, "not in the host's PCI listing"),
        ["XEN7015"] = (() => Ask("memory=256") with { Topology = new HostTopology([], [new TopologyNote(3, "Two words.")]) }, "Two words"),
        ["XEN7016"] = (() => Ask("memory=256;type='pvh'"), "PVH"),
        ["XEN7017"] = (() => Sample("laptop") with { HostMemoryMap = E820Map.FromEntries([Entry(0, 0x80000000, E820Type.Ram)]) }, "not reserve a region"),
    };

    public static TheoryData<string> Codes => [.. SimulationRule.All.Select(rule => rule.CodeText)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Run_QuestionOfTheCode_ReportsItWithItsWordsAndSeverity(string code)
    {
        (Func<SimulationRequest> question, string words) = Cases[code];

        Finding[] found = [.. MachineSimulator.Run(question()).Findings.Where(f => f.Code == code)];

        Assert.Contains(found, f => f.Message.Contains(words, StringComparison.Ordinal));
        DiagnosticSeverity severity = SimulationRule.All.Single(rule => rule.CodeText == code).Severity;
        Assert.All(found, f => Assert.Equal(severity, f.Severity));
    }

    [Fact]
    public void Run_SoundGuest_ReportsNone() =>
        Assert.DoesNotContain(
            Run("memory=1024", Given.Region(0xc0000000, 0xc0000fff)).Findings,
            f => f.Code.StartsWith("HVM", StringComparison.Ordinal) || (f.Code.StartsWith("XEN", StringComparison.Ordinal) && f.Code != "XEN7003"));

    private static SimulationRequest Sample(string name) =>
        Ask("memory=256", SampleHosts.Find(SampleHosts.Prefix + name)!, XenProfile.Design);

    private static HostTopology Listing(params PciAddress[] functions) => new([.. functions.Select(f => new HostPciFunction(f))], []);

    private static BarOverride Bar(string text)
    {
        Assert.True(BarOption.TryParse(text, out BarOverride? bar, out string? problem), problem);
        return bar!;
    }

    private static DeviceDescription At(byte devFn) =>
        new(new Planner.Hvmloader.GuestPciFunction { DevFn = devFn, VendorId = 0x10de, DeviceId = 1, Class = 0x0302, IntPin = 0, Bars = [] }, null, true);

    private static ImmutableArray<DeviceDescription> Functions(string json)
    {
        DeviceListReading reading = DeviceListReader.Read(json);
        Assert.Null(reading.Problem);
        return reading.Devices;
    }

    private static E820Entry Entry(ulong start, ulong size, E820Type type) => new(GpaRange.FromSize(new Gpa(start), size), type);
}
