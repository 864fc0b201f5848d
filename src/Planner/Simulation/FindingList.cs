using System.Collections.Immutable;
using RdmPlanner.Planner.Findings;

namespace RdmPlanner.Planner.Simulation;

/// <summary>Collects the findings of the stages; severities come from the one table.</summary>
internal sealed class FindingList
{
    private readonly List<Finding> _findings = [];

    /// <summary>Adds a finding of the simulation.</summary>
    public void Add(SimulationFindingCode code, string message, string? location = null, string? help = null)
    {
        SimulationRule rule = SimulationRule.Of(code);
        _findings.Add(new Finding(rule.CodeText, rule.Severity, message, location, help));
    }

    /// <summary>Adds findings of another room.</summary>
    public void AddRange(IEnumerable<Finding> findings) => _findings.AddRange(findings);

    /// <summary>The findings in the order of the stages.</summary>
    public ImmutableArray<Finding> ToImmutable() => [.. _findings];
}
