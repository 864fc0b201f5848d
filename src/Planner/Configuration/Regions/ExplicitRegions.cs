using System.Collections.Immutable;

namespace RdmPlanner.Planner.Configuration;

/// <summary>Regions the user stated, and what was wrong with the rest.</summary>
/// <param name="Regions">The regions that could be read, in order.</param>
/// <param name="Diagnostics">The findings, in order; a part with an error gives no region.</param>
public sealed record ExplicitRegions(ImmutableArray<ExplicitRegion> Regions, ImmutableArray<ConfigDiagnostic> Diagnostics);
