using System.Text.Json;
using RdmPlanner.Planner.Hvmloader;

namespace RdmPlanner.Planner.Scenarios;

/// <summary>Stage <c>hvmloader</c> of a scenario file (vectors/SCHEMA.md).</summary>
public static class HvmloaderScenario
{
    /// <summary>Runs one scenario.</summary>
    /// <param name="input">The <c>in</c> object.</param>
    /// <param name="output">Where the <c>out</c> object is written, keys in the order of the vectors.</param>
    /// <exception cref="ScenarioFormatException">The input says something the stage cannot take.</exception>
    public static void Run(JsonElement input, Utf8JsonWriter output) =>
        HvmloaderResultWriter.Write(HvmloaderSimulator.Run(HvmloaderInputReader.Read(input)), output);
}
