using System.Globalization;
using System.Text;
using RdmPlanner.E820;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Simulation;
using RdmPlanner.Planner.Toolstack;

namespace RdmPlanner.Planner.Reports;

/// <summary>The toolstack's stage as text: what moved and why, the regions, the map it hands over.</summary>
internal static class ToolstackText
{
    /// <summary>Writes the stage.</summary>
    internal static void Write(StringBuilder text, MachineSimulation simulation)
    {
        SimulationText.Heading(text, simulation, SimulationStage.Toolstack, "libxl lays the guest out", isReached: true);
        ToolstackResult result = simulation.Toolstack;
        RamLayout before = result.Initial;
        RamLayout after = result.Rdm.Layout;
        PlanText.Field(text, "lowmem_end", Change(before.LowMemEnd.ToString(), after.LowMemEnd.ToString()));
        PlanText.Field(text, "highmem_end", Change(before.HighMemEnd?.ToString() ?? "none", after.HighMemEnd?.ToString() ?? "none"));
        foreach (PlannedRegion region in simulation.Plan.Plan.Regions.Where(r => r.Resolved.LoweredLowMem))
        {
            const int Indent = 15;
            string boundary = string.Create(CultureInfo.InvariantCulture, $"{simulation.Request.Plan.Guest.RdmMemBoundaryMiB.Value} MiB");
            FindingText.Append(
                text,
                new string(' ', Indent),
                $"for {RegionText.Short(region)}: it starts above the boundary of {boundary}, so low RAM ends below it and the rest moves above 4 GiB",
                Indent);
        }

        if (result.MmioHoleSizeInBytes is { } hole)
        {
            PlanText.Field(text, "xenstore", $"platform/mmio_hole_size = {hole.ToString(CultureInfo.InvariantCulture)}");
        }

        PlanText.WriteRegions(text, simulation.Plan.Plan);
        if (result.MemoryMap is not { } map)
        {
            return;
        }

        text.Append("\nmemory map handed to hvmloader:\n  start              end (exclusive)         pages  type\n");
        foreach (E820Record record in map.OrderBy(r => r.Address))
        {
            text.Append(CultureInfo.InvariantCulture,
                $"  {HexText.Column(record.Address)} {HexText.EndColumn(record)} {record.SizeInBytes >> 12,10}  {E820TypeNames.Xen(record.Type)}\n");
        }
    }

    /// <summary><c>old -> new</c>, or the one value when nothing changed.</summary>
    internal static string Change(string before, string after) => before == after ? after : $"{before} -> {after}";
}
