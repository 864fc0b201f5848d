using System.Text;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Advice;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Simulation;
using Xunit;
using static RdmPlanner.Planner.Tests.Rdm.Given;

namespace RdmPlanner.Planner.Tests.Advice;

/// <summary>Answers that were thought out by hand.</summary>
public sealed class AdvisorTests
{
    private static readonly PciAddress First = new(0, 1, 0, 0);
    private static readonly PciAddress Second = new(0, 2, 0, 0);

    // A memory map takes 128 entries, so a device with 130 regions fits into none.
    [Theory]
    [InlineData(130, 10, "0")]
    [InlineData(10, 130, "1")]
    [InlineData(130, 130, "0 1")]
    public void Find_MoreRegionsThanTheMapTakes_LeavesOutTheFewestDevices(int first, int second, string leftOut)
    {
        AdviceAnswer answer = Find(
            "memory = 1024\npci = [ '01:00.0', '02:00.0' ]\n", XenProfile.Design, [.. Regions(0, first, First), .. Regions(first, second, Second)]);

        Assert.Empty(answer.Fixes);
        Advised least = Assert.Single(answer.Remaining, a => a.Changes.Any(c => c is DeviceLeftOut));
        Assert.Equal(leftOut, string.Join(' ', least.Changes.OfType<DeviceLeftOut>().Select(d => d.Index)));
        Assert.Equal([TroubleKind.Build], answer.Troubles.Select(t => t.Kind).Distinct());
    }

    [Fact]
    public void Find_SharedRegionUnderARelease_IsATroubleOfAssignment()
    {
        HostRegion shared = Region(0xac6d_3000, 0xac6f_2fff, First, Second);

        AdviceAnswer answer = Find("memory = 1024\npci = [ '01:00.0' ]\n", XenProfile.Newest, [shared]);

        Assert.Equal(TroubleKind.Assignment, Assert.Single(answer.Troubles).Kind);
    }

    [Fact]
    public void Find_GuestTooSmallForHvmloader_IsATroubleOfHvmloader()
    {
        AdviceAnswer answer = Find("memory = 3\nvideoram = 2\nvga = \"none\"\n", XenProfile.Newest, []);

        Assert.Equal(TroubleKind.Hvmloader, Assert.Single(answer.Troubles).Kind);
    }

    private static HostRegion[] Regions(int from, int count, PciAddress device) =>
    [
        .. Enumerable.Range(from, count).Select(i => Region(0x8000_0000UL + ((ulong)i << 16), 0x8000_0fffUL + ((ulong)i << 16), device)),
    ];

    private static AdviceAnswer Find(string guest, XenProfile profile, HostRegion[] regions)
    {
        GuestSource source = GuestSource.OfFile("g", Encoding.ASCII.GetBytes("type = \"hvm\"\n" + guest), GuestOverrides.None);
        PlanRequest request = new() { Host = Rdm.Given.Host(regions), Guest = source.Bind(profile).Config, Profile = profile };
        return Advisor.Find(new AdviceQuestion { Plan = request, Source = source, Machine = new SimulationRequest { Plan = request } });
    }
}
