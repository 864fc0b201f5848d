using System.Globalization;
using CsvHelper;
using RdmPlanner.E820;
using RdmPlanner.Planner.Assignment;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Planner.Reports;

/// <summary>A simulation as comma-separated rows: the final E820, or the page frames after each stage.</summary>
public static class SimulationCsv
{
    /// <summary>Writes the guest's final E820 in its own order.</summary>
    /// <param name="simulation">The simulation.</param>
    /// <returns>The text as <see cref="E820Csv"/> reads it back; only a header when the guest did not come so far.</returns>
    public static string WriteE820(MachineSimulation simulation)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        return E820Csv.Write(simulation.Hvmloader?.E820 is { } table ? table.Entries.AsSpan() : []);
    }

    /// <summary>Writes the page frames, a run a row.</summary>
    /// <param name="simulation">The simulation.</param>
    /// <returns>The text with a header; <c>last_gfn</c> is inclusive, claims are separated by semicolons; LF line ends.</returns>
    public static string WriteFrames(MachineSimulation simulation)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        StringWriter text = new();
        using (CsvWriter writer = CsvWriter.Create(text, CsvText.WriterOptions))
        {
            writer.WriteHeader(["stage", "first_gfn", "last_gfn", "pages", "kind", "why", "claims"]);
            foreach (SimulationStage stage in FrameQuery.Stages)
            {
                foreach (P2mRun run in simulation.MemoryAfter(stage)?.P2m.Runs ?? [])
                {
                    writer.WriteRecord(
                        SimulationNames.Of(stage),
                        run.Frames.Start.ToString(),
                        HexText.Of(run.Frames.End.Value - 1),
                        run.Frames.PageCount.ToString(CultureInfo.InvariantCulture),
                        SimulationNames.Of(run.Owner.Kind),
                        CsvText.Safe(run.Owner.Why),
                        CsvText.Safe(string.Join("; ", run.Claims.Select(FrameText.Of))));
                }
            }
        }

        return text.ToString();
    }
}
