using System.Globalization;
using System.Text;
using RdmPlanner.Planner.Assignment;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Planner.Reports;

/// <summary>The guest's page frames after each stage as text.</summary>
internal static class FrameMapText
{
    /// <summary>Writes the maps of the stages that were reached; one that is as before is not repeated.</summary>
    internal static void Write(StringBuilder text, MachineSimulation simulation)
    {
        GuestP2m? before = null;
        foreach (SimulationStage stage in FrameQuery.Stages)
        {
            if (simulation.MemoryAfter(stage)?.P2m is not { } p2m)
            {
                continue;
            }

            text.Append(CultureInfo.InvariantCulture, $"\npage frames after stage {(int)stage + 1}, {SimulationNames.Of(stage)}:\n");
            if (before is not null && before.Runs.SequenceEqual(p2m.Runs))
            {
                text.Append("  as before\n");
                continue;
            }

            before = p2m;
            text.Append("  first gfn      last gfn            pages  what\n");
            foreach (P2mRun run in p2m.Runs)
            {
                text.Append(CultureInfo.InvariantCulture,
                    $"  {HexText.Of(run.Frames.Start.Value),-14} {HexText.Of(run.Frames.End.Value - 1),-14} {run.Frames.PageCount,10}  ");
                text.Append(SafeText.Plain(FrameText.Of(run))).Append('\n');
            }
        }
    }
}
