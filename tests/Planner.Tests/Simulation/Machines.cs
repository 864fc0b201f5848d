using RdmPlanner.Acpi;
using RdmPlanner.E820;
using RdmPlanner.Planner.Assignment;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Simulation;
using RdmPlanner.Planner.Tests.Rdm;

namespace RdmPlanner.Planner.Tests.Simulation;

/// <summary>Questions to the whole machine in one line each: xl.cfg settings and stated regions.</summary>
internal static class Machines
{
    internal static readonly PciAddress Nic = new(0, 1, 0, 0);

    /// <summary>A stdvga guest of the design; settings are separated by semicolons.</summary>
    internal static SimulationRequest Ask(string settings, params HostRegion[] regions) => Ask(
        settings,
        Given.Host([.. regions.Select(region => region with { HasUnknownDevices = region.Devices.IsEmpty })]),
        XenProfile.Design);

    internal static SimulationRequest Ask(string settings, HostDescription host, XenProfile profile)
    {
        string text = "type=\"hvm\"\nvga=\"stdvga\"\n" + settings.Replace(';', '\n') + "\n";
        BoundGuest bound = GuestConfigBinder.Bind(XlConfigReader.Read(text, "guest.cfg"), GuestOverrides.None, profile);
        return new SimulationRequest { Plan = new PlanRequest { Host = host, Guest = bound.Config, Profile = profile } };
    }

    internal static MachineSimulation Run(string settings, params HostRegion[] regions) => MachineSimulator.Run(Ask(settings, regions));

    /// <summary>A device of <c>--hotplug</c>.</summary>
    internal static PassthroughDevice Plugged(string text) => HotplugOption.Read(text, XenProfile.Design).Device!;

    /// <summary>First and last frame of each populated range, as the traces write them.</summary>
    internal static string Frames(DomainMemory? memory) => string.Join(
        ' ', memory!.P2m.Populated().Select(range => FormattableString.Invariant($"{range.Start.Value:x}-{range.End.Value - 1:x}")));

    internal static PageOwner OwnerOf(DomainMemory? memory, ulong frame) => memory!.P2m.OwnerOf(new Gfn(frame));
}
