using System.Collections.Immutable;
using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Lint;

/// <summary>Takes findings; what a rule's code says of it is looked up here.</summary>
internal sealed class FindingCollector
{
    private readonly List<LintFinding> _findings = [];

    /// <summary>The findings, by place: inputs without bytes last, otherwise in order of input, offset and code.</summary>
    public ImmutableArray<LintFinding> ToImmutable() =>
    [
        .. _findings.OrderBy(f => f.Place.Offset is null).ThenBy(f => f.Place.Offset is null ? "" : f.Place.File, StringComparer.Ordinal)
            .ThenBy(f => f.Place.Offset).ThenBy(f => f.Place.Line).ThenBy(f => f.Code, StringComparer.Ordinal),
    ];

    /// <summary>Adds a finding of a rule.</summary>
    public void Add(LintCode code, LintPlace place, string message, params ReadOnlySpan<string> notes) =>
        Add(code, LintRule.Of(code).Severities, place, message, notes);

    /// <summary>Adds a finding whose severities depend on the case at hand.</summary>
    public void Add(LintCode code, LintSeverities severities, LintPlace place, string message, params ReadOnlySpan<string> notes)
    {
        LintRule rule = LintRule.Of(code);
        _findings.Add(new LintFinding(rule.CodeText, rule.Title, severities, message, place, rule.Source, rule.Help) { Notes = [.. notes] });
    }

    /// <summary>Adds what the decoder found.</summary>
    public void Add(DmarDiagnostic diagnostic, LintPlace place)
    {
        DmarConsequence consequence = DmarConsequence.Of(diagnostic.Code);
        var severities = new LintSeverities(diagnostic.Severity, consequence.Linux, consequence.Xen, consequence.Fwts);
        _findings.Add(new LintFinding(
            diagnostic.CodeText, diagnostic.Title, severities, diagnostic.Message, place, diagnostic.Clause, consequence.Help)
        {
            Notes = consequence.Note is { } note ? [note] : [],
        });
    }
}
