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
        Write(host, [.. ScenarioValue.List(input, "queries").Select(q => RmrrScenarioInput.Text(q, "queries"))], output);
    }

    /// <summary>Writes a result as the stage's <c>out</c> object.</summary>
    /// <param name="host">The hypervisor after its boot.</param>
    /// <param name="queries"><c>all</c>, or addresses of devices, to ask it about.</param>
    /// <param name="output">Takes the object, keys in the vectors' order.</param>
    /// <exception cref="ScenarioFormatException">A query is neither.</exception>
    public static void Write(HypervisorResult host, ImmutableArray<string> queries, Utf8JsonWriter output)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(output);
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
        WriteQueries(output, host, queries);
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

    private static void WriteQueries(Utf8JsonWriter output, HypervisorResult host, ImmutableArray<string> queries)
    {
        output.WriteStartArray("queries");
        foreach (string text in queries)
        {
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
