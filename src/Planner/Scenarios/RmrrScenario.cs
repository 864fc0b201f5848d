using System.Collections.Immutable;
using System.Text.Json;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Profiles;

namespace RdmPlanner.Planner.Scenarios;

/// <summary>Stage <c>rmrr</c> of a scenario file: the hypervisor's boot and queries made afterwards.</summary>
public static class RmrrScenario
{
    private const string AllDevices = "all";

    /// <summary>Runs the stage under the newest release.</summary>
    /// <param name="input">The <c>in</c> object (vectors/SCHEMA.md, stage rmrr).</param>
    /// <param name="output">Takes the <c>out</c> object, keys in the vectors' order.</param>
    /// <exception cref="ScenarioFormatException">A member is not of the form the schema gives it.</exception>
    public static void Run(JsonElement input, Utf8JsonWriter output) => Run(input, output, XenProfile.Newest);

    /// <summary>Runs the stage.</summary>
    /// <param name="input">The <c>in</c> object (vectors/SCHEMA.md, stage rmrr).</param>
    /// <param name="output">Takes the <c>out</c> object, keys in the vectors' order.</param>
    /// <param name="profile">Whose hypervisor.</param>
    /// <exception cref="ScenarioFormatException">A member is not of the form the schema gives it.</exception>
    public static void Run(JsonElement input, Utf8JsonWriter output, XenProfile profile)
    {
        HypervisorResult host = DmarAcceptance.Run(RmrrScenarioInput.Read(input) with { Profile = profile });
        output.WriteStartObject();
        output.WriteNumber("rc", host.Rc);
        if (host.ParamRc is int paramRc)
        {
            output.WriteNumber("param_rc", paramRc);
            output.WriteNumber("param_count", host.ParamCount);
        }

        output.WriteBoolean("vtd", host.VtdUsable);
        WriteRegions(output, host.Regions);
        ScenarioValue.WriteMap(output, "e820", host.E820);
        WriteQueries(output, host, ScenarioValue.List(input, "queries"));
        output.WriteStartArray("log");
        foreach (XenLogLine line in host.Log)
        {
            output.WriteStringValue(line.ToString());
        }

        output.WriteEndArray();
        output.WriteEndObject();
    }

    private static void WriteRegions(Utf8JsonWriter output, ImmutableArray<RegisteredRegion> regions)
    {
        output.WriteStartArray("rmrrs");
        foreach (RegisteredRegion region in regions)
        {
            output.WriteStartObject();
            output.WriteString("base", region.BaseAddress.ToString());
            output.WriteString("end", region.LimitAddress.ToString());
            output.WriteNumber("seg", region.Segment);
            output.WriteStartArray("devices");
            foreach (PciAddress device in region.Devices)
            {
                output.WriteStringValue(device.ToString());
            }

            output.WriteEndArray();
            output.WriteEndObject();
        }

        output.WriteEndArray();
    }

    private static void WriteQueries(Utf8JsonWriter output, HypervisorResult host, IReadOnlyList<JsonElement> queries)
    {
        output.WriteStartArray("queries");
        foreach (JsonElement query in queries)
        {
            string text = RmrrScenarioInput.Text(query, "queries");
            output.WriteStartObject();
            output.WriteString("q", text);
            output.WriteNumber("rc", ErrorNumber.None);
            output.WriteStartArray("entries");
            foreach (RdmEntry entry in text == AllDevices
                ? RdmQuery.All(host)
                : RdmQuery.Of(host, RmrrScenarioInput.Address(text, "queries")))
            {
                output.WriteStartObject();
                ScenarioValue.Hex(output, "start_pfn", entry.StartPfn);
                ScenarioValue.Hex(output, "nr_pages", entry.PageCount);
                output.WriteEndObject();
            }

            output.WriteEndArray();
            output.WriteEndObject();
        }

        output.WriteEndArray();
    }
}
