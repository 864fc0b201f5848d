using System.Collections.Immutable;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Findings;

namespace RdmPlanner.Planner.Lint;

/// <summary>One thing that lint found.</summary>
/// <param name="Code">The code: <c>LINT8046</c>, or <c>DMAR1020</c> for one of the decoder's.</param>
/// <param name="Title">The rule in a few words.</param>
/// <param name="Severities">How bad each profile finds it, versions considered.</param>
/// <param name="Message">What is the matter here, with the values at hand; no final full stop.</param>
/// <param name="Place">Where.</param>
/// <param name="Source">The clause or function behind it.</param>
/// <param name="Help">What to do; null when there is nothing to do.</param>
public sealed record LintFinding(
    string Code, string Title, LintSeverities Severities, string Message, LintPlace Place, string Source, string? Help)
{
    /// <summary>What follows from it, one sentence each.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>The finding as a row that all reports share.</summary>
    /// <param name="profile">Whose severity counts; one that has something to say about it.</param>
    /// <returns>The row.</returns>
    public Finding ToFinding(LintProfile profile) =>
        new(Code, Severities.For(profile) ?? DiagnosticSeverity.Note, Message, Place.Location, Help, Source);
}
