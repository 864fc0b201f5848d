using RdmPlanner.E820;
using RdmPlanner.Planner.Plan;

namespace RdmPlanner.Planner.Reports;

/// <summary>A plan's memory map as comma-separated rows, in the order handed to hvmloader.</summary>
public static class PlanCsv
{
    /// <summary>Writes the map.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>The text with a header, as <see cref="E820Csv"/> reads it back; LF line ends.</returns>
    public static string Write(MemoryPlan plan) => E820Csv.Write(plan.MemoryMap.AsSpan());
}
