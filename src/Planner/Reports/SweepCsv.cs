using System.Globalization;
using CsvHelper;
using RdmPlanner.Planner.Sweep;

namespace RdmPlanner.Planner.Reports;

/// <summary>Sweeps as comma-separated rows: one plan a row, with the memory that its boundary and policy accept.</summary>
public static class SweepCsv
{
    private static readonly string[] Header =
    [
        "host", "strategy", "policy", "boundary_mib", "memory_mib", "verdict", "lowmem_end", "highmem_end", "masked", "conflicts",
        "accepted_memory_mib",
    ];

    /// <summary>Writes the table.</summary>
    /// <param name="sweeps">The hosts' sweeps.</param>
    /// <returns>The text with a header; LF line ends.</returns>
    public static string Write(IEnumerable<HostSweep> sweeps)
    {
        StringWriter text = new();
        using (CsvWriter writer = CsvWriter.Create(text, CsvText.WriterOptions))
        {
            writer.WriteHeader(Header);
            foreach (HostSweep sweep in sweeps)
            {
                foreach (SweepCell cell in sweep.Cells)
                {
                    SweepThreshold threshold = sweep.Thresholds.First(
                        t => t.BoundaryMiB == cell.BoundaryMiB && t.Strategy == cell.Strategy && t.Policy == cell.Policy);
                    writer.WriteRecord(
                        CsvText.Safe(sweep.Host.Name),
                        SweepText.Name(cell.Strategy),
                        PlanJson.Name(cell.Policy),
                        cell.BoundaryMiB.ToString(CultureInfo.InvariantCulture),
                        cell.MemoryMiB.ToString(CultureInfo.InvariantCulture),
                        cell.IsAccepted ? "accepted" : "rejected",
                        cell.LowMemEnd.ToString(),
                        cell.HighMemEnd?.ToString() ?? "",
                        cell.MaskedCount.ToString(CultureInfo.InvariantCulture),
                        cell.ConflictCount.ToString(CultureInfo.InvariantCulture),
                        SweepText.Words(threshold));
                }
            }
        }

        return text.ToString();
    }
}
