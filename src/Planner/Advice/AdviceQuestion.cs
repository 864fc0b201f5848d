using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Planner.Advice;

/// <summary>The question: how does this guest fit this host?</summary>
public sealed record AdviceQuestion
{
    /// <summary>Host, guest and profile as they are.</summary>
    public required PlanRequest Plan { get; init; }

    /// <summary>The guest's text, which means what the plan's guest is.</summary>
    public required GuestSource Source { get; init; }

    /// <summary>The machine that each change is run on; its own plan is not looked at.</summary>
    public required SimulationRequest Machine { get; init; }
}
