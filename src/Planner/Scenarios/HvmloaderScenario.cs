using System.Text.Json;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Profiles;

namespace RdmPlanner.Planner.Scenarios;

/// <summary>Stage <c>hvmloader</c> of a scenario file (vectors/SCHEMA.md).</summary>
public static class HvmloaderScenario
{
    /// <summary>Runs one scenario under the newest release.</summary>
    /// <param name="input">The <c>in</c> object.</param>
    /// <param name="output">Where the <c>out</c> object is written, keys in the order of the vectors.</param>
    /// <exception cref="ScenarioFormatException">The input says something the stage cannot take.</exception>
    public static void Run(JsonElement input, Utf8JsonWriter output) => Run(input, output, XenProfile.Newest);

    /// <summary>Runs one scenario.</summary>
    /// <param name="input">The <c>in</c> object.</param>
    /// <param name="output">Where the <c>out</c> object is written, keys in the order of the vectors.</param>
    /// <param name="profile">Whose hvmloader.</param>
    /// <exception cref="ScenarioFormatException">The input says something the stage cannot take.</exception>
    public static void Run(JsonElement input, Utf8JsonWriter output, XenProfile profile) =>
        HvmloaderResultWriter.Write(HvmloaderSimulator.Run(HvmloaderInputReader.Read(input) with { Profile = profile }), output);
}
