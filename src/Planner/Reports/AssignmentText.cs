using System.Globalization;
using System.Text;
using RdmPlanner.E820;
using RdmPlanner.Planner.Assignment;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Planner.Reports;

/// <summary>A stage that assigns devices as text: each function, and what became of its regions' pages.</summary>
internal static class AssignmentText
{
    /// <summary>Writes the stage.</summary>
    internal static void Write(StringBuilder text, MachineSimulation simulation, SimulationStage stage)
    {
        bool isHotplug = stage == SimulationStage.Hotplug;
        AssignmentStageResult? result = isHotplug ? simulation.Hotplug : simulation.Assignment;
        string what = isHotplug ? "devices are attached to the running guest" : "Xen gives the devices to the guest";
        SimulationText.Heading(text, simulation, stage, what, result is not null);
        if (result is null)
        {
            return;
        }

        if (result.Devices.IsEmpty)
        {
            PlanText.Field(text, "devices", "none");
        }

        foreach (AttachedDevice device in result.Devices)
        {
            string end = device.IsAssigned ? "assigned" : $"NOT assigned ({SimulationNames.Of(device.Result.Outcome)}, {device.Result.Rc})";
            text.Append(CultureInfo.InvariantCulture, $"  {device.Address,-12} {LibxlName(device)}: {end}\n");
            WriteRegions(text, simulation, device);
        }
    }

    private static string LibxlName(AttachedDevice device) => Scenarios.LibxlScenario.Name(device.Policy);

    private static void WriteRegions(StringBuilder text, MachineSimulation simulation, AttachedDevice device)
    {
        bool hasAny = false;
        foreach (RegisteredRegion region in simulation.Hypervisor.Result.Regions.Where(r => r.VisibleDevices.Contains(device.Address)))
        {
            hasAny = true;
            string name = simulation.Hypervisor.HostRegionOf(region).Source.ToString();
            if (region.PageCount == 0 || region.StartPfn + region.PageCount > Gfn.Limit)
            {
                text.Append(CultureInfo.InvariantCulture, $"      {SafeText.Plain(name)}: no page of it is mapped\n");
                continue;
            }

            GfnRange frames = GfnRange.FromPages(new Gfn(region.StartPfn), region.PageCount);
            ulong mapped = 0;
            foreach (P2mRun run in device.Result.Memory.P2m.RunsWithin(frames))
            {
                mapped += run.Owner.Kind == PageKind.IdentityRdm ? run.Frames.PageCount : 0;
            }

            text.Append(CultureInfo.InvariantCulture, $"      {SafeText.Plain(name)}: {mapped} of {region.PageCount} pages identity-mapped, gfn = mfn {frames}\n");
        }

        if (!hasAny)
        {
            text.Append("      no reserved region\n");
        }
    }
}
