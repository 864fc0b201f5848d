using System.Collections.Immutable;
using System.Globalization;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Findings;

namespace RdmPlanner.Planner.Reports;

/// <summary>Findings in the forms of CI servers and line readers.</summary>
public static class FindingForms
{
    /// <summary>Annotations of GitHub Actions.</summary>
    /// <param name="rows">The findings, in the order of the report.</param>
    /// <returns>One annotation a line, at the file's line where there is one; notes are notices.</returns>
    public static string Github(ImmutableArray<ReportRow> rows) => string.Concat(rows.Select(row => GithubText.Annotation(
        row.Finding.Severity,
        [
            ("file", row.Place is { } place ? FindingPlace.FileOf(place.File) : null),
            ("line", Number(row.Place?.Line)),
            ("col", Number(row.Place?.Column)),
            ("title", $"{row.Finding.Code} {row.Title}"),
        ],
        string.Join('\n', Words(row)))));

    /// <summary>One JSON object a line.</summary>
    /// <param name="rows">The findings, in the order of the report.</param>
    /// <returns>The lines, each ended by LF; what is not known of a place is absent.</returns>
    public static string Lines(ImmutableArray<ReportRow> rows) => string.Concat(rows.Select(row => JsonText.WriteLine(writer =>
    {
        writer.WriteStartObject();
        FindingJson.WriteMembers(writer, row.Finding);
        writer.WriteString("title", row.Title);
        if (row.Place is { } place)
        {
            writer.WriteString("file", place.File);
            WriteKnown("line", place.Line);
            WriteKnown("column", place.Column);
            WriteKnown("offset", place.Offset);
            WriteKnown("length", place.Offset is null ? null : place.LengthInBytes);
        }

        writer.WriteEndObject();

        void WriteKnown(string name, int? value)
        {
            if (value is { } number)
            {
                writer.WriteNumber(name, number);
            }
        }
    })));

    /// <summary>A JUnit report: a suite an input, a case a finding, which fails at or above a severity.</summary>
    /// <param name="inputs">The inputs that were looked at; one without findings has one case that passes.</param>
    /// <param name="rows">The findings, in the order of the report.</param>
    /// <param name="failing">The severity from which a case fails.</param>
    /// <returns>The XML.</returns>
    public static string Junit(IReadOnlyList<string> inputs, ImmutableArray<ReportRow> rows, DiagnosticSeverity failing)
    {
        ILookup<string, ReportRow> byFile = rows.ToLookup(r => r.Place?.File ?? "");
        return JunitXml.Write(
        [
            .. inputs.Union(byFile.Select(g => g.Key)).Select(input => new JunitSuite(
                input,
                byFile[input].Any() ? [.. byFile[input].Select(r => Case(r, input, failing))] : [new JunitCase(input, "no findings")])),
        ]);
    }

    private static JunitCase Case(ReportRow row, string input, DiagnosticSeverity failing)
    {
        string place = row.Place switch
        {
            { Offset: { } offset } => $" at {HexText.Of((ulong)offset)}",
            { Line: { } line } => $" in line {Number(line)}",
            _ => "",
        };
        JunitCase passed = new(input, $"{row.Finding.Code} {row.Title}{place}")
        {
            Details = string.Join('\n', Words(row).Prepend($"{row.Finding.SeverityText}[{row.Finding.Code}]")),
        };
        return row.Finding.Severity < failing ? passed : passed with { FailureType = row.Finding.Code, Message = row.Finding.Message };
    }

    private static IEnumerable<string> Words(ReportRow row)
    {
        yield return row.Finding.Message;
        if (row.Place?.Offset is { } offset)
        {
            yield return $"at offset {HexText.Of((ulong)offset)}{(row.Place.Structure is { } structure ? $", {structure}" : "")}";
        }

        if (row.Finding.Source is { } source)
        {
            yield return $"source: {source}";
        }

        if (row.Finding.Help is { } help)
        {
            yield return $"help: {help}";
        }
    }

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
