using System.Globalization;
using RdmPlanner.Acpi;
using RdmPlanner.E820;
using RdmPlanner.Planner.Assignment;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Tests.Hypervisor;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Planner.Tests.Assignment;

/// <summary>Assignments that Xen 4.17.7 really made or refused, on the host of batch s8-pt.</summary>
public sealed class TraceAssignmentTests
{
    private static readonly PciAddress Dev5 = new(0, 0, 5, 0);
    private static readonly PciAddress Dev6 = new(0, 0, 6, 0);
    private static readonly PciAddress Dev7 = new(0, 0, 7, 0);

    private static readonly HypervisorResult Host = DmarAcceptance.Run(new HypervisorInput
    {
        Dmar = new DmarModel
        {
            Entries =
            [
                new DrhdEntry(0, 0xfed90000, 1, []),
                Hosts.Rmrr(0x7a000000, 0x7a003fff, Dev5),
                Hosts.Rmrr(0x79000000, 0x79000fff, Dev6, Dev7),
                Hosts.Rmrr(0xf1000000, 0xf1ffffff, Dev5),
            ],
        },
    });

    /// <summary>Case, domain, device, policy, end of low RAM, machine frame of the first frame in the way (read off the log).</summary>
    public static TheoryData<string, int, int, RdmPolicy, int, int, int> Cases => new()
    {
        { "1024-dev5", 4, 5, RdmPolicy.Strict, 0x40000, 0, 0 },
        { "1024-dev5-relaxed", 2, 5, RdmPolicy.Relaxed, 0x40000, 0, 0 },
        { "1024-dev67-shared-strict", 5, 6, RdmPolicy.Strict, 0x40000, 0, 0 },
        { "3000-dev5-relaxed", 7, 5, RdmPolicy.Relaxed, 0xbb800, 0x7a000, 0x1ba000 },
        { "3000-dev6-relaxed", 10, 6, RdmPolicy.Relaxed, 0xbb800, 0x79000, 0x239000 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Assign_RecordedGuest_PrintsItsLines(string name, int domain, int slot, RdmPolicy policy, int ramEnd, int frame, int machine)
    {
        string? log = SharedFolder.Find("traces", "logs", $"s8-pt__{name}", "xen.log");
        Assert.SkipWhen(log is null, SharedFolder.SkipReason);
        PageOwner ram = new(PageKind.Ram, "low RAM");
        GuestP2m p2m = GuestP2m.Empty.Set(GfnRange.FromPages(new Gfn(0), (ulong)ramEnd), ram);
        if (machine != 0)
        {
            p2m = p2m.Set(GfnRange.FromPages(new Gfn((ulong)frame), 4), ram with { MachineFrame = (ulong)machine });
        }

        AssignmentResult result = DeviceAssignment.Assign(
            Host,
            DomainMemory.Of(p2m),
            new AssignmentRequest(new PciAddress(0, 0, (byte)slot, 0), policy, new XenDomain((ushort)domain)));

        string shared = string.Create(CultureInfo.InvariantCulture, $"for d{domain}.");
        Assert.Equal(
            File.ReadLines(log).Select(line => line.Replace("(XEN) ", "", StringComparison.Ordinal)).Where(line =>
                line.Contains("identity map", StringComparison.Ordinal) || line.Contains("assign (", StringComparison.Ordinal)
                || line.EndsWith(shared, StringComparison.Ordinal)),
            result.Log.Select(line => line.Text));
    }

    [Fact]
    public void Assign_RecordedQuarantine_WarnsForBothSharers()
    {
        string? log = SharedFolder.Find("traces", "logs", "s8-pt__1024-dev5-nohost", "xen.log");
        Assert.SkipWhen(log is null, SharedFolder.SkipReason);

        IEnumerable<string> lines = new[] { Dev5, Dev6, Dev7 }.SelectMany(device => DeviceAssignment.Assign(
            Host, DomainMemory.Of(GuestP2m.Empty), new AssignmentRequest(device, RdmPolicy.Relaxed, XenDomain.Io)).Log.Select(line => line.Text));

        Assert.Equal(
            File.ReadLines(log).Select(line => line.Replace("(XEN) ", "", StringComparison.Ordinal))
                .Where(line => line.Contains("risky", StringComparison.Ordinal)),
            lines);
    }
}
