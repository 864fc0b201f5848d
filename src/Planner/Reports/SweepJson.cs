using System.Text.Json;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Sweep;

namespace RdmPlanner.Planner.Reports;

/// <summary>Sweeps as JSON; sizes in MiB are numbers, addresses hex text.</summary>
public static class SweepJson
{
    /// <summary>Writes the document.</summary>
    /// <param name="sweeps">The hosts' sweeps over the same axes.</param>
    /// <param name="profile">Whose rules they were made by.</param>
    /// <returns>Indented JSON with LF line ends and a final newline.</returns>
    public static string Write(IReadOnlyList<HostSweep> sweeps, XenProfile profile) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("format_version", DmarJson.FormatVersion);
        writer.WriteString("profile", profile.Name);
        writer.WriteStartArray("hosts");
        foreach (HostSweep sweep in sweeps)
        {
            WriteHost(writer, sweep);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("summary");
        for (int i = 0; i < (sweeps.Count == 0 ? 0 : sweeps[0].Cells.Length); i++)
        {
            writer.WriteStartObject();
            WriteKey(writer, sweeps[0].Cells[i]);
            writer.WriteNumber("hosts", sweeps.Count);
            writer.WriteNumber("accepted", sweeps.Count(s => s.Cells[i].IsAccepted));
            writer.WriteNumber("accepted_with_masked", sweeps.Count(s => s.Cells[i].IsAccepted && s.Cells[i].MaskedCount > 0));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    /// <summary>Writes the plans alone, one JSON object a line.</summary>
    /// <param name="sweeps">The hosts' sweeps.</param>
    /// <returns>The lines, each ended by LF: <c>host</c> and the members of a cell.</returns>
    public static string WriteLines(IEnumerable<HostSweep> sweeps) =>
        string.Concat(sweeps.SelectMany(sweep => sweep.Cells.Select(cell => JsonText.WriteLine(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("host", sweep.Host.Name);
            WriteCell(writer, cell);
            writer.WriteEndObject();
        }))));

    private static void WriteHost(Utf8JsonWriter writer, HostSweep sweep)
    {
        writer.WriteStartObject();
        writer.WriteString("host", sweep.Host.Name);
        writer.WriteStartArray("cells");
        foreach (SweepCell cell in sweep.Cells)
        {
            writer.WriteStartObject();
            WriteCell(writer, cell);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("thresholds");
        foreach (SweepThreshold threshold in sweep.Thresholds)
        {
            writer.WriteStartObject();
            writer.WriteString("strategy", SweepText.Name(threshold.Strategy));
            writer.WriteString("policy", PlanJson.Name(threshold.Policy));
            writer.WriteNumber("boundary_mib", threshold.BoundaryMiB);
            writer.WriteStartArray("accepted_memory");
            foreach (MemoryRange range in threshold.Accepted)
            {
                writer.WriteStartObject();
                writer.WriteNumber("first_mib", range.FirstMiB);
                if (range.LastMiB is { } last)
                {
                    writer.WriteNumber("last_mib", last);
                }
                else
                {
                    writer.WriteNull("last_mib");
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteCell(Utf8JsonWriter writer, SweepCell cell)
    {
        WriteKey(writer, cell);
        writer.WriteString("verdict", cell.IsAccepted ? "accepted" : "rejected");
        writer.WriteString("lowmem_end", cell.LowMemEnd.ToString());
        writer.WriteString("highmem_end", cell.HighMemEnd?.ToString());
        writer.WriteNumber("masked", cell.MaskedCount);
        writer.WriteNumber("conflicts", cell.ConflictCount);
    }

    private static void WriteKey(Utf8JsonWriter writer, SweepCell cell)
    {
        writer.WriteString("strategy", SweepText.Name(cell.Strategy));
        writer.WriteString("policy", PlanJson.Name(cell.Policy));
        writer.WriteNumber("boundary_mib", cell.BoundaryMiB);
        writer.WriteNumber("memory_mib", cell.MemoryMiB);
    }
}
