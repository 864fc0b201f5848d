using System.Collections.Immutable;
using RdmPlanner.Planner.Profiles;

namespace RdmPlanner.Planner.Advice;

/// <summary>Advice under profiles that give the same answer.</summary>
/// <param name="Name"><c>design</c>, <c>4.15-4.18</c>, or a part of a band whose releases differ on this input.</param>
/// <param name="Releases">The releases by minor number; empty for the design.</param>
/// <param name="Question">The question under the newest of them; null when its xl refuses the guest.</param>
/// <param name="Answer">The answer; null when there is no question.</param>
public sealed record ProfileAdvice(string Name, ImmutableArray<string> Releases, AdviceQuestion? Question, AdviceAnswer? Answer)
{
    /// <summary>Whether the guest is clean or a fix is known.</summary>
    public bool IsSolved => Answer is { } answer && (answer.IsClean || !answer.Fixes.IsEmpty);

    /// <summary>Asks under each profile.</summary>
    /// <param name="bands">The profiles; a band whose steps differ on this input is split.</param>
    /// <param name="ask">The question under one profile; null when its xl refuses the guest.</param>
    /// <returns>A row for profiles next to each other with the same verdict and the same advice.</returns>
    public static ImmutableArray<ProfileAdvice> Of(IEnumerable<ProfileBand> bands, Func<XenProfile, AdviceQuestion?> ask)
    {
        ArgumentNullException.ThrowIfNull(bands);
        ArgumentNullException.ThrowIfNull(ask);
        ImmutableArray<ProfileAdvice>.Builder rows = ImmutableArray.CreateBuilder<ProfileAdvice>();
        foreach (ProfileBand band in bands)
        {
            List<ProfileAdvice> parts = [];
            foreach (ProfileStep step in band.Steps)
            {
                AdviceQuestion? question = ask(step.Profile);
                ProfileAdvice part = new(step.Name, step.Releases, question, question is null ? null : Advisor.Find(question));
                if (parts.Count > 0 && parts[^1].IsLike(part))
                {
                    part = part with { Name = $"{parts[^1].Name}, {part.Name}", Releases = [.. parts[^1].Releases.Union(part.Releases)] };
                    parts[^1] = part;
                }
                else
                {
                    parts.Add(part);
                }
            }

            rows.AddRange(parts.Count == 1 ? [parts[0] with { Name = band.Name }] : parts);
        }

        return rows.DrainToImmutable();
    }

    private bool IsLike(ProfileAdvice other) =>
        (Answer is null) == (other.Answer is null)
        && Answer?.Outcome.GetType() == other.Answer?.Outcome.GetType()
        && (Answer?.Troubles ?? []).Select(t => (t.Kind, t.Text)).SequenceEqual((other.Answer?.Troubles ?? []).Select(t => (t.Kind, t.Text)))
        && (Answer?.All ?? []).Select(Words).SequenceEqual((other.Answer?.All ?? []).Select(Words));

    private static string Words(Advised advice) => $"{advice.Title}\n{advice.Reason}\n{string.Join('\n', advice.Cost.Losses)}";
}
