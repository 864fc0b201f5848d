using System.Collections.Immutable;
using System.Text.Json;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Scenarios;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Planner.Reports;

/// <summary>
/// A simulation as JSON: <c>rmrr</c>, <c>libxl</c> and <c>hvmloader</c> are the <c>out</c> objects of the scenario stages of these
/// names, so that they can be compared with recorded ones.
/// </summary>
public static class SimulationJson
{
    /// <summary>Writes the document.</summary>
    /// <param name="simulation">The simulation.</param>
    /// <param name="others">Findings of the inputs, which come before the simulation's own.</param>
    /// <returns>Indented JSON with LF line ends and a final newline.</returns>
    public static string Write(MachineSimulation simulation, IEnumerable<Finding> others) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("format_version", DmarJson.FormatVersion);
        writer.WriteString("outcome", simulation.IsAccepted ? "accepted" : "rejected");
        WriteVerdict(writer, simulation);
        writer.WriteString("profile", simulation.Request.Plan.Profile.Name);
        writer.WriteString("host", simulation.Request.Plan.Host.Name);
        PlanJson.WriteGuest(writer, simulation.Request.Plan.Guest);
        writer.WriteString("firmware", SimulationNames.Of(HvmloaderStage.FirmwareOf(simulation.Request)).ToLowerInvariant());
        writer.WriteNumber("phys_bits", simulation.Request.PhysBits);
        WriteStages(writer, simulation);
        WriteOutputs(writer, simulation);
        WriteBars(writer, simulation);
        WriteE820(writer, simulation);
        SimulationFramesJson.WriteAssignment(writer, "assignment", simulation.Assignment);
        SimulationFramesJson.WriteAssignment(writer, "hotplug", simulation.Hotplug);
        SimulationFramesJson.WriteFrames(writer, simulation);
        WriteLogs(writer, simulation);
        FindingJson.WriteArray(writer, "findings", [.. others, .. simulation.Findings]);
        writer.WriteEndObject();
    });

    private static void WriteVerdict(Utf8JsonWriter writer, MachineSimulation simulation)
    {
        writer.WriteStartObject("verdict");
        writer.WriteString("outcome", SimulationNames.Of(simulation.Outcome));
        writer.WriteString("stage", simulation.Stop is { } stop ? SimulationNames.Of(stop.Stage) : null);
        writer.WriteString("reason", simulation.Stop?.Reason);
        writer.WriteEndObject();
    }

    private static void WriteStages(Utf8JsonWriter writer, MachineSimulation simulation)
    {
        writer.WriteStartArray("stages");
        foreach (SimulationStage stage in FrameQuery.Stages.Prepend(SimulationStage.Hypervisor))
        {
            if (stage == SimulationStage.Hotplug && simulation.Request.Hotplug.IsEmpty)
            {
                continue;
            }

            writer.WriteStartObject();
            writer.WriteString("stage", SimulationNames.Of(stage));
            writer.WriteString("status", Status(simulation, stage));
            if (stage == SimulationStage.Toolstack)
            {
                Toolstack.RamLayout before = simulation.Toolstack.Initial;
                Toolstack.RamLayout after = simulation.Toolstack.Rdm.Layout;
                WriteChange(writer, "lowmem_end", before.LowMemEnd.Value, after.LowMemEnd.Value);
                WriteChange(writer, "highmem_end", before.HighMemEnd?.Value ?? 0, after.HighMemEnd?.Value ?? 0);
            }
            else if (stage == SimulationStage.Hvmloader && simulation.Hvmloader is { } hvmloader)
            {
                WriteChange(writer, "pci_mem_start", GuestLayout.LowMmioStart, hvmloader.Result.PciMemStart);
                WriteChange(writer, "low_mem_pgend", hvmloader.Input.LowMemPgEnd, hvmloader.Result.LowMemPgEnd);
                WriteChange(writer, "high_mem_pgend", hvmloader.Input.HighMemPgEnd, hvmloader.Result.HighMemPgEnd);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string Status(MachineSimulation simulation, SimulationStage stage) =>
        simulation.Stop?.Stage == stage ? (simulation.Outcome == SimulationOutcome.Crashed ? "crashed" : "refused")
        : simulation.Stop is { } stop && stop.Stage < stage ? "not_reached"
        : stage > SimulationStage.Toolstack && simulation.MemoryAfter(stage) is null ? "not_simulated"
        : "ok";

    private static void WriteChange(Utf8JsonWriter writer, string name, ulong before, ulong after)
    {
        writer.WriteStartObject(name);
        writer.WriteString("before", HexText.Of(before));
        writer.WriteString("after", HexText.Of(after));
        writer.WriteEndObject();
    }

    private static void WriteOutputs(Utf8JsonWriter writer, MachineSimulation simulation)
    {
        writer.WritePropertyName("rmrr");
        RmrrScenario.Write(simulation.Hypervisor.Result, ["all"], writer);
        writer.WriteStartObject("libxl");
        LibxlScenario.Write(simulation.Toolstack, writer);
        writer.WriteEndObject();
        writer.WritePropertyName("hvmloader");
        if (simulation.Hvmloader is { } hvmloader)
        {
            HvmloaderResultWriter.Write(hvmloader.Result, writer);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private static void WriteBars(Utf8JsonWriter writer, MachineSimulation simulation)
    {
        writer.WriteStartArray("bars");
        foreach (BarDecision decision in simulation.Hvmloader?.Result.Placement?.Bars ?? [])
        {
            GuestBusFunction? function = simulation.Hvmloader?.Bus.Find(decision.DevFn);
            writer.WriteStartObject();
            writer.WriteString("devfn", $"0x{decision.DevFn:x2}");
            writer.WriteString("name", function?.Name);
            writer.WriteString("host", function?.Host?.ToString());
            if (decision.BarIndex == PciBar.RomIndex)
            {
                writer.WriteString("index", "rom");
            }
            else
            {
                writer.WriteNumber("index", decision.BarIndex);
            }

            writer.WriteBoolean("assigned", decision.IsPlaced);
            writer.WriteString("addr", decision.IsPlaced ? HexText.Of(decision.Start) : null);
            writer.WriteString("reason", SimulationNames.Of(decision.Reason));
            writer.WriteString("text", BarExplanation.Of(decision, simulation));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteE820(Utf8JsonWriter writer, MachineSimulation simulation)
    {
        if (simulation.Hvmloader?.E820 is { CrashText: null } table)
        {
            ScenarioValue.WriteMap(writer, "e820", table.Entries);
        }
        else
        {
            writer.WriteNull("e820");
        }
    }

    private static void WriteLogs(Utf8JsonWriter writer, MachineSimulation simulation)
    {
        (string Name, ImmutableArray<string> Lines)[] logs =
        [
            ("libxl", SimulationLog.Toolstack(simulation)), ("xen", SimulationLog.Xen(simulation)), ("hvmloader", SimulationLog.Hvmloader(simulation)),
        ];
        writer.WriteStartObject("logs");
        foreach ((string name, ImmutableArray<string> lines) in logs)
        {
            writer.WriteStartArray(name);
            foreach (string line in lines)
            {
                writer.WriteStringValue(line);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
