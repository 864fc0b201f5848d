using System.Globalization;
using CsvHelper;
using RdmPlanner.Planner.Comparison;

namespace RdmPlanner.Planner.Reports;

/// <summary>Verdicts under several profiles as comma-separated rows.</summary>
public static class ComparisonCsv
{
    /// <summary>Writes a row a profile.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <returns>The text with a header; lists within a field are separated by semicolons; LF line ends.</returns>
    public static string Write(ProfileComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        StringWriter text = new();
        using (CsvWriter writer = CsvWriter.Create(text, CsvText.WriterOptions))
        {
            writer.WriteHeader(["profile", "outcome", "stage", "reason", "lowmem_end", "highmem_end", "reserved", "left_out", "warnings", "differences", "reasons"]);
            foreach (ProfileRow row in comparison.Rows)
            {
                ProfileAnswer answer = row.Answer;
                writer.WriteRecord(
                    row.Name,
                    SimulationNames.Of(answer.Outcome),
                    answer.Stage ?? "",
                    CsvText.Safe(answer.Reason ?? ""),
                    answer.LowMemEnd?.ToString() ?? "",
                    answer.HighMemEnd?.ToString() ?? "",
                    answer.ReservedCount.ToString(CultureInfo.InvariantCulture),
                    answer.LeftOutCount.ToString(CultureInfo.InvariantCulture),
                    answer.WarningCount.ToString(CultureInfo.InvariantCulture),
                    CsvText.Safe(string.Join("; ", row.Differences)),
                    CsvText.Safe(string.Join("; ", row.Reasons)));
            }
        }

        return text.ToString();
    }
}
