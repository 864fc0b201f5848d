using System.Collections.Immutable;

namespace RdmPlanner.Planner.Advice;

/// <summary>Finds the smallest change after which a guest runs with every region reserved (see <see cref="AdviceOrder"/>).</summary>
/// <remarks>
/// A fix changes numbers, or a policy where the hypervisor accepts no other; what was asked for stays: the devices, and every
/// region. One knob is tried first, then two together where one is not enough or only gives up RAM; further knobs are not
/// combined. Only where there is no fix, changes that give something up are looked for: a region (relaxed), the reservation
/// of regions (no <c>rdm</c>), a device.
/// </remarks>
public static class Advisor
{
    /// <summary>The most pieces of advice in an answer.</summary>
    public const int MaxAdvice = 4;

    /// <summary>Searches.</summary>
    /// <param name="question">Guest and host.</param>
    /// <returns>The answer; each advice in it has been planned from its text and run.</returns>
    /// <exception cref="InvalidOperationException">The source does not mean the guest of the plan.</exception>
    public static AdviceAnswer Find(AdviceQuestion question)
    {
        Trial now = Trial.Of(question, [])
            ?? throw new InvalidOperationException($"{question.Source.Name} was planned, but cannot be read again");
        AdviceAnswer answer = new()
        {
            Troubles = now.Troubles,
            Outcome = now.Outcome,
            Notes = AdviceWords.Notes(question.Plan),
        };
        if (now.IsClean)
        {
            return now.CautionCount == 0 ? answer : answer with { Notes = [AdviceWords.Caution(question, now), .. answer.Notes] };
        }

        FixSearch search = new(question);
        List<Trial> fixes = search.One();
        if (fixes.All(f => f.Changes.Any(c => c.Knob == Knob.Memory)))
        {
            // Where one knob helps only by giving up RAM, two that give up less are worth a look.
            fixes.AddRange(search.Two().Where(t => fixes.Count == 0 || Memory(t) > fixes.Max(Memory)).ToList());
            fixes.Sort(AdviceOrder.Compare);
        }

        if (fixes.Count > 0)
        {
            return answer with { Fixes = Written(question, now, fixes, isFix: true) };
        }

        List<Trial> remaining = new LossSearch(question, now).Run();
        return answer with
        {
            Remaining = Written(question, now, remaining, isFix: false),
            Statements = AdviceWords.Statements(question, now),
        };
    }

    private static long Memory(Trial trial) => trial.Outcome.Plan.Request.Guest.MaxMemMiB.Value;

    private static ImmutableArray<Advised> Written(AdviceQuestion question, Trial now, List<Trial> trials, bool isFix) =>
        [.. trials.Take(MaxAdvice).Select((t, i) => AdviceWords.Describe(question, now, t, isFix) with { RankReason = RankReason(question, trials, i) })];

    /// <summary>Why a trial is before one that would be before it, were it not for what the device model makes of that one.</summary>
    private static string? RankReason(AdviceQuestion question, List<Trial> trials, int index) =>
        trials.Skip(index + 1).FirstOrDefault(t => AdviceOrder.Compare(t.Changes, trials[index].Changes) < 0
            && t.Edited.Diff.LineCount == trials[index].Edited.Diff.LineCount && t.CautionCount > trials[index].CautionCount) is { } behind
            ? AdviceWords.Behind(question.Plan.Guest, behind, trials[index])
            : null;
}
