using CsvHelper;
using RdmPlanner.Planner.Diff;

namespace RdmPlanner.Planner.Reports;

/// <summary>A comparison as comma-separated rows: one value or device that differs a row.</summary>
public static class DiffCsv
{
    private static readonly string[] Header = ["action", "subject", "name", "identity", "field", "before", "after"];

    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The text with a header; LF line ends.</returns>
    public static string Write(DiffReport report)
    {
        StringWriter text = new();
        using (CsvWriter writer = CsvWriter.Create(text, CsvText.WriterOptions))
        {
            writer.WriteHeader(Header);
            foreach (DiffChange change in report.Found.Changes)
            {
                DiffField[] rows =
                [
                    .. change.Fields,
                    .. change.DevicesRemoved.Select(d => new DiffField("device", d, null)),
                    .. change.DevicesAdded.Select(d => new DiffField("device", null, d)),
                ];
                foreach (DiffField field in rows.Length == 0 ? [new DiffField("", null, null)] : rows)
                {
                    writer.WriteRecord(
                        DiffNames.Of(change.Action), DiffNames.Of(change.Subject), CsvText.Safe(change.Name), change.IsIdentity ? "true" : "false",
                        CsvText.Safe(field.Name), CsvText.Safe(field.Before ?? ""), CsvText.Safe(field.After ?? ""));
                }
            }
        }

        return text.ToString();
    }
}
