using RdmPlanner.Acpi;
using RdmPlanner.Planner.Diff;
using RdmPlanner.Planner.Findings;

namespace RdmPlanner.Planner.Reports;

/// <summary>A comparison as annotations of GitHub Actions at the second input.</summary>
public static class DiffGithub
{
    /// <summary>Writes a report: a verdict that becomes rejected is an error, what only names the firmware a notice, the rest a warning.</summary>
    /// <param name="report">The report.</param>
    /// <returns>One annotation a line, and a last one with the summary; nothing when nothing differs.</returns>
    public static string Write(DiffReport report) => report.IsSame
        ? ""
        : string.Concat(report.Found.Changes.Select(c => Annotation(report, SeverityOf(report, c), $"{c.Sign} {DiffNames.Line(c)}{Details(c)}")))
            + Annotation(report, DiagnosticSeverity.Note, DiffNames.Summary(report));

    private static string Annotation(DiffReport report, DiagnosticSeverity severity, string message) =>
        GithubText.Annotation(severity, [("file", FindingPlace.FileOf(report.After)), ("title", "rdmplan diff")], message);

    private static DiagnosticSeverity SeverityOf(DiffReport report, DiffChange change) =>
        change.Subject == DiffSubject.Verdict && report.VerdictAfter == "rejected" ? DiagnosticSeverity.Error
        : change.IsIdentity ? DiagnosticSeverity.Note
        : DiagnosticSeverity.Warning;

    private static string Details(DiffChange change) => DiffNames.IsScalar(change) ? "" : string.Concat(
    [
        .. change.Sign == '~' ? change.Fields.Select(f => $"\n{f.Name}: {f.Before ?? "none"} -> {f.After ?? "none"}") : [],
        .. change.DevicesRemoved.Select(d => $"\n- device {d}"),
        .. change.DevicesAdded.Select(d => $"\n+ device {d}"),
    ]);
}
