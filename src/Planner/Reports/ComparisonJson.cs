using System.Text.Json;
using RdmPlanner.Planner.Comparison;
using RdmPlanner.Planner.Findings;

namespace RdmPlanner.Planner.Reports;

/// <summary>Verdicts under several profiles as JSON: <c>{"format_version", "outcome", "profiles": [...]}</c>.</summary>
public static class ComparisonJson
{
    /// <summary>Writes the document.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="others">Findings of the inputs, the same under every profile.</param>
    /// <returns>Indented JSON with LF line ends and a final newline.</returns>
    public static string Write(ProfileComparison comparison, IEnumerable<Finding> others) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("format_version", DmarJson.FormatVersion);
        writer.WriteString("outcome", comparison.IsAcceptedByAll ? "accepted" : "rejected");
        writer.WriteStartArray("profiles");
        foreach (ProfileRow row in comparison.Rows)
        {
            WriteRow(writer, row);
        }

        writer.WriteEndArray();
        FindingJson.WriteArray(writer, "findings", others);
        writer.WriteEndObject();
    });

    private static void WriteRow(Utf8JsonWriter writer, ProfileRow row)
    {
        ProfileAnswer answer = row.Answer;
        writer.WriteStartObject();
        writer.WriteString("profile", row.Name);
        WriteTexts(writer, "releases", row.Releases);
        writer.WriteString("outcome", SimulationNames.Of(answer.Outcome));
        writer.WriteString("stage", answer.Stage);
        writer.WriteString("reason", answer.Reason);
        writer.WriteString("lowmem_end", answer.LowMemEnd?.ToString());
        writer.WriteString("highmem_end", answer.HighMemEnd?.ToString());
        writer.WriteNumber("reserved", answer.ReservedCount);
        writer.WriteNumber("left_out", answer.LeftOutCount);
        writer.WriteNumber("warnings", answer.WarningCount);
        WriteTexts(writer, "differences", row.Differences);
        WriteTexts(writer, "reasons", row.Reasons);
        FindingJson.WriteArray(writer, "findings", answer.Findings);
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
