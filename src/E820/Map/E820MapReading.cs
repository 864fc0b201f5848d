using System.Collections.Immutable;

namespace RdmPlanner.E820;

/// <summary>A map made of a raw list, and what was wrong with the list.</summary>
/// <param name="Map">The map; always there, whatever the list was.</param>
/// <param name="Violations">In the order of the list, and by code within an entry; empty for a clean list.</param>
public sealed record E820MapReading(E820Map Map, ImmutableArray<E820Violation> Violations)
{
    /// <summary>Whether a violation is an error.</summary>
    public bool HasErrors => Violations.Any(static violation => violation.Severity == E820Severity.Error);
}
