using System.Globalization;
using System.Text;
using RdmPlanner.Planner.Advice;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Plan;

namespace RdmPlanner.Planner.Reports;

/// <summary>Advice as text: what is wrong, then each way out with its reason, its cost, its check and its diff.</summary>
public static class AdviceText
{
    /// <summary>Writes the report.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="question">The question.</param>
    /// <param name="findings">Findings of the inputs.</param>
    /// <returns>The text; LF line ends, no control characters but the tabs of the file.</returns>
    public static string Write(AdviceAnswer answer, AdviceQuestion question, IEnumerable<Finding> findings)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"verdict: {Verdict(answer)}\n");
        foreach (Trouble trouble in answer.Troubles)
        {
            FindingText.Append(text, "  now:     ", trouble.Text);
        }

        if (question.Source.IsMadeOfOptions && answer.All.Length > 0)
        {
            text.Append("  The diffs are against the guest.cfg that says what the options say.\n");
        }

        AppendAdvice(text, answer);
        foreach (string note in answer.Notes)
        {
            text.Append('\n');
            FindingText.Append(text, "note: ", note);
        }

        foreach (Finding finding in findings)
        {
            text.Append('\n').Append(FindingText.Of(finding));
        }

        return text.ToString();
    }

    private static string Verdict(AdviceAnswer answer)
    {
        string now = answer.Outcome is Rejected ? "REJECTED"
            : answer.Troubles.All(t => t.Kind == TroubleKind.Masked) && !answer.IsClean ? "ACCEPTED with regions left out"
            : answer.IsClean ? "ACCEPTED" : "ACCEPTED with trouble after the toolstack";
        string then = answer.IsClean ? "every region reserved: nothing to change"
            : answer.Fixes is [{ } best, ..] ? $"fixed by {SafeText.Plain(best.Title)}"
            : "no change of the configuration fixes it";
        return $"{now}, {then}";
    }

    private static void AppendAdvice(StringBuilder text, AdviceAnswer answer)
    {
        for (int i = 0; i < answer.Fixes.Length; i++)
        {
            Append(text, $"fix {i + 1}", answer.Fixes[i]);
        }

        if (answer.IsClean || answer.Fixes.Length > 0)
        {
            return;
        }

        text.Append('\n');
        foreach (string statement in answer.Statements)
        {
            FindingText.Append(text, "  because: ", statement);
        }

        for (int i = 0; i < answer.Remaining.Length; i++)
        {
            Append(text, $"what remains {i + 1}", answer.Remaining[i]);
        }
    }

    private static void Append(StringBuilder text, string label, Advised advice)
    {
        string lines = string.Create(CultureInfo.InvariantCulture, $"{advice.LineCount} line{(advice.LineCount == 1 ? "" : "s")}");
        text.Append('\n');
        FindingText.Append(text, $"{label}: ", $"{advice.Title} ({lines})");
        FindingText.Append(text, "  why:     ", advice.Reason);
        if (advice.RankReason is { } rank)
        {
            FindingText.Append(text, "  before:  ", rank);
        }

        foreach (string cost in Costs(advice.Cost))
        {
            FindingText.Append(text, "  cost:    ", cost);
        }

        FindingText.Append(text, "  checked: ", advice.Checked);
        if (!advice.DroppedOptions.IsEmpty)
        {
            FindingText.Append(text, "  options: ", $"leave out {string.Join(" and ", advice.DroppedOptions)}, which would win over the file");
        }

        text.Append(Terminal(GuestSource.Readable(advice.Diff)));
    }

    /// <summary>What a change costs, a phrase each; "none" for nothing.</summary>
    internal static IEnumerable<string> Costs(AdviceCost cost)
    {
        if (cost.MovedMiB > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{cost.MovedMiB} MiB of RAM lie above 4 GiB instead of below");
        }

        if (cost.GivenUpMiB > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{cost.GivenUpMiB} MiB of RAM given up");
        }

        foreach (string loss in cost.Losses)
        {
            yield return loss;
        }

        if (cost is { MovedMiB: 0, GivenUpMiB: 0, Losses.IsEmpty: true })
        {
            yield return "none";
        }
    }

    /// <summary>Lines as a terminal may show them: tabs stay, carriage returns at line ends go, the rest is made harmless.</summary>
    private static string Terminal(string diff)
    {
        StringBuilder text = new();
        foreach (string line in diff.TrimEnd('\n').Split('\n'))
        {
            string[] cells = line.TrimEnd('\r').Split('\t');
            text.Append(string.Join('\t', cells.Select(SafeText.Plain))).Append('\n');
        }

        return text.ToString();
    }
}
