using System.Collections.Immutable;
using RdmPlanner.Planner.Comparison;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Planner.Picture;

/// <summary>A guest's memory to be looked at: the one model behind the terminal map, the SVG and the HTML report.</summary>
public sealed record MemoryPicture
{
    /// <summary>The stages the guest came through, in the order of real life, or how it ends under each profile; at least one.</summary>
    public required ImmutableArray<PictureStage> Stages { get; init; }

    /// <summary>The scale that all stages share, so that nothing jumps from one to the next.</summary>
    public required PictureScale Scale { get; init; }

    /// <summary>The verdict and the one sentence that a stranger needs.</summary>
    public required PictureHeadline Headline { get; init; }

    /// <summary>Whether the stages are profiles, with their names, instead of moments.</summary>
    public bool IsOfProfiles { get; init; }

    /// <summary>Which stage reports show at first, from 0: the last moment, or the profile to look at first.</summary>
    public required int Shown { get; init; }

    /// <summary>The stage that reports show at first.</summary>
    public PictureStage Final => Stages[Shown];

    /// <summary>The lanes that have a block in some stage; guest RAM, the regions and the guest's map always.</summary>
    public ImmutableArray<PictureLane> Lanes =>
    [
        .. Enum.GetValues<PictureLane>().Where(lane =>
            lane is PictureLane.Rdm or PictureLane.GuestRam or PictureLane.GuestMap
            || Stages.Any(stage => stage.Blocks.Any(block => block.Lane == lane))),
    ];

    /// <summary>The picture of a plan.</summary>
    /// <param name="outcome">The plan.</param>
    /// <returns>Up to two stages: as configured, and as the toolstack leaves it. A hand-written layout has one.</returns>
    public static MemoryPicture Of(PlanOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return Make(PlanStages.Of(outcome, new RegionStory(outcome.Plan)), PictureHeadline.Of(outcome));
    }

    /// <summary>The picture of a simulation.</summary>
    /// <param name="simulation">The simulation.</param>
    /// <returns>The stages of a plan, and those of assignment, hvmloader and hotplug as far as the guest came.</returns>
    public static MemoryPicture Of(MachineSimulation simulation)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        return Make(SimulationStages.Of(simulation), PictureHeadline.Of(simulation));
    }

    /// <summary>The picture of several profiles' answers.</summary>
    /// <param name="comparison">The answers; at least one of them has a plan.</param>
    /// <returns>A stage for each row: the last one of that answer, empty where xl stops before there is a plan.</returns>
    public static MemoryPicture Of(ProfileComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return Make([.. comparison.Rows.Select(StageOf)], PictureHeadline.Of(comparison)) with
        {
            IsOfProfiles = true,
            Shown = comparison.Rows.IndexOf(comparison.Decisive),
        };
    }

    private static PictureStage StageOf(ProfileRow row)
    {
        MemoryPicture? own = row.Answer.Simulation is { } simulation ? Of(simulation) : row.Answer.Plan is { } plan ? Of(plan) : null;
        PictureHeadline headline = PictureHeadline.Of(row.Answer);
        PictureStage last = own?.Final ?? new PictureStage("", "", "", [], [], []);
        return last with { Key = row.Name, Name = row.Name, Summary = $"{headline.Verdict}. {headline.Sentence}", Headline = headline };
    }

    private static MemoryPicture Make(ImmutableArray<PictureStage> stages, PictureHeadline headline) =>
        new() { Stages = stages, Shown = stages.Length - 1, Scale = PictureScale.Of(stages), Headline = headline };
}
