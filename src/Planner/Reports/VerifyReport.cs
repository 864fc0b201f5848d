using System.Globalization;
using System.Text.Json;
using CsvHelper;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Scenarios;

namespace RdmPlanner.Planner.Reports;

/// <summary>One judged line of a scenario file.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Report">What became of it.</param>
public sealed record VerifyRow(string File, int Line, ScenarioReport Report)
{
    /// <summary>The outcome in one word.</summary>
    internal string Outcome => Report.Outcome.ToString().ToLowerInvariant();

    /// <summary>Whether the line makes the run fail.</summary>
    internal bool Fails => Report.Outcome is ScenarioOutcome.Failed or ScenarioOutcome.Malformed;
}

/// <summary>A run of scenario files in the forms that programs read.</summary>
public static class VerifyReport
{
    private static readonly string[] Header = ["file", "line", "name", "stage", "outcome", "path", "difference"];

    /// <summary>JSON: <c>{"format_version", "summary", "scenarios": [...]}</c>.</summary>
    /// <param name="rows">The lines in order.</param>
    /// <returns>Indented JSON with LF line ends and a final newline.</returns>
    public static string Json(IReadOnlyList<VerifyRow> rows) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("format_version", DmarJson.FormatVersion);
        writer.WriteStartObject("summary");
        writer.WriteNumber("passed", rows.Count(r => r.Report.Outcome == ScenarioOutcome.Passed));
        writer.WriteNumber("failed", rows.Count(r => r.Fails));
        writer.WriteNumber("recorded", rows.Count(r => r.Report.Outcome == ScenarioOutcome.Recorded));
        writer.WriteEndObject();
        writer.WriteStartArray("scenarios");
        foreach (VerifyRow row in rows)
        {
            WriteRow(writer, row);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    /// <summary>One JSON object a line of a file.</summary>
    /// <param name="rows">The lines in order.</param>
    /// <returns>The objects, each ended by LF.</returns>
    public static string Lines(IReadOnlyList<VerifyRow> rows) =>
        string.Concat(rows.Select(row => JsonText.WriteLine(writer => WriteRow(writer, row))));

    /// <summary>Comma-separated rows: one for each difference that counts, one for a line without any.</summary>
    /// <param name="rows">The lines in order.</param>
    /// <returns>The text with a header; LF line ends.</returns>
    public static string Csv(IReadOnlyList<VerifyRow> rows)
    {
        StringWriter text = new();
        using (CsvWriter writer = CsvWriter.Create(text, CsvText.WriterOptions))
        {
            writer.WriteHeader(Header);
            foreach (VerifyRow row in rows)
            {
                IEnumerable<ScenarioDifference> differences = row.Report.Differences.IsEmpty
                    ? [new ScenarioDifference("", row.Report.Problem ?? "")]
                    : row.Report.Differences;
                foreach (ScenarioDifference difference in differences)
                {
                    writer.WriteRecord(
                        CsvText.Safe(row.File), row.Line.ToString(CultureInfo.InvariantCulture), CsvText.Safe(row.Report.Name),
                        CsvText.Safe(row.Report.Stage), row.Outcome, CsvText.Safe(difference.Path), CsvText.Safe(difference.Text));
                }
            }
        }

        return text.ToString();
    }

    /// <summary>A JUnit report: a suite a file, a case a line; a line that is no scenario is an error.</summary>
    /// <param name="rows">The lines in order.</param>
    /// <returns>The XML.</returns>
    public static string Junit(IReadOnlyList<VerifyRow> rows) => JunitXml.Write(
    [
        .. rows.GroupBy(r => r.File).Select(file => new JunitSuite(file.Key, [.. file.Select(row => new JunitCase(file.Key, NameOf(row))
        {
            FailureType = row.Fails ? row.Outcome : null,
            IsError = row.Report.Outcome == ScenarioOutcome.Malformed,
            Message = Headline(row),
            Details = row.Fails ? string.Join('\n', row.Report.Differences) : "",
        })])),
    ]);

    /// <summary>Annotations of GitHub Actions for lines that failed.</summary>
    /// <param name="rows">The lines in order.</param>
    /// <returns>One annotation a line.</returns>
    public static string Github(IReadOnlyList<VerifyRow> rows) => string.Concat(rows.Where(r => r.Fails).Select(row => GithubText.Annotation(
        DiagnosticSeverity.Error,
        [("file", FindingPlace.FileOf(row.File)), ("line", row.Line.ToString(CultureInfo.InvariantCulture)), ("title", NameOf(row))],
        string.Join('\n', row.Report.Differences.Select(d => d.ToString()).Prepend(Headline(row))))));

    private static string NameOf(VerifyRow row) =>
        row.Report.Name.Length > 0 ? row.Report.Name : string.Create(CultureInfo.InvariantCulture, $"line {row.Line}");

    private static string Headline(VerifyRow row) => row.Report.Problem
        ?? string.Create(CultureInfo.InvariantCulture, $"{row.Report.Differences.Length} value{(row.Report.Differences.Length == 1 ? "" : "s")} of stage {row.Report.Stage} differ");

    private static void WriteRow(Utf8JsonWriter writer, VerifyRow row)
    {
        writer.WriteStartObject();
        writer.WriteString("file", row.File);
        writer.WriteNumber("line", row.Line);
        writer.WriteString("name", row.Report.Name);
        writer.WriteString("stage", row.Report.Stage);
        writer.WriteString("outcome", row.Outcome);
        writer.WriteString("problem", row.Report.Problem);
        WriteDifferences(writer, "differences", row.Report.Differences);
        WriteDifferences(writer, "informative", row.Report.Informative);
        writer.WriteEndObject();
    }

    private static void WriteDifferences(Utf8JsonWriter writer, string name, IEnumerable<ScenarioDifference> differences)
    {
        writer.WriteStartArray(name);
        foreach (ScenarioDifference difference in differences)
        {
            writer.WriteStartObject();
            writer.WriteString("path", difference.Path);
            writer.WriteString("text", difference.Text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
