using System.Collections.Immutable;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Planner.Picture;

/// <summary>A guest's memory to be looked at: the one model behind the terminal map, the SVG and the HTML report.</summary>
public sealed record MemoryPicture
{
    /// <summary>The stages the guest came through, in the order of real life; at least one.</summary>
    public required ImmutableArray<PictureStage> Stages { get; init; }

    /// <summary>The scale that all stages share, so that nothing jumps from one to the next.</summary>
    public required PictureScale Scale { get; init; }

    /// <summary>The verdict and the one sentence that a stranger needs.</summary>
    public required PictureHeadline Headline { get; init; }

    /// <summary>The stage that reports show at first: the last one.</summary>
    public PictureStage Final => Stages[^1];

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

    private static MemoryPicture Make(ImmutableArray<PictureStage> stages, PictureHeadline headline) =>
        new() { Stages = stages, Scale = PictureScale.Of(stages), Headline = headline };
}
