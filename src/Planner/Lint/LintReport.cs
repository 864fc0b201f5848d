using System.Collections.Immutable;
using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Lint;

/// <summary>What one run of lint reports.</summary>
/// <param name="Profile">Whose judgement it is.</param>
/// <param name="Findings">The findings of that profile, each with a severity under it.</param>
/// <param name="TableCount">How many tables were looked at.</param>
public sealed record LintReport(LintProfile Profile, ImmutableArray<LintFinding> Findings, int TableCount)
{
    /// <summary>Keeps what a profile has to say.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="findings">Findings of all profiles.</param>
    /// <param name="tableCount">How many tables were looked at.</param>
    /// <returns>The report.</returns>
    public static LintReport Of(LintProfile profile, IEnumerable<LintFinding> findings, int tableCount) =>
        new(profile, [.. findings.Where(f => f.Severities.For(profile) is not null)], tableCount);

    /// <summary>Severity of a finding in this report.</summary>
    /// <param name="finding">One of <see cref="Findings"/>.</param>
    /// <returns>The severity.</returns>
    public DiagnosticSeverity SeverityOf(LintFinding finding) => finding.Severities.For(Profile) ?? DiagnosticSeverity.Note;

    /// <summary>How many findings have a severity.</summary>
    /// <param name="severity">The severity.</param>
    /// <returns>The number.</returns>
    public int Count(DiagnosticSeverity severity) => Findings.Count(f => SeverityOf(f) == severity);
}
