using System.Text.Json;
using RdmPlanner.Planner.Profiles;

namespace RdmPlanner.Planner.Scenarios;

/// <summary>A stage of scenario files: how it runs, and what of its output counts.</summary>
/// <remarks>
/// After a refusal or crash the verdict and the log lines are compared; the rest is how far the stage happened to come and is
/// informative. Refused is what the expected output calls refused, so a guest that is refused by mistake differs everywhere.
/// </remarks>
public sealed class ScenarioStage
{
    private static readonly ScenarioStage[] _all =
    [
        new("libxl", LibxlScenario.Run, Libxl),
        new("parse", (input, output, _) => ParseScenario.Run(input, output), Parse),
        new("rmrr", RmrrScenario.Run, Rmrr),
        new("hvmloader", HvmloaderScenario.Run, Hvmloader),
        new("pipeline", PipelineScenario.Run, Pipeline),
    ];

    private readonly Action<JsonElement, Utf8JsonWriter, XenProfile> _run;
    private readonly Func<JsonElement, string, bool> _counts;

    private ScenarioStage(
        string name, Action<JsonElement, Utf8JsonWriter, XenProfile> run, Func<JsonElement, string, bool> counts)
    {
        Name = name;
        _run = run;
        _counts = counts;
    }

    /// <summary>The stage's name, as in <c>"stage"</c>.</summary>
    public string Name { get; }

    /// <summary>The names of all stages.</summary>
    public static IEnumerable<string> Names => _all.Select(stage => stage.Name);

    /// <summary>Finds a stage.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The stage; null when there is none of this name.</returns>
    public static ScenarioStage? Find(string name) => Array.Find(_all, stage => stage.Name == name);

    /// <summary>Runs the stage.</summary>
    /// <param name="input">The <c>in</c> object.</param>
    /// <param name="output">Takes the <c>out</c> object.</param>
    /// <param name="profile">Whose rules; stage <c>parse</c> has its own version in the input.</param>
    /// <exception cref="ScenarioFormatException">The input says something the stage cannot take.</exception>
    public void Run(JsonElement input, Utf8JsonWriter output, XenProfile profile) => _run(input, output, profile);

    /// <summary>Whether a difference counts, or is informative only.</summary>
    /// <param name="expected">The expected <c>out</c>.</param>
    /// <param name="path">Path of the differing member, as in <see cref="JsonDifference.Path"/>.</param>
    /// <returns>True when it counts.</returns>
    public bool Counts(JsonElement expected, string path) => expected.ValueKind != JsonValueKind.Object || _counts(expected, path);

    /// <summary>rc other than 0, or none because xl ended: rc, log, and what xl said.</summary>
    private static bool Libxl(JsonElement expected, string path) =>
        IsZero(expected, "rc") || IsWithin(path, "rc", "log", "xl");

    private static bool Parse(JsonElement expected, string path) =>
        IsZero(expected, "rc") || IsWithin(path, "rc", "report", "signal");

    private static bool Rmrr(JsonElement expected, string path) =>
        IsZero(expected, "rc") || IsWithin(path, "rc", "vtd", "log");

    private static bool Hvmloader(JsonElement expected, string path) =>
        !expected.TryGetProperty("crash", out JsonElement crash) || crash.ValueKind == JsonValueKind.Null
        || IsWithin(path, "crash", "log");

    /// <summary>Each part by its own rule; that hvmloader was not run, and why, is the verdict.</summary>
    private static bool Pipeline(JsonElement expected, string path) =>
        Inner(expected, path, "libxl", Libxl) && Inner(expected, path, "hvmloader", Hvmloader);

    private static bool Inner(JsonElement expected, string path, string part, Func<JsonElement, string, bool> counts) =>
        !path.StartsWith(part + ".", StringComparison.Ordinal)
        || !expected.TryGetProperty(part, out JsonElement inner)
        || inner.ValueKind != JsonValueKind.Object
        || counts(inner, path[(part.Length + 1)..]);

    /// <summary>Whether a member is 0; an output without it, as <c>{"signal":"abort"}</c>, counts in full.</summary>
    private static bool IsZero(JsonElement expected, string name) =>
        !expected.TryGetProperty(name, out JsonElement value)
        || (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) && number == 0);

    private static bool IsWithin(string path, params ReadOnlySpan<string> members)
    {
        int end = path.AsSpan().IndexOfAny('.', '[');
        ReadOnlySpan<char> first = end < 0 ? path : path.AsSpan(0, end);
        foreach (string member in members)
        {
            if (first.SequenceEqual(member))
            {
                return true;
            }
        }

        return false;
    }
}
