using System.Collections.Immutable;
using RdmPlanner.Planner.Advice;

namespace RdmPlanner.Planner.Reports;

/// <summary>A change that was tried, to be copied.</summary>
/// <param name="Title">The change in words.</param>
/// <param name="Reason">Why it helps, and what it costs.</param>
/// <param name="Diff">The difference of the configuration's text.</param>
/// <param name="IsFix">Whether nothing that was asked for is given up.</param>
public sealed record SuggestedChange(string Title, string Reason, string Diff, bool IsFix)
{
    /// <summary>The changes of an answer, the best first.</summary>
    /// <param name="answer">The answer.</param>
    /// <returns>The changes.</returns>
    public static ImmutableArray<SuggestedChange> AllOf(AdviceAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return [.. answer.All.Select(a => new SuggestedChange(a.Title, Words(a), GuestSource.Readable(a.Diff), a.IsFix))];
    }

    private static string Words(Advised advised)
    {
        string options = advised.DroppedOptions.IsEmpty
            ? ""
            : $" Leave out {string.Join(" and ", advised.DroppedOptions)}, which would win over the file.";
        return $"{advised.Reason}. Cost: {string.Join("; ", AdviceText.Costs(advised.Cost))}. Checked: {advised.Checked}.{options}";
    }
}
