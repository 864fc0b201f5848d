using System.Text.Json;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Findings;

namespace RdmPlanner.Planner.Reports;

/// <summary>Findings as JSON: <c>code</c>, <c>severity</c>, <c>message</c> and what is known of place, help and clause.</summary>
internal static class FindingJson
{
    /// <summary>Writes a list of findings.</summary>
    internal static void WriteArray(Utf8JsonWriter writer, string name, IEnumerable<Finding> findings)
    {
        writer.WriteStartArray(name);
        foreach (Finding finding in findings)
        {
            writer.WriteStartObject();
            WriteMembers(writer, finding);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes the members of a finding into the object that is open.</summary>
    internal static void WriteMembers(Utf8JsonWriter writer, Finding finding)
    {
        writer.WriteString("code", finding.Code);
        writer.WriteString("severity", finding.SeverityText);
        writer.WriteString("message", finding.Message);
        writer.WriteString("location", finding.Location);
        if (finding.Help is not null)
        {
            writer.WriteString("help", finding.Help);
        }
    }

    /// <summary>Writes the findings about a table, with their byte offsets and clauses.</summary>
    internal static void WriteArray(Utf8JsonWriter writer, string name, IEnumerable<DmarDiagnostic> diagnostics)
    {
        writer.WriteStartArray(name);
        foreach (DmarDiagnostic diagnostic in diagnostics)
        {
            writer.WriteStartObject();
            writer.WriteString("code", diagnostic.CodeText);
            writer.WriteString("severity", Finding.SeverityName(diagnostic.Severity));
            writer.WriteNumber("offset", diagnostic.Offset);
            writer.WriteString("message", diagnostic.Message);
            writer.WriteString("clause", diagnostic.Clause);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
