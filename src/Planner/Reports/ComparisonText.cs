using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Comparison;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Planner.Reports;

/// <summary>Verdicts under several profiles as text: a row each, then what differs and why.</summary>
public static class ComparisonText
{
    /// <summary>Writes the report.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="others">Findings of the inputs, the same under every profile.</param>
    /// <returns>The text; LF line ends, no control characters.</returns>
    public static string Write(ProfileComparison comparison, IEnumerable<Finding> others)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        StringBuilder text = new();
        ImmutableArray<ProfileRow> rows = comparison.Rows;
        int accepted = rows.Count(r => r.Answer.Outcome == SimulationOutcome.Accepted);
        string whole = accepted == rows.Length ? "ACCEPTED under every profile"
            : accepted == 0 ? "REJECTED under every profile"
            : string.Create(CultureInfo.InvariantCulture, $"REJECTED under {rows.Length - accepted} of {rows.Length} profiles");
        text.Append(CultureInfo.InvariantCulture, $"verdict: {whole}\n\n");
        int width = Math.Max(9, rows.Max(r => r.Name.Length));
        text.Append(CultureInfo.InvariantCulture, $"  {"profile".PadRight(width)}  {"verdict",-24}  {"lowmem_end",-12} {"highmem_end",-14} reserved  left out  conflicts  warnings\n");
        foreach (ProfileRow row in rows)
        {
            ProfileAnswer answer = row.Answer;
            string verdict = SimulationNames.Of(answer.Outcome).ToUpperInvariant() + (answer.Stage is { } stage ? $" ({stage})" : "");
            text.Append(CultureInfo.InvariantCulture, $"  {row.Name.PadRight(width)}  {verdict,-24}  {answer.LowMemEnd?.ToString() ?? "-",-12} {answer.HighMemEnd?.ToString() ?? "-",-14} ");
            text.Append(CultureInfo.InvariantCulture, $"{answer.ReservedCount,8}  {answer.LeftOutCount,8}  {answer.ConflictCount,9}  {answer.WarningCount,8}\n");
        }

        foreach (ProfileRow row in rows)
        {
            WriteRow(text, row, rows[0]);
        }

        Finding[] common = [.. others];
        text.Append(common.Length > 0 ? "\nabout the inputs, under every profile:\n" : "");
        foreach (Finding finding in common)
        {
            text.Append(FindingText.Of(finding));
        }

        return text.ToString();
    }

    private static void WriteRow(StringBuilder text, ProfileRow row, ProfileRow first)
    {
        string releases = row.Releases.Length > 1 ? $" (Xen {string.Join(", ", row.Releases)})" : "";
        bool isFirst = ReferenceEquals(row, first);
        text.Append(CultureInfo.InvariantCulture, $"\n{row.Name}{releases}");
        text.Append(isFirst ? ":\n" : row.Differences.IsEmpty ? $": as {first.Name}\n" : $", compared with {first.Name}:\n");

        // What the first row has said already is not said again, and what a finding says needs no other words.
        Finding[] own = [.. row.Answer.Findings.Where(f => f.Severity != DiagnosticSeverity.Note).Where(f => isFirst || !first.Answer.Findings.Contains(f))];
        if (row.Answer.Reason is { } reason && own.All(f => f.Message != reason) && (isFirst || reason != first.Answer.Reason))
        {
            FindingText.Append(text, "  stops because: ", reason);
        }

        foreach (string difference in row.Differences)
        {
            FindingText.Append(text, "  differs: ", difference);
        }

        foreach (string why in row.Reasons)
        {
            FindingText.Append(text, "  why: ", why);
        }

        foreach (Finding finding in own)
        {
            text.Append(FindingText.Of(finding));
        }
    }
}
