using System.Globalization;
using System.Text;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Lint;

namespace RdmPlanner.Planner.Reports;

/// <summary>Findings of lint as text, in the form of compilers: header, place, the bytes with carets, notes, help.</summary>
public static class LintText
{
    private const int BytesPerRow = 16;
    private const int MostRows = 4;

    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The findings and a summary line; LF line ends, printable characters only.</returns>
    public static string Write(LintReport report)
    {
        StringBuilder text = new();
        foreach (LintFinding finding in report.Findings)
        {
            WriteFinding(text, report, finding);
            text.Append('\n');
        }

        return text.Append(Summary(report)).Append('\n').ToString();
    }

    /// <summary>The last line: <c>2 tables: 1 error, 0 warnings, 3 notes</c>.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The line without its end.</returns>
    public static string Summary(LintReport report)
    {
        string tables = Plural(report.TableCount, "table");
        return report.Findings.IsEmpty
            ? $"{tables}: no findings"
            : $"{tables}: {Plural(report.Count(DiagnosticSeverity.Error), "error")}, "
                + $"{Plural(report.Count(DiagnosticSeverity.Warning), "warning")}, {Plural(report.Count(DiagnosticSeverity.Note), "note")}";
    }

    private static string Plural(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private static void WriteFinding(StringBuilder text, LintReport report, LintFinding finding)
    {
        FindingText.Append(text, $"{Finding.SeverityName(report.SeverityOf(finding))}[{finding.Code}]: ", finding.Message);
        FindingText.Append(text, "  --> ", PlaceText(finding.Place));
        WriteBytes(text, finding.Place);
        FindingText.Append(text, "  = ", finding.Source);
        FindingText.Append(text, "  note: ", report.Profile == LintProfile.All ? finding.Severities.ToString() : null);
        foreach (string note in finding.Notes)
        {
            FindingText.Append(text, "  note: ", note);
        }

        FindingText.Append(text, "  help: ", finding.Help);
    }

    private static string PlaceText(LintPlace place)
    {
        string inside = string.Join(", ", new[] { place.Table, place.Structure, place.Field }.OfType<string>());
        string start = place.Structure is null ? "" : $" at {HexText.Of((ulong)place.ContextOffset)}";
        return inside.Length == 0 ? place.Location
            : place.Field is null ? $"{place.Location} ({inside}{start})"
            : $"{place.Location} ({string.Join(", ", new[] { place.Table, place.Structure + start, place.Field }.Where(p => !string.IsNullOrEmpty(p)))})";
    }

    private static void WriteBytes(StringBuilder text, LintPlace place)
    {
        if (place.Offset is not { } offset || place.LengthInBytes == 0)
        {
            return;
        }

        int first = offset - place.ContextOffset;
        int end = first + place.LengthInBytes;
        text.Append("       |\n");
        int firstRow = first / BytesPerRow;
        int lastRow = Math.Min((end - 1) / BytesPerRow, firstRow + MostRows - 1);
        for (int row = firstRow; row <= lastRow; row++)
        {
            int at = row * BytesPerRow;
            ReadOnlySpan<byte> bytes = place.Context.AsSpan()[at..Math.Min(at + BytesPerRow, place.Context.Length)];
            text.Append(CultureInfo.InvariantCulture, $"0x{place.ContextOffset + at:x4} |");
            foreach (byte value in bytes)
            {
                text.Append(CultureInfo.InvariantCulture, $" {value:x2}");
            }

            text.Append("\n       | ");
            int from = Math.Max(first - at, 0);
            int to = Math.Min(end - at, bytes.Length);
            text.Append(' ', 3 * from).Append('^', (3 * (to - from)) - 1).Append('\n');
        }
    }
}
