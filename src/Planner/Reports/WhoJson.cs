using System.Collections.Immutable;
using System.Text.Json;
using RdmPlanner.E820;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Planner.Reports;

/// <summary>Owners of single frames as JSON: <c>{"format_version", "frames": [{"gfn", "stages": [...]}]}</c>.</summary>
public static class WhoJson
{
    /// <summary>Writes the document.</summary>
    /// <param name="simulation">The simulation.</param>
    /// <param name="frames">The frames with their answers.</param>
    /// <param name="findings">Everything to be said of inputs and simulation.</param>
    /// <returns>Indented JSON with LF line ends and a final newline.</returns>
    public static string Write(
        MachineSimulation simulation, IReadOnlyList<(Gfn Frame, ImmutableArray<FrameAnswer> Answers)> frames, IEnumerable<Finding> findings) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("format_version", DmarJson.FormatVersion);
        writer.WriteString("outcome", SimulationNames.Of(simulation.Outcome));
        writer.WriteString("reason", simulation.Stop?.Reason);
        writer.WriteStartArray("frames");
        foreach ((Gfn frame, ImmutableArray<FrameAnswer> answers) in frames)
        {
            writer.WriteStartObject();
            writer.WriteString("gfn", frame.ToString());
            writer.WriteString("address", HexText.Of(frame.Value << PageSizes.FrameShift));
            writer.WriteStartArray("stages");
            foreach (FrameAnswer answer in answers)
            {
                WriteAnswer(writer, answer);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        FindingJson.WriteArray(writer, "findings", findings);
        writer.WriteEndObject();
    });

    private static void WriteAnswer(Utf8JsonWriter writer, FrameAnswer answer)
    {
        writer.WriteStartObject();
        writer.WriteString("stage", SimulationNames.Of(answer.Stage));
        writer.WriteBoolean("reached", answer.IsReached);
        if (answer.IsReached)
        {
            SimulationFramesJson.WriteOwner(writer, answer.Owners[0]);
            SimulationFramesJson.WriteClaims(writer, answer.Owners.Skip(1));
            writer.WriteString("reserved_for", answer.Reservation);
        }

        writer.WriteEndObject();
    }
}
