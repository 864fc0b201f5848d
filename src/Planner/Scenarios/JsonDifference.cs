using System.Text.Json;

namespace RdmPlanner.Planner.Scenarios;

/// <summary>One field in which two JSON values differ.</summary>
/// <param name="Path">Where: <c>rdms[1].policy</c>; empty for the whole value.</param>
/// <param name="Expected">The expected value as JSON text; null when it is absent.</param>
/// <param name="Actual">The actual value as JSON text; null when it is absent.</param>
public readonly record struct JsonDifference(string Path, string? Expected, string? Actual)
{
    /// <summary>Compares two values field by field. Member order does not count; element order does.</summary>
    /// <param name="expected">The expected value.</param>
    /// <param name="actual">The actual value.</param>
    /// <returns>The differences in the order of the expected value; none when they are equal.</returns>
    public static IReadOnlyList<JsonDifference> Between(JsonElement expected, JsonElement actual)
    {
        List<JsonDifference> differences = [];
        Compare("", expected, actual, differences);
        return differences;
    }

    /// <summary>One line: <c>rdms[1].policy: expected "strict", got "relaxed"</c>.</summary>
    /// <returns>The line.</returns>
    public override string ToString() => $"{Path}: expected {Expected ?? "nothing"}, got {Actual ?? "nothing"}";

    private static void Compare(string path, JsonElement expected, JsonElement actual, List<JsonDifference> found)
    {
        if (expected.ValueKind == JsonValueKind.Object && actual.ValueKind == JsonValueKind.Object)
        {
            CompareObjects(path, expected, actual, found);
        }
        else if (expected.ValueKind == JsonValueKind.Array && actual.ValueKind == JsonValueKind.Array)
        {
            CompareArrays(path, expected, actual, found);
        }
        else if (!JsonElement.DeepEquals(expected, actual))
        {
            found.Add(new JsonDifference(path, expected.GetRawText(), actual.GetRawText()));
        }
    }

    private static void CompareObjects(string path, JsonElement expected, JsonElement actual, List<JsonDifference> found)
    {
        foreach (JsonProperty member in expected.EnumerateObject())
        {
            string inner = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            if (actual.TryGetProperty(member.Name, out JsonElement other))
            {
                Compare(inner, member.Value, other, found);
            }
            else
            {
                found.Add(new JsonDifference(inner, member.Value.GetRawText(), null));
            }
        }

        foreach (JsonProperty member in actual.EnumerateObject())
        {
            if (!expected.TryGetProperty(member.Name, out _))
            {
                string inner = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
                found.Add(new JsonDifference(inner, null, member.Value.GetRawText()));
            }
        }
    }

    private static void CompareArrays(string path, JsonElement expected, JsonElement actual, List<JsonDifference> found)
    {
        // Indexing an element's array walks it from its start, so each is walked once.
        JsonElement[] wanted = [.. expected.EnumerateArray()];
        JsonElement[] got = [.. actual.EnumerateArray()];
        for (int i = 0; i < Math.Max(wanted.Length, got.Length); i++)
        {
            string inner = $"{path}[{i}]";
            if (i < wanted.Length && i < got.Length)
            {
                Compare(inner, wanted[i], got[i], found);
            }
            else
            {
                found.Add(i < wanted.Length
                    ? new JsonDifference(inner, wanted[i].GetRawText(), null)
                    : new JsonDifference(inner, null, got[i].GetRawText()));
            }
        }
    }
}
