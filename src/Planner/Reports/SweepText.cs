using System.Globalization;
using System.Text;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Sweep;

namespace RdmPlanner.Planner.Reports;

/// <summary>Sweeps as text: one host's table with its limits, or for several hosts how many accept.</summary>
public static class SweepText
{
    /// <summary>Writes the report.</summary>
    /// <param name="sweeps">The hosts' sweeps, at least one, over the same axes.</param>
    /// <param name="profile">Whose rules they were made by.</param>
    /// <returns>The text; LF line ends, no control characters.</returns>
    public static string Write(IReadOnlyList<HostSweep> sweeps, XenProfile profile)
    {
        StringBuilder text = new();
        if (sweeps is [{ } only])
        {
            text.Append(CultureInfo.InvariantCulture, $"host {SafeText.Plain(only.Host.Name)} ({SafeText.Plain(only.Host.Format)}), profile {profile}\n\n");
            WriteCells(text, only);
            WriteThresholds(text, only);
        }
        else
        {
            text.Append(CultureInfo.InvariantCulture, $"{sweeps.Count} hosts, profile {profile}\n\n");
            WriteSummary(text, sweeps);
        }

        return text.ToString();
    }

    /// <summary>The word for a strategy.</summary>
    /// <param name="strategy">The strategy.</param>
    /// <returns><c>host</c> or <c>ignore</c>.</returns>
    public static string Name(RdmStrategy strategy) => strategy == RdmStrategy.Host ? "host" : "ignore";

    /// <summary>Ranges in words: <c>any</c>, <c>none</c>, <c>up to 2745</c>, or <c>10-2745, 2800-3000</c>.</summary>
    /// <param name="threshold">The ranges.</param>
    /// <returns>The words; sizes in MiB.</returns>
    public static string Words(SweepThreshold threshold) => threshold.Accepted switch
    {
        [] => "none",
        [{ LastMiB: null } all] when all.FirstMiB == threshold.LeastMiB => "any",
        [{ LastMiB: { } last } all] when all.FirstMiB == threshold.LeastMiB => string.Create(CultureInfo.InvariantCulture, $"up to {last}"),
        _ => string.Join(", ", threshold.Accepted.Select(r => r.LastMiB is { } last
            ? string.Create(CultureInfo.InvariantCulture, $"{r.FirstMiB}-{last}")
            : string.Create(CultureInfo.InvariantCulture, $"{r.FirstMiB} and more"))),
    };

    private static void WriteCells(StringBuilder text, HostSweep sweep)
    {
        text.Append("  strategy  policy   boundary MiB  memory MiB  verdict   lowmem_end   highmem_end   masked  conflicts\n");
        foreach (SweepCell cell in sweep.Cells)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"  {Name(cell.Strategy),-8}  {PlanJson.Name(cell.Policy),-7}  {cell.BoundaryMiB,12}  {cell.MemoryMiB,10}  ");
            text.Append(CultureInfo.InvariantCulture,
                $"{(cell.IsAccepted ? "accepted" : "rejected")}  {cell.LowMemEnd,-11}  {cell.HighMemEnd?.ToString() ?? "none",-12}  {cell.MaskedCount,6}  {cell.ConflictCount,9}\n");
        }
    }

    private static void WriteThresholds(StringBuilder text, HostSweep sweep)
    {
        text.Append("\nmemory that is accepted, in MiB:\n  strategy  policy   boundary MiB  memory MiB\n");
        foreach (SweepThreshold threshold in sweep.Thresholds)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"  {Name(threshold.Strategy),-8}  {PlanJson.Name(threshold.Policy),-7}  {threshold.BoundaryMiB,12}  {Words(threshold)}\n");
        }
    }

    private static void WriteSummary(StringBuilder text, IReadOnlyList<HostSweep> sweeps)
    {
        text.Append("  strategy  policy   boundary MiB  memory MiB  accepted          rejected          with masked regions\n");
        for (int i = 0; i < sweeps[0].Cells.Length; i++)
        {
            SweepCell cell = sweeps[0].Cells[i];
            int accepted = sweeps.Count(s => s.Cells[i].IsAccepted);
            int masked = sweeps.Count(s => s.Cells[i].IsAccepted && s.Cells[i].MaskedCount > 0);
            text.Append(CultureInfo.InvariantCulture,
                $"  {Name(cell.Strategy),-8}  {PlanJson.Name(cell.Policy),-7}  {cell.BoundaryMiB,12}  {cell.MemoryMiB,10}  ");
            text.Append(CultureInfo.InvariantCulture,
                $"{Share(accepted, sweeps.Count),-16}  {Share(sweeps.Count - accepted, sweeps.Count),-16}  {Share(masked, sweeps.Count)}\n");
        }
    }

    /// <summary>A count with its share: <c>    9   4.8 %</c>.</summary>
    internal static string Share(int count, int of) => of == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{count,5}")
        : string.Create(CultureInfo.InvariantCulture, $"{count,5} {100m * count / of,6:0.0} %");
}
