using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using RdmPlanner.Planner.Advice;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Plan;

namespace RdmPlanner.Planner.Reports;

/// <summary>Advice under several profiles as text: a row each, then what is wrong and what helps under each.</summary>
public static class ProfileAdviceText
{
    /// <summary>Writes the report.</summary>
    /// <param name="rows">The profiles and answers.</param>
    /// <param name="findings">Findings of the inputs.</param>
    /// <returns>The text; LF line ends, no control characters.</returns>
    public static string Write(ImmutableArray<ProfileAdvice> rows, IEnumerable<Finding> findings)
    {
        StringBuilder text = new();
        int clean = rows.Count(r => r.Answer is { IsClean: true });
        text.Append(CultureInfo.InvariantCulture,
            $"verdict: of {rows.Length} rows of profiles {clean} need no change, {rows.Count(r => r.IsSolved) - clean} have a fix, {rows.Count(r => !r.IsSolved)} have none\n\n");
        TextColumns.Write(
            text,
            [
                ["  profile", "as it is", "what helps", "lines", "RAM moved MiB", "given up MiB"],
                .. rows.Select(Row),
            ]);
        foreach (ProfileAdvice row in rows.Where(r => r.Answer is { } answer && (!answer.IsClean || !NotesOf(r).IsEmpty)))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{row.Name}{(row.Releases.Length > 1 ? $" (Xen {string.Join(", ", row.Releases)})" : "")}:\n");
            foreach (Trouble trouble in row.Answer!.Troubles)
            {
                FindingText.Append(text, "  now:     ", trouble.Text);
            }

            for (int i = 0; i < row.Answer.All.Length; i++)
            {
                Advised advice = row.Answer.All[i];
                FindingText.Append(
                    text, string.Create(CultureInfo.InvariantCulture, $"  {(advice.IsFix ? "fix" : "remains")} {i + 1}: "),
                    $"{advice.Title}: {string.Join("; ", AdviceText.Costs(advice.Cost))}");
            }

            foreach (string note in NotesOf(row))
            {
                FindingText.Append(text, "  note:    ", note);
            }
        }

        text.Append("\nThe diff of each fix: the same question with one --profile.\n");
        foreach (Finding finding in findings)
        {
            text.Append('\n').Append(FindingText.Of(finding));
        }

        return text.ToString();
    }

    /// <summary>The notes of a release; those of the design are about releases, which have rows of their own.</summary>
    private static ImmutableArray<string> NotesOf(ProfileAdvice row) => row.Releases.IsEmpty || row.Answer is not { } answer ? [] : answer.Notes;

    private static string[] Row(ProfileAdvice row)
    {
        if (row.Answer is not { } answer)
        {
            return ["  " + row.Name, "xl refuses the guest", "-", "-", "-", "-"];
        }

        string now = answer.Outcome is Rejected ? "REJECTED" : answer.IsClean ? "ACCEPTED" : "ACCEPTED with trouble";
        return answer.Fixes is [{ } best, ..]
            ?
            [
                "  " + row.Name, now, SafeText.Plain(best.Title), best.LineCount.ToString(CultureInfo.InvariantCulture),
                best.Cost.MovedMiB.ToString(CultureInfo.InvariantCulture), best.Cost.GivenUpMiB.ToString(CultureInfo.InvariantCulture),
            ]
            : ["  " + row.Name, now, answer.IsClean ? "nothing to change" : "no fix", "-", "-", "-"];
    }
}
