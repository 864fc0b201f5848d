using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using RdmPlanner.Planner.Advice;

namespace RdmPlanner.Planner.Reports;

/// <summary>Advice for many hosts as a table: how many each fix helps, and at which values.</summary>
public static class FleetText
{
    /// <summary>Writes the table.</summary>
    /// <param name="fleet">The hosts and answers.</param>
    /// <returns>The text; LF line ends, no control characters.</returns>
    public static string Write(ImmutableArray<HostAdvice> fleet)
    {
        StringBuilder text = new();
        HostAdvice[] sick = [.. fleet.Where(h => !h.Answer.IsClean)];
        Row(text, "hosts", fleet.Length, fleet.Length);
        Row(text, "nothing to fix", fleet.Length - sick.Length, fleet.Length);
        Row(text, "a checked fix", sick.Count(h => !h.Answer.Fixes.IsEmpty), fleet.Length);
        Row(text, "no fix", sick.Count(h => h.Answer.Fixes.IsEmpty), fleet.Length);

        text.Append("\nthe smallest fix\n");
        foreach (IGrouping<string, HostAdvice> group in Groups(sick.Where(h => !h.Answer.Fixes.IsEmpty), h => [h.Answer.Fixes[0]]))
        {
            Row(text, "  " + group.Key, group.Count(), fleet.Length);
        }

        text.Append("\nevery fix that helps                                   value: least, median, most   RAM moved, given up (median MiB)\n");
        foreach (IGrouping<string, HostAdvice> group in Groups(sick, h => h.Answer.Fixes))
        {
            Advised[] advice = [.. group.Select(h => h.Answer.Fixes.First(f => NameOf(f) == group.Key))];
            long[] values = [.. advice.Select(a => a.Changes.OfType<NumberChange>().LastOrDefault()?.Value ?? 0).Order()];
            text.Append(Columns("  " + group.Key, group.Count(), fleet.Length));
            text.Append(CultureInfo.InvariantCulture, $"   {values[0],6} {Median(values),6} {values[^1],6}");
            text.Append(CultureInfo.InvariantCulture,
                $"          {Median([.. advice.Select(a => (long)a.Cost.MovedMiB).Order()]),6} {Median([.. advice.Select(a => (long)a.Cost.GivenUpMiB).Order()]),6}\n");
        }

        HostAdvice[] hopeless = [.. sick.Where(h => h.Answer.Fixes.IsEmpty)];
        text.Append("\nwhere there is no fix, what remains\n");
        foreach (IGrouping<string, HostAdvice> group in Groups(hopeless, h => h.Answer.Remaining))
        {
            Row(text, "  " + group.Key, group.Count(), fleet.Length);
        }

        foreach (HostAdvice host in hopeless)
        {
            FindingText.Append(text, $"  {SafeText.Plain(host.Host.Name)}: ", host.Answer.Statements[0]);
        }

        return text.ToString();
    }

    /// <summary>The hosts by kind of advice, the cheapest kind first.</summary>
    internal static IEnumerable<IGrouping<string, HostAdvice>> Groups(
        IEnumerable<HostAdvice> hosts, Func<HostAdvice, ImmutableArray<Advised>> advice) => hosts
        .SelectMany(h => advice(h).DistinctBy(NameOf).Select(a => (Host: h, Advice: a)))
        .OrderBy(p => FleetAdvice.Kind(p.Advice)[^1])
        .ThenBy(p => FleetAdvice.Kind(p.Advice).Length)
        .ThenBy(p => NameOf(p.Advice), StringComparer.Ordinal)
        .GroupBy(p => NameOf(p.Advice), p => p.Host);

    /// <summary>The settings that a piece of advice changes: <c>mmio_hole and memory</c>.</summary>
    internal static string NameOf(Advised advice) => string.Join(" and ", FleetAdvice.Kind(advice).Select(AdviceJson.Name));

    private static long Median(long[] sorted) => sorted[(sorted.Length - 1) / 2];

    private static void Row(StringBuilder text, string name, int count, int of) => text.Append(Columns(name, count, of)).Append('\n');

    private static string Columns(string name, int count, int of) => $"{name,-36}{SweepText.Share(count, of)}";
}
