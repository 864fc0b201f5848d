using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using RdmPlanner.Planner.Explain;
using RdmPlanner.Planner.Findings;

namespace RdmPlanner.Planner.Reports;

/// <summary>Findings as SARIF 2.1.0 (OASIS), for code scanning.</summary>
/// <remarks>
/// A place in a table becomes a region of bytes only where the file is the table as it is; of a text dump the offset
/// within the table is a property. Standard input, samples and options are no artifacts and become logical locations.
/// </remarks>
public static class FindingSarif
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    /// <summary>Writes a log of one run.</summary>
    /// <param name="rows">The findings, in the order of the report.</param>
    /// <returns>Indented JSON with LF line ends and a final newline; rules in order of code.</returns>
    public static string Write(ImmutableArray<ReportRow> rows) => JsonText.Write(writer =>
    {
        ImmutableArray<string> rules = [.. rows.Select(r => r.Finding.Code).Distinct().Order(StringComparer.Ordinal)];
        writer.WriteStartObject();
        writer.WriteString("$schema", Schema);
        writer.WriteString("version", "2.1.0");
        writer.WriteStartArray("runs");
        writer.WriteStartObject();
        writer.WriteStartObject("tool");
        writer.WriteStartObject("driver");
        writer.WriteString("name", "rdmplan");
        writer.WriteString("semanticVersion", typeof(FindingSarif).Assembly.GetName().Version!.ToString(3));
        writer.WriteStartArray("rules");
        foreach (string code in rules)
        {
            WriteRule(writer, code, rows.First(r => r.Finding.Code == code));
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartArray("invocations");
        writer.WriteStartObject();
        writer.WriteBoolean("executionSuccessful", true);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteString("columnKind", "utf16CodeUnits");
        writer.WriteStartArray("results");
        foreach (ReportRow row in rows)
        {
            WriteResult(writer, row, rules.IndexOf(row.Finding.Code));
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void WriteRule(Utf8JsonWriter writer, string code, ReportRow row)
    {
        writer.WriteStartObject();
        writer.WriteString("id", code);
        WriteMessage(writer, "shortDescription", row.Title);
        if (ExplainPages.Find(code) is { } page)
        {
            WriteMessage(writer, "fullDescription", page.Meaning);
            WriteMessage(writer, "help", Help(page, code));
        }

        writer.WriteStartObject("defaultConfiguration");
        writer.WriteString("level", Finding.SeverityName(CodeCatalog.Find(code)?.Severity ?? row.Finding.Severity));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static string Help(ExplainPage page, string code)
    {
        StringBuilder text = new();
        text.Append(page.Meaning).Append("\n\nWhat to try:\n");
        for (int i = 0; i < page.Steps.Length; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i + 1}. {page.Steps[i]}\n");
        }

        return text.Append("\nWhat not to do: ").Append(page.Avoid).Append("\n\nSource: ").Append(page.Source)
            .Append("\n\nThe same page: rdmplan explain ").Append(code).ToString();
    }

    private static void WriteResult(Utf8JsonWriter writer, ReportRow row, int ruleIndex)
    {
        Finding finding = row.Finding;
        writer.WriteStartObject();
        writer.WriteString("ruleId", finding.Code);
        writer.WriteNumber("ruleIndex", ruleIndex);
        writer.WriteString("level", finding.SeverityText);
        WriteMessage(writer, "message", finding.Help is null ? finding.Message : $"{finding.Message}\nHelp: {finding.Help}");
        if (row.Place is { } place)
        {
            writer.WriteStartArray("locations");
            WriteLocation(writer, place);
            writer.WriteEndArray();
        }

        if (finding.Source is { } source)
        {
            writer.WriteStartObject("properties");
            writer.WriteString("source", source);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteLocation(Utf8JsonWriter writer, FindingPlace place)
    {
        writer.WriteStartObject();
        string? file = FindingPlace.FileOf(place.File);
        if (file is not null)
        {
            writer.WriteStartObject("physicalLocation");
            writer.WriteStartObject("artifactLocation");
            writer.WriteString("uri", UriOf(file));
            writer.WriteEndObject();
            WriteRegion(writer, place);
            writer.WriteEndObject();
        }

        if (file is null || place.Structure is not null)
        {
            string input = place.File == "-" ? "standard input" : place.File;
            writer.WriteStartArray("logicalLocations");
            writer.WriteStartObject();
            writer.WriteString("name", place.Structure ?? input);
            writer.WriteString("fullyQualifiedName", place.Structure is null ? input : $"{input}/{place.Structure}");
            writer.WriteString("kind", place.Structure is null ? "resource" : "member");
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        if (place.Offset is { } offset)
        {
            writer.WriteStartObject("properties");
            writer.WriteNumber("tableOffset", offset);
            writer.WriteNumber("tableLength", place.LengthInBytes);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteRegion(Utf8JsonWriter writer, FindingPlace place)
    {
        if (place.Line is null && !(place.IsOffsetInFile && place.Offset is not null))
        {
            return;
        }

        writer.WriteStartObject("region");
        if (place.Line is { } line)
        {
            writer.WriteNumber("startLine", line);
            if (place.Column is { } column)
            {
                writer.WriteNumber("startColumn", column);
            }
        }
        else
        {
            writer.WriteNumber("byteOffset", place.Offset!.Value);
            writer.WriteNumber("byteLength", place.LengthInBytes);
        }

        writer.WriteEndObject();
    }

    /// <summary>Section 3.11.5 has curly brackets doubled; square ones are escaped (3.11.6) where a reader could take them for a link.</summary>
    private static void WriteMessage(Utf8JsonWriter writer, string name, string text)
    {
        string safe = string.Join('\n', text.Split('\n').Select(SafeText.Plain))
            .Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
        if (safe.Contains("](", StringComparison.Ordinal))
        {
            safe = safe.Replace("[", @"\[", StringComparison.Ordinal).Replace("]", @"\]", StringComparison.Ordinal);
        }

        writer.WriteStartObject(name);
        writer.WriteString("text", safe);
        writer.WriteEndObject();
    }

    /// <summary>RFC 3986: a full path as a file URI, any other relative, each segment escaped.</summary>
    private static string UriOf(string path)
    {
        string[] segments = path.Replace('\\', '/').Split('/');
        string escaped = string.Join('/', segments.Select(Uri.EscapeDataString));
        return path.StartsWith('/') ? $"file://{escaped}"
            : Path.IsPathFullyQualified(path) ? $"file:///{escaped}"
            : escaped;
    }
}
