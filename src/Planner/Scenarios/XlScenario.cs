using System.Collections.Immutable;
using System.Text.Json;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Toolstack;

namespace RdmPlanner.Planner.Scenarios;

internal static class XlScenario
{
    internal static ToolstackInput? Read(
        JsonElement xl, JsonElement input, ImmutableArray<HostRegion> regions, bool hap, Utf8JsonWriter output) =>
        throw new ScenarioFormatException("xl", "not read");
}
