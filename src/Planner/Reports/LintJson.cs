using System.Text.Json;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Lint;

namespace RdmPlanner.Planner.Reports;

/// <summary>Findings of lint as JSON: <c>{"format_version", "profile", "findings": [...], "summary"}</c>.</summary>
public static class LintJson
{
    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <returns>Indented JSON with LF line ends; members that are not known are absent.</returns>
    public static string Write(LintReport report) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("format_version", DmarJson.FormatVersion);
        writer.WriteString("profile", report.Profile.ToString().ToLowerInvariant());
        writer.WriteStartArray("findings");
        foreach (LintFinding finding in report.Findings)
        {
            WriteFinding(writer, report, finding);
        }

        writer.WriteEndArray();
        writer.WriteStartObject("summary");
        writer.WriteNumber("tables", report.TableCount);
        writer.WriteNumber("errors", report.Count(DiagnosticSeverity.Error));
        writer.WriteNumber("warnings", report.Count(DiagnosticSeverity.Warning));
        writer.WriteNumber("notes", report.Count(DiagnosticSeverity.Note));
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    /// <summary>Writes the findings alone, one JSON object a line.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The lines, each ended by LF; empty without findings.</returns>
    public static string WriteLines(LintReport report) =>
        string.Concat(report.Findings.Select(finding => JsonText.WriteLine(writer => WriteFinding(writer, report, finding))));

    private static void WriteFinding(Utf8JsonWriter writer, LintReport report, LintFinding finding)
    {
        writer.WriteStartObject();
        writer.WriteString("code", finding.Code);
        writer.WriteString("title", finding.Title);
        writer.WriteString("severity", Finding.SeverityName(report.SeverityOf(finding)));
        writer.WriteStartObject("severities");
        WriteSeverity(writer, "spec", finding.Severities.Spec);
        WriteSeverity(writer, "linux", finding.Severities.Linux);
        WriteSeverity(writer, "xen", finding.Severities.Xen);
        WriteSeverity(writer, "fwts", finding.Severities.Fwts);
        writer.WriteEndObject();
        writer.WriteString("message", finding.Message);
        WritePlace(writer, finding.Place);
        writer.WriteString("source", finding.Source);
        writer.WriteStartArray("notes");
        foreach (string note in finding.Notes)
        {
            writer.WriteStringValue(note);
        }

        writer.WriteEndArray();
        WriteKnown(writer, "help", finding.Help);
        writer.WriteEndObject();
    }

    private static void WritePlace(Utf8JsonWriter writer, LintPlace place)
    {
        writer.WriteString("file", place.File);
        WriteKnown(writer, "table", place.Table);
        WriteKnown(writer, "structure", place.Structure);
        if (place.Offset is { } offset)
        {
            writer.WriteNumber("offset", offset);
            writer.WriteNumber("length", place.LengthInBytes);
            writer.WriteString("bytes", Convert.ToHexStringLower(place.Bytes));
        }

        WriteKnown(writer, "field", place.Field);
        if (place.Line is { } line)
        {
            writer.WriteNumber("line", line);
        }
    }

    private static void WriteSeverity(Utf8JsonWriter writer, string name, DiagnosticSeverity? severity) =>
        writer.WriteString(name, severity is { } known ? Finding.SeverityName(known) : null);

    private static void WriteKnown(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
