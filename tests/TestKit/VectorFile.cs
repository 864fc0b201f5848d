using System.Buffers;
using System.Text.Json;
using RdmPlanner.Planner.Scenarios;
using Xunit;

namespace RdmPlanner.TestKit;

/// <summary>The measured input/output pairs in <c>fixtures/vectors</c>, one JSON object a line.</summary>
public static class VectorFile
{
    /// <summary>Names of all vectors of a file, as theory data.</summary>
    public static TheoryData<string> Names(string file)
    {
        TheoryData<string> names = [];
        foreach (JsonElement vector in Read(file).Values)
        {
            names.Add(vector.GetProperty("name").GetString()!);
        }

        return names;
    }

    /// <summary>All vectors of a file by name.</summary>
    public static Dictionary<string, JsonElement> Read(string file) =>
        File.ReadLines(FixtureFolder.Of("vectors", file))
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(vector => vector.GetProperty("name").GetString()!);

    /// <summary>Runs a stage on a vector's input and fails with each field that differs from the measured output.</summary>
    public static void Replay(JsonElement vector, Action<JsonElement, Utf8JsonWriter> stage, Func<string, bool>? isCompared = null)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            stage(vector.GetProperty("in"), writer);
        }

        using JsonDocument actual = JsonDocument.Parse(buffer.WrittenMemory);
        IEnumerable<JsonDifference> differences =
            JsonDifference.Between(vector.GetProperty("out"), actual.RootElement)
                .Where(d => isCompared is null || isCompared(d.Path));
        Assert.Empty(differences.Select(d => d.ToString()));
    }
}
