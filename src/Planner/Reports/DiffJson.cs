using System.Collections.Immutable;
using System.Text.Json;
using RdmPlanner.Planner.Diff;

namespace RdmPlanner.Planner.Reports;

/// <summary>A comparison as JSON.</summary>
public static class DiffJson
{
    /// <summary>Writes the document.</summary>
    /// <param name="report">The report.</param>
    /// <returns>Indented JSON with LF line ends and a final newline; a value that one side lacks is null.</returns>
    public static string Write(DiffReport report) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("format_version", DmarJson.FormatVersion);
        writer.WriteString("kind", DiffNames.Of(report.Kind));
        writer.WriteString("before", report.Before);
        writer.WriteString("after", report.After);
        writer.WriteBoolean("same", report.IsSame);
        writer.WriteBoolean("identity_only", !report.IsSame && report.Found.Changes.All(c => c.IsIdentity));
        WriteSummary(writer, report);
        writer.WriteStartArray("changes");
        foreach (DiffChange change in report.Found.Changes)
        {
            WriteChange(writer, change);
        }

        writer.WriteEndArray();
        WriteTexts(writer, "notes", report.Found.Notes);
        writer.WriteEndObject();
    });

    /// <summary>Writes the changes alone, one JSON object a line.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The lines, each ended by LF; empty when nothing differs.</returns>
    public static string WriteLines(DiffReport report) =>
        string.Concat(report.Found.Changes.Select(change => JsonText.WriteLine(writer => WriteChange(writer, change))));

    private static void WriteSummary(Utf8JsonWriter writer, DiffReport report)
    {
        writer.WriteStartObject("summary");
        writer.WriteStartObject("regions");
        foreach (DiffAction action in Enum.GetValues<DiffAction>())
        {
            writer.WriteNumber(DiffNames.Of(action), report.RegionCount(action));
        }

        writer.WriteEndObject();
        writer.WriteString("verdict_before", report.VerdictBefore);
        writer.WriteString("verdict_after", report.VerdictAfter);
        writer.WriteString("text", DiffNames.Summary(report));
        writer.WriteEndObject();
    }

    private static void WriteChange(Utf8JsonWriter writer, DiffChange change)
    {
        writer.WriteStartObject();
        writer.WriteString("sign", change.Sign.ToString());
        writer.WriteString("action", DiffNames.Of(change.Action));
        writer.WriteString("subject", DiffNames.Of(change.Subject));
        writer.WriteString("name", change.Name);
        writer.WriteBoolean("identity", change.IsIdentity);
        writer.WriteStartArray("fields");
        foreach (DiffField field in change.Fields)
        {
            writer.WriteStartObject();
            writer.WriteString("name", field.Name);
            writer.WriteString("before", field.Before);
            writer.WriteString("after", field.After);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteTexts(writer, "devices_added", change.DevicesAdded);
        WriteTexts(writer, "devices_removed", change.DevicesRemoved);
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, ImmutableArray<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
