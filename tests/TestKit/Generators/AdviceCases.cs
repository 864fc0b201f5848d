using RdmPlanner.Acpi;
using RdmPlanner.Planner.Advice;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.TestKit.Generators;

/// <summary>Generated guests as questions for advice: with a text of their own.</summary>
public static class AdviceCases
{
    /// <summary>The question that a case is.</summary>
    /// <param name="guest">The case; a hole that xl refuses counts as none.</param>
    /// <param name="profile">Whose rules.</param>
    /// <returns>The question.</returns>
    public static AdviceQuestion Question(GuestCase guest, XenProfile profile)
    {
        GuestSource source = GuestSource.OfOptions(new GuestOverrides
        {
            MemoryMiB = guest.RamMiB + guest.VideoMiB,
            VideoRamMiB = guest.VideoMiB,
            Vga = guest.VideoMiB == 0 ? "none" : "cirrus",
            MmioHoleMiB = guest.HoleMiB is >= 256 and <= 3840 ? guest.HoleMiB : null,
            BoundaryMiB = guest.BoundaryPages >> 8,
            Hap = guest.Hap,
            Rdm = Rdm(guest),
            Pci = [.. guest.Devices.DistinctBy(d => d.Function).Select(d => GuestCase.Address(d.Function) + Policy(d.Policy))],
        });
        PlanRequest plan = new()
        {
            Profile = profile,
            Host = new HostDescription
            {
                Name = "generated", Format = "model", Regions = [.. guest.Regions.Select(GuestCase.HostRegionOf)],
            },
            Guest = source.Bind(profile).Config,
        };
        return new AdviceQuestion { Plan = plan, Source = source, Machine = new SimulationRequest { Plan = plan } };
    }

    private static string? Rdm(GuestCase guest) => (guest.Strategy, guest.GlobalPolicy) switch
    {
        (RdmStrategy.Ignore, null) => null,
        (_, null) => "strategy=host",
        (RdmStrategy.Ignore, { } policy) => $"policy={Word(policy)}",
        (_, { } policy) => $"strategy=host,policy={Word(policy)}",
    };

    private static string Policy(RdmPolicy? policy) => policy is { } given ? $",rdm_policy={Word(given)}" : "";

    private static string Word(RdmPolicy policy) => policy == RdmPolicy.Strict ? "strict" : "relaxed";
}
