using System.Globalization;
using CsvHelper;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Lint;

namespace RdmPlanner.Planner.Reports;

/// <summary>Findings of lint as comma-separated rows, one finding a row.</summary>
public static class LintCsv
{
    private static readonly string[] Header =
    [
        "code", "severity", "spec", "linux", "xen", "fwts", "file", "table", "structure", "offset", "length", "field", "line", "message",
        "source", "help",
    ];

    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The text with a header; fields that are not known are empty; LF line ends.</returns>
    public static string Write(LintReport report)
    {
        StringWriter text = new();
        using (CsvWriter writer = CsvWriter.Create(text, CsvText.WriterOptions))
        {
            writer.WriteHeader(Header);
            foreach (LintFinding finding in report.Findings)
            {
                LintPlace place = finding.Place;
                writer.WriteRecord(
                    finding.Code,
                    Finding.SeverityName(report.SeverityOf(finding)),
                    Word(finding.Severities.Spec),
                    Word(finding.Severities.Linux),
                    Word(finding.Severities.Xen),
                    Word(finding.Severities.Fwts),
                    CsvText.Safe(place.File),
                    place.Table ?? "",
                    place.Structure ?? "",
                    place.Offset is { } offset ? HexText.Of((ulong)offset) : "",
                    place.Offset is null ? "" : place.LengthInBytes.ToString(CultureInfo.InvariantCulture),
                    place.Field ?? "",
                    place.Line?.ToString(CultureInfo.InvariantCulture) ?? "",
                    CsvText.Safe(finding.Message),
                    finding.Source,
                    finding.Help ?? "");
            }
        }

        return text.ToString();
    }

    private static string Word(DiagnosticSeverity? severity) => severity is { } known ? Finding.SeverityName(known) : "";
}
