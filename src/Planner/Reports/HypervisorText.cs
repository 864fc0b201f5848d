using System.Globalization;
using System.Text;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Planner.Reports;

/// <summary>The hypervisor's boot as text: VT-d, and what became of each region.</summary>
internal static class HypervisorText
{
    /// <summary>Writes the stage.</summary>
    internal static void Write(StringBuilder text, MachineSimulation simulation)
    {
        SimulationText.Heading(text, simulation, SimulationStage.Hypervisor, "Xen reads the host's tables", isReached: true);
        HypervisorStage stage = simulation.Hypervisor;
        PlanText.Field(text, "VT-d", stage.IsStated ? "taken to be on: there is no table to read"
            : !stage.Result.VtdUsable ? $"off ({ErrorNumber.NameOf(stage.Result.Rc)})"
            : stage.Result.HardwareUnits == 1 ? "on, 1 unit"
            : string.Create(CultureInfo.InvariantCulture, $"on, {stage.Result.HardwareUnits} units"));
        if (stage.Result.Dispositions.IsEmpty)
        {
            PlanText.Field(text, "regions", "none");
            return;
        }

        text.Append("  first byte         last byte          fate     devices; source\n");
        foreach (RegionDisposition region in stage.Result.Dispositions)
        {
            string devices = region.Devices.IsEmpty ? "devices unknown" : string.Join(' ', region.Devices);
            string source = HypervisorBoot.SourceOf(region.Source, simulation.Request.Plan.Host).ToString();
            text.Append(CultureInfo.InvariantCulture, $"  0x{region.BaseAddress.Value:x16} 0x{region.LimitAddress.Value:x16} ");
            text.Append(region is RegisteredRegion ? "kept     " : "dropped  ").Append(SafeText.Plain($"{devices}; {source}")).Append('\n');
            if (region is IgnoredRegion ignored)
            {
                text.Append("      ").Append(HypervisorRemarks.Word(ignored.Reason)).Append('\n');
            }
        }
    }
}
