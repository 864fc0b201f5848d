using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using RdmPlanner.Planner.Profiles;

namespace RdmPlanner.Planner.Scenarios;

/// <summary>Runs one line of a scenario file and compares: a vector, a traced guest or a traced boot.</summary>
public static class ScenarioRunner
{
    private const string GuestTrace = "guest trace";
    private const string BootTrace = "boot trace";

    /// <summary>Text as it is: angle brackets and quotes of log lines stay readable.</summary>
    private static readonly JsonWriterOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The release on which the traces were recorded.</summary>
    private static readonly XenProfile _ofTraces = XenProfile.TryParse("4.17", out XenProfile profile) ? profile : XenProfile.Newest;

    /// <summary>Runs and judges a line.</summary>
    /// <param name="utf8">The line without its end.</param>
    /// <param name="profile">Whose rules; null for the newest release, and for traces the one they were recorded on.</param>
    /// <param name="recording">Which scenarios are given an <c>out</c>; without one and unrecorded, a scenario fails. Traces never are.</param>
    /// <returns>The report. Never throws for any content.</returns>
    public static ScenarioReport Judge(ReadOnlyMemory<byte> utf8, XenProfile? profile, ScenarioRecording recording)
    {
        string name = string.Empty;
        string stage = string.Empty;
        try
        {
            using JsonDocument document = ScenarioLine.Parse(utf8);
            JsonElement line = document.RootElement;
            (name, stage) = Describe(line);
            return stage switch
            {
                GuestTrace => JudgeGuest(line, name, profile ?? _ofTraces),
                BootTrace => Compared(name, stage, TraceBoot.Differences(line, profile ?? _ofTraces)),
                _ => JudgeScenario(line, ScenarioLine.Read(line), profile ?? XenProfile.Newest, recording),
            };
        }
        catch (ScenarioFormatException fault)
        {
            return new ScenarioReport
            {
                Name = name, Stage = stage, Outcome = ScenarioOutcome.Malformed, Problem = fault.Message,
            };
        }
    }

    /// <summary>Name and stage for a report, as far as the line gives them.</summary>
    private static (string Name, string Stage) Describe(JsonElement line)
    {
        if (TraceGuest.IsTrace(line))
        {
            return ($"{TextOrNothing(line, "batch")}/{TextOrNothing(line, "case")}", GuestTrace);
        }

        return TraceBoot.IsTrace(line)
            ? (TextOrNothing(line, "case"), BootTrace)
            : (TextOrNothing(line, "name"), TextOrNothing(line, "stage"));
    }

    private static string TextOrNothing(JsonElement line, string name) =>
        line.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String
            ? text.GetString() ?? string.Empty
            : string.Empty;

    private static ScenarioReport JudgeGuest(JsonElement line, string name, XenProfile profile)
    {
        TraceGuest guest = TraceGuest.Read(line);
        return Compared(name, GuestTrace, TraceComparison.Differences(guest, TraceReplay.Run(guest, profile)));
    }

    private static ScenarioReport Compared(string name, string stage, ImmutableArray<string> differences) => new()
    {
        Name = name,
        Stage = stage,
        Outcome = differences.IsEmpty ? ScenarioOutcome.Passed : ScenarioOutcome.Failed,
        Differences = [.. differences.Select(ScenarioDifference.Of)],
    };

    private static ScenarioReport JudgeScenario(JsonElement line, ScenarioLine scenario, XenProfile profile, ScenarioRecording recording)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, _plain))
        {
            scenario.Stage.Run(scenario.Input, writer, profile);
        }

        if (scenario.Expected is not { } expected)
        {
            return recording == ScenarioRecording.None
                ? new ScenarioReport
                {
                    Name = scenario.Name,
                    Stage = scenario.Stage.Name,
                    Outcome = ScenarioOutcome.Failed,
                    Problem = "has no \"out\" to compare with; --record writes it",
                }
                : Recorded(line, scenario, output.WrittenSpan);
        }

        using JsonDocument actual = JsonDocument.Parse(output.WrittenMemory);
        ILookup<bool, ScenarioDifference> found = JsonDifference.Between(expected, actual.RootElement)
            .ToLookup(difference => scenario.Stage.Counts(expected, difference.Path), ScenarioDifference.Of);
        if (recording == ScenarioRecording.All && found.Count > 0)
        {
            return Recorded(line, scenario, output.WrittenSpan);
        }

        return new ScenarioReport
        {
            Name = scenario.Name,
            Stage = scenario.Stage.Name,
            Outcome = found[true].Any() ? ScenarioOutcome.Failed : ScenarioOutcome.Passed,
            Differences = [.. found[true]],
            Informative = [.. found[false]],
        };
    }

    private static ScenarioReport Recorded(JsonElement line, ScenarioLine scenario, ReadOnlySpan<byte> output)
    {
        byte[] recorded = WithOutput(line, output);
        if (recorded.Length > ScenarioLine.MaxLengthInBytes)
        {
            throw new ScenarioFormatException($"the line would have {recorded.Length} bytes with its \"out\"; no more than {ScenarioLine.MaxLengthInBytes} are read");
        }

        return new ScenarioReport
        {
            Name = scenario.Name,
            Stage = scenario.Stage.Name,
            Outcome = ScenarioOutcome.Recorded,
            RecordedLine = recorded,
        };
    }

    /// <summary>The line with an <c>out</c> at its end; everything else is spelled as it was.</summary>
    private static byte[] WithOutput(JsonElement line, ReadOnlySpan<byte> output)
    {
        var whole = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(whole, _plain))
        {
            writer.WriteStartObject();
            foreach (JsonProperty member in line.EnumerateObject())
            {
                if (member.Name != "out")
                {
                    writer.WritePropertyName(member.Name);
                    writer.WriteRawValue(member.Value.GetRawText());
                }
            }

            writer.WritePropertyName("out");
            writer.WriteRawValue(output);
            writer.WriteEndObject();
        }

        return whole.WrittenSpan.ToArray();
    }
}
