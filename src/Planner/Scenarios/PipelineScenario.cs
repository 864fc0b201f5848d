using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Toolstack;

namespace RdmPlanner.Planner.Scenarios;

/// <summary>Stage <c>pipeline</c> of a scenario file: the toolstack, and hvmloader on what it leaves (vectors/SCHEMA.md).</summary>
public static class PipelineScenario
{
    private const string AllowRelocateKey = "hvmloader/allow-memory-relocate";
    private const string MmioHoleKey = "platform/mmio_hole_size";

    /// <summary>Runs one scenario under the newest release.</summary>
    /// <param name="input">The <c>in</c> object.</param>
    /// <param name="output">Takes the <c>out</c> object, keys in the order of the vectors.</param>
    /// <exception cref="ScenarioFormatException">The input says something a stage cannot take.</exception>
    public static void Run(JsonElement input, Utf8JsonWriter output) => Run(input, output, XenProfile.Newest);

    /// <summary>Runs one scenario.</summary>
    /// <param name="input">The <c>in</c> object.</param>
    /// <param name="output">Takes the <c>out</c> object, keys in the order of the vectors.</param>
    /// <param name="profile">Whose rules.</param>
    /// <exception cref="ScenarioFormatException">The input says something a stage cannot take.</exception>
    public static void Run(JsonElement input, Utf8JsonWriter output, XenProfile profile)
    {
        ArgumentNullException.ThrowIfNull(output);
        HvmloaderInput firmware = HvmloaderInputReader.Read(Part(input, "hvmloader")) with { Profile = profile };
        output.WriteStartObject();
        output.WriteStartObject("libxl");
        ToolstackResult? toolstack = LibxlScenario.RunInside(Part(input, "libxl"), output, profile);
        output.WriteEndObject();
        if (toolstack is { Verdict: ToolstackVerdict.Built, MemoryMap: not null })
        {
            output.WritePropertyName("hvmloader");
            HvmloaderResultWriter.Write(HvmloaderSimulator.Run(HandOver(firmware, toolstack)), output);
        }
        else
        {
            output.WriteNull("hvmloader");
            output.WriteString("stopped", toolstack?.Verdict == ToolstackVerdict.PageCountMismatch ? "meminit" : "libxl");
        }

        output.WriteEndObject();
    }

    /// <summary>What the toolstack leaves for hvmloader: page numbers, the map and xenstore keys.</summary>
    /// <param name="firmware">hvmloader's input without them; its own xenstore keys win.</param>
    /// <param name="toolstack">A guest that was built.</param>
    /// <returns>The complete input.</returns>
    private static HvmloaderInput HandOver(HvmloaderInput firmware, ToolstackResult toolstack)
    {
        HvmInfo info = HvmInfo.Of(toolstack.Rdm.Layout);

        // For qemu-xen libxl always forbids hvmloader to move RAM by itself (libxl_dm.c).
        ImmutableDictionary<string, string> keys = ImmutableDictionary<string, string>.Empty.Add(AllowRelocateKey, "0");
        if (toolstack.MmioHoleSizeInBytes is { } hole)
        {
            keys = keys.Add(MmioHoleKey, hole.ToString(CultureInfo.InvariantCulture));
        }

        return firmware with
        {
            LowMemPgEnd = info.LowMemPgEnd,
            HighMemPgEnd = info.HighMemPgEnd,
            MemoryMap = toolstack.MemoryMap ?? [],
            Xenstore = keys.SetItems(firmware.Xenstore),
        };
    }

    private static JsonElement Part(JsonElement input, string name) =>
        ScenarioValue.TryGet(input, name, out JsonElement part)
            ? part
            : throw new ScenarioFormatException(name, "is missing: a pipeline has one input for each of its two stages");
}
