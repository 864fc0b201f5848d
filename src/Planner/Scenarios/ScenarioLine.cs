using System.Text.Json;

namespace RdmPlanner.Planner.Scenarios;

/// <summary>One line of a scenario file in the vectors' form: <c>{"name","stage","in","out"}</c>.</summary>
/// <param name="Name">The scenario's name.</param>
/// <param name="Stage">The stage that it runs.</param>
/// <param name="Input">The <c>in</c> object.</param>
/// <param name="Expected">The <c>out</c> value; null for a scenario that has none yet.</param>
public sealed record ScenarioLine(string Name, ScenarioStage Stage, JsonElement Input, JsonElement? Expected)
{
    /// <summary>The longest line that is read, in bytes.</summary>
    public const int MaxLengthInBytes = 1 << 24;

    /// <summary>Parses the JSON of a line, of whatever form.</summary>
    /// <param name="utf8">The line without its end.</param>
    /// <returns>The document, which is an object and has no text that cannot be read.</returns>
    /// <exception cref="ScenarioFormatException">The line is not one JSON object, or nested deeper than 64.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > MaxLengthInBytes)
        {
            throw new ScenarioFormatException($"the line has {utf8.Length} bytes; no more than {MaxLengthInBytes} are read");
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(utf8);
        }
        catch (JsonException fault)
        {
            // The position is of this line alone, and counted from 0: the reader's own words for it mislead.
            int position = fault.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
            string reason = position < 0 ? fault.Message : fault.Message[..position];
            throw new ScenarioFormatException($"not JSON: {reason} (byte {fault.BytePositionInLine + 1} of the line)", fault);
        }

        JsonValueKind kind = document.RootElement.ValueKind;
        if (kind != JsonValueKind.Object || JsonTexts.Problem(utf8.Span) is not null)
        {
            document.Dispose();
            throw new ScenarioFormatException(kind != JsonValueKind.Object
                ? $"a JSON {kind} is not a scenario"
                : JsonTexts.Problem(utf8.Span)!);
        }

        return document;
    }

    /// <summary>Reads a line.</summary>
    /// <param name="line">The parsed object.</param>
    /// <returns>The scenario.</returns>
    /// <exception cref="ScenarioFormatException">A member is missing, or the stage is not known.</exception>
    public static ScenarioLine Read(JsonElement line)
    {
        string name = Text(line, "name");
        string stage = Text(line, "stage");
        if (!ScenarioValue.TryGet(line, "in", out JsonElement input) || input.ValueKind != JsonValueKind.Object)
        {
            throw new ScenarioFormatException("in", "a scenario needs an object with its input");
        }

        return new ScenarioLine(
            name,
            ScenarioStage.Find(stage) ?? throw new ScenarioFormatException(
                "stage", $"\"{stage}\" is none of {string.Join(", ", ScenarioStage.Names)}"),
            input,
            ScenarioValue.TryGet(line, "out", out JsonElement expected) ? expected : null);
    }

    private static string Text(JsonElement line, string name) => ScenarioValue.TryGet(line, name, out JsonElement text)
        ? ScenarioValue.Text(text, name)
        : throw new ScenarioFormatException(name, "is missing: a scenario is {\"name\",\"stage\",\"in\",\"out\"}");
}
