using RdmPlanner.Planner.Advice;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Plan;

namespace RdmPlanner.Cli.Commands;

/// <summary>A question as read from the command line, or the exit code that says why there is none.</summary>
/// <param name="Request">The question; null when it could not be read.</param>
/// <param name="Findings">What was noticed while reading.</param>
/// <param name="Problem">The exit code when there is no question.</param>
internal sealed record PlanQuestion(PlanRequest? Request, IReadOnlyList<Finding> Findings, ExitCode Problem)
{
    /// <summary>The guest's text with the options on top; null when there is no question.</summary>
    internal GuestSource? Source { get; init; }

    /// <summary>What the question was made of; null when it could not be read.</summary>
    internal PlanInputs? Inputs { get; init; }
}
