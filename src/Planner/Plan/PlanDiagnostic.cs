using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Plan;

/// <summary>One finding about a plan.</summary>
/// <param name="Code">What was found; severity and title follow from it.</param>
/// <param name="Message">What it means here, with every range in bytes and in page frames; one sentence or more, without a final full stop.</param>
/// <param name="Location">Where the cause is stated (structure, configuration line, option); null when it is nowhere in particular.</param>
/// <param name="Help">What to do about it, when that is known; else null.</param>
public sealed record PlanDiagnostic(PlanDiagnosticCode Code, string Message, string? Location = null, string? Help = null)
{
    /// <summary>The code as users see and search it: <c>RDM3001</c>.</summary>
    public string CodeText => $"RDM{(int)Code}";

    /// <summary>Severity, looked up from the code.</summary>
    public DiagnosticSeverity Severity => PlanRule.Of(Code).Severity;
}
