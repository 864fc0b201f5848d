using System.Text.Json;
using RdmPlanner.Planner.Assignment;
using RdmPlanner.Planner.Scenarios;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Planner.Reports;

/// <summary>Assigned devices and page frames as JSON.</summary>
internal static class SimulationFramesJson
{
    /// <summary>Writes the functions of a stage as an array, or null when the stage did not take place.</summary>
    internal static void WriteAssignment(Utf8JsonWriter writer, string name, AssignmentStageResult? stage)
    {
        if (stage is null)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartArray(name);
        foreach (AttachedDevice device in stage.Devices)
        {
            writer.WriteStartObject();
            writer.WriteString("sbdf", device.Address.ToString());
            writer.WriteString("rdm_policy", LibxlScenario.Name(device.Policy));
            writer.WriteString("outcome", SimulationNames.Of(device.Result.Outcome));
            writer.WriteNumber("rc", device.Result.Rc);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes the page frames after each stage that was reached, as runs.</summary>
    internal static void WriteFrames(Utf8JsonWriter writer, MachineSimulation simulation)
    {
        writer.WriteStartObject("p2m");
        foreach (SimulationStage stage in FrameQuery.Stages)
        {
            if (simulation.MemoryAfter(stage) is not { } memory)
            {
                continue;
            }

            writer.WriteStartArray(SimulationNames.Of(stage));
            foreach (P2mRun run in memory.P2m.Runs)
            {
                writer.WriteStartObject();
                writer.WriteString("first_gfn", run.Frames.Start.ToString());
                writer.WriteString("last_gfn", HexText.Of(run.Frames.End.Value - 1));
                WriteOwner(writer, run.Owner);
                WriteClaims(writer, run.Claims);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes kind, reason, origin and machine frame into an open object.</summary>
    internal static void WriteOwner(Utf8JsonWriter writer, PageOwner owner)
    {
        writer.WriteString("kind", SimulationNames.Of(owner.Kind));
        writer.WriteString("why", owner.Why);
        if (owner.Origin is { } origin)
        {
            writer.WriteString("origin_gfn", origin.ToString());
        }

        if (owner.MachineFrame is { } mfn)
        {
            writer.WriteString("mfn", HexText.Of(mfn));
        }
    }

    /// <summary>Writes who else believes to have frames.</summary>
    internal static void WriteClaims(Utf8JsonWriter writer, IEnumerable<PageOwner> claims)
    {
        writer.WriteStartArray("claims");
        foreach (PageOwner claim in claims)
        {
            writer.WriteStartObject();
            WriteOwner(writer, claim);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
