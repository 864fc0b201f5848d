using System.Collections.Immutable;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Reports;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Planner.Comparison;

/// <summary>One row of a comparison: profiles that give the same answer.</summary>
/// <param name="Name"><c>design</c>, <c>4.15-4.18</c>, or a part of a band where the band's releases differ on this input.</param>
/// <param name="Releases">The releases by minor number; empty for the design.</param>
/// <param name="Answer">The answer of the newest of them.</param>
/// <param name="Differences">What differs from the first row; empty for the first.</param>
/// <param name="Reasons">Why, as far as the profile's rules explain it.</param>
public sealed record ProfileRow(
    string Name, ImmutableArray<string> Releases, ProfileAnswer Answer, ImmutableArray<string> Differences, ImmutableArray<string> Reasons);

/// <summary>The same question under several profiles, side by side.</summary>
/// <param name="Rows">The rows; the first is what the others are compared with.</param>
public sealed record ProfileComparison(ImmutableArray<ProfileRow> Rows)
{
    /// <summary>Whether the guest runs under every profile.</summary>
    public bool IsAcceptedByAll => Rows.All(r => r.Answer.Outcome == SimulationOutcome.Accepted);

    /// <summary>The row to look at first: the newest that is rejected and has a plan, else the newest with a plan, else the last.</summary>
    public ProfileRow Decisive =>
        Rows.LastOrDefault(r => r.Answer.Plan is not null && r.Answer.Outcome != SimulationOutcome.Accepted)
        ?? Rows.LastOrDefault(r => r.Answer.Plan is not null)
        ?? Rows[^1];

    /// <summary>The findings of all rows, each once; where not every row has one, its message says which have it.</summary>
    public ImmutableArray<Finding> Findings
    {
        get
        {
            OrderedDictionary<Finding, List<string>> names = [];
            foreach (ProfileRow row in Rows)
            {
                foreach (Finding finding in row.Answer.Findings.Distinct())
                {
                    if (!names.TryGetValue(finding, out List<string>? rows))
                    {
                        names.Add(finding, rows = []);
                    }

                    rows.Add(row.Name);
                }
            }

            return [.. names.Select(n => n.Value.Count == Rows.Length
                ? n.Key
                : n.Key with { Message = $"under {string.Join(", ", n.Value)}: {n.Key.Message}" })];
        }
    }

    /// <summary>Asks the question under each profile.</summary>
    /// <param name="bands">The profiles, in order; a band whose steps differ on this input is split.</param>
    /// <param name="ask">Answers under one profile.</param>
    /// <returns>The comparison.</returns>
    public static ProfileComparison Of(IEnumerable<ProfileBand> bands, Func<XenProfile, ProfileAnswer> ask)
    {
        ArgumentNullException.ThrowIfNull(bands);
        ArgumentNullException.ThrowIfNull(ask);
        List<ProfileRow> rows = [];
        foreach (ProfileBand band in bands)
        {
            rows.AddRange(RowsOf(band, ask));
        }

        return new ProfileComparison(
        [
            .. rows.Select((row, i) => i == 0
                ? row
                : row with
                {
                    Differences = ProfileDifference.What(rows[0].Answer, row.Answer),
                    Reasons = ProfileDifference.Why(rows[0].Answer, row.Answer),
                }),
        ]);
    }

    /// <summary>What to say when the same input would end otherwise under another profile.</summary>
    /// <param name="profile">The profile in force.</param>
    /// <param name="ask">Answers under one profile.</param>
    /// <returns>One finding for each other verdict; empty when all profiles agree whether the guest runs.</returns>
    public static ImmutableArray<Finding> OtherVerdicts(XenProfile profile, Func<XenProfile, ProfileAnswer> ask)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ProfileComparison comparison = Of([ProfileBand.Of(profile), .. ProfileBand.All.Where(b => b.Name != profile.Name)], ask);
        ProfileRow own = comparison.Rows[0];
        ImmutableArray<Finding>.Builder found = ImmutableArray.CreateBuilder<Finding>();
        foreach (IGrouping<(SimulationOutcome Outcome, string? Stage), ProfileRow> group in comparison.Rows
            .Where(r => (r.Answer.Outcome == SimulationOutcome.Accepted) != (own.Answer.Outcome == SimulationOutcome.Accepted))
            .GroupBy(r => (r.Answer.Outcome, r.Answer.Stage)))
        {
            ProfileRow first = group.First();
            string why = string.Join("; ", first.Reasons.DefaultIfEmpty(first.Answer.Reason ?? "what differs is in the comparison"));
            found.Add(Finding.Of(new PlanDiagnostic(
                PlanDiagnosticCode.OtherProfileDiffers,
                $"under {string.Join(", ", group.Select(r => r.Name))} the same input is {SimulationNames.Of(group.Key.Outcome)}: {why}",
                null,
                "--profile all shows the verdicts side by side")));
        }

        return found.DrainToImmutable();
    }

    private static IEnumerable<ProfileRow> RowsOf(ProfileBand band, Func<XenProfile, ProfileAnswer> ask)
    {
        List<(List<ProfileStep> Steps, ProfileAnswer Answer)> groups = [];
        foreach (ProfileStep step in band.Steps)
        {
            ProfileAnswer answer = ask(step.Profile);
            if (groups.Count > 0 && groups[^1].Answer.IsLike(answer))
            {
                groups[^1].Steps.Add(step);
                groups[^1] = (groups[^1].Steps, answer);
            }
            else
            {
                groups.Add(([step], answer));
            }
        }

        foreach ((List<ProfileStep> steps, ProfileAnswer answer) in groups)
        {
            string name = groups.Count == 1 ? band.Name : string.Join(", ", steps.Select(s => s.Name));
            yield return new ProfileRow(name, [.. steps.SelectMany(s => s.Releases).Distinct()], answer, [], []);
        }
    }
}
