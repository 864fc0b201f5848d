using System.Collections.Immutable;
using System.Globalization;
using RdmPlanner.Acpi;
using RdmPlanner.Acpi.Dumps;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Lint;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Planner.Explain;

/// <summary>Every code there is, gathered from the rule tables; nothing about a code is said here a second time.</summary>
public static class CodeCatalog
{
    /// <summary>All codes, ordered by number, which is unique over all families.</summary>
    public static ImmutableArray<ExplainedCode> All { get; } =
    [
        .. DmarRule.All.Select(r => new ExplainedCode(Text("DMAR", (int)r.Code), r.Severity, r.Title)),
        .. Values<E820ViolationCode>().Select(
            c => new ExplainedCode(Text("E820-", (int)c), Severity(E820Violation.SeverityOf(c)), E820Violation.TitleOf(c))),
        .. PlanRule.All.Select(r => new ExplainedCode(Text("RDM", (int)r.Code), r.Severity, r.Title)),
        .. SimulationRule.All.Where(r => IsHvmloader(r.Code)).Select(Of),
        .. Values<ConfigDiagnosticCode>().Select(
            c => new ExplainedCode(Text("CFG", (int)c), ConfigDiagnosticCatalog.Severity(c), ConfigDiagnosticCatalog.Title(c))),
        .. Values<DumpDiagnosticCode>().Select(
            c => new ExplainedCode(Text("DUMP", (int)c), DumpDiagnostic.SeverityOf(c), DumpDiagnostic.TitleOf(c))),
        .. SimulationRule.All.Where(r => !IsHvmloader(r.Code)).Select(Of),
        .. LintRule.All.Select(r => new ExplainedCode(r.CodeText, r.Severities.For(LintProfile.All) ?? DiagnosticSeverity.Note, r.Title)),
    ];

    /// <summary>Finds a code.</summary>
    /// <param name="code">The code exactly as reports print it.</param>
    /// <returns>Its row, or null when there is no such code.</returns>
    public static ExplainedCode? Find(string code) => All.FirstOrDefault(c => c.Code == code);

    private static ExplainedCode Of(SimulationRule rule) => new(rule.CodeText, rule.Severity, rule.Title);

    private static bool IsHvmloader(SimulationFindingCode code) => (int)code < 5000;

    private static string Text(string family, int number) => family + number.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<T> Values<T>()
        where T : struct, Enum => Enum.GetValues<T>().Where(v => !EqualityComparer<T>.Default.Equals(v, default));

    private static DiagnosticSeverity Severity(E820Severity severity) => severity switch
    {
        E820Severity.Note => DiagnosticSeverity.Note,
        E820Severity.Warning => DiagnosticSeverity.Warning,
        E820Severity.Error => DiagnosticSeverity.Error,
        _ => throw new System.Diagnostics.UnreachableException($"severity {severity}"),
    };
}
