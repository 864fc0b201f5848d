using System.Globalization;
using CsvHelper;
using RdmPlanner.Planner.Advice;
using RdmPlanner.Planner.Plan;

namespace RdmPlanner.Planner.Reports;

/// <summary>Advice as comma-separated rows: a piece of advice a row, and one row for a host or profile without any.</summary>
public static class AdviceCsv
{
    private static readonly string[] Header =
    [
        "host", "profile", "outcome", "plan", "advice", "number", "title", "knobs", "lines", "moved_mib", "given_up_mib", "lowmem_end", "highmem_end",
        "reason", "losses", "statement",
    ];

    /// <summary>Writes the table.</summary>
    /// <param name="answers">Host, profile and answer; an answer is null where xl refuses the guest.</param>
    /// <returns>The text with a header; LF line ends.</returns>
    public static string Write(IEnumerable<(string Host, string Profile, AdviceAnswer? Answer)> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        StringWriter text = new();
        using (CsvWriter writer = CsvWriter.Create(text, CsvText.WriterOptions))
        {
            writer.WriteHeader(Header);
            foreach ((string host, string profile, AdviceAnswer? answer) in answers)
            {
                WriteRows(writer, CsvText.Safe(host), profile, answer);
            }
        }

        return text.ToString();
    }

    private static void WriteRows(CsvWriter writer, string host, string profile, AdviceAnswer? answer)
    {
        if (answer is null || answer.All.IsEmpty)
        {
            writer.WriteRecord(
                host, profile, answer is null ? "refused" : AdviceJson.Outcome(answer), PlanOf(answer), "", "", "", "", "", "", "", "", "", "", "", StatementOf(answer));
            return;
        }

        for (int i = 0; i < answer.All.Length; i++)
        {
            Advised advice = answer.All[i];
            writer.WriteRecord(
                host,
                profile,
                AdviceJson.Outcome(answer),
                PlanOf(answer),
                advice.IsFix ? "fix" : "remaining",
                (i + 1).ToString(CultureInfo.InvariantCulture),
                CsvText.Safe(advice.Title),
                FleetText.NameOf(advice),
                advice.LineCount.ToString(CultureInfo.InvariantCulture),
                advice.Cost.MovedMiB.ToString(CultureInfo.InvariantCulture),
                advice.Cost.GivenUpMiB.ToString(CultureInfo.InvariantCulture),
                advice.Outcome.Plan.LowMemEnd.ToString(),
                advice.Outcome.Plan.HighMemEnd?.ToString() ?? "",
                CsvText.Safe(advice.Reason),
                CsvText.Safe(string.Join("; ", advice.Cost.Losses)),
                StatementOf(answer));
        }
    }

    private static string PlanOf(AdviceAnswer? answer) => answer is null ? "" : answer.Outcome is Accepted ? "accepted" : "rejected";

    private static string StatementOf(AdviceAnswer? answer) => answer is null or { Statements.IsEmpty: true } ? "" : CsvText.Safe(answer.Statements[0]);
}
