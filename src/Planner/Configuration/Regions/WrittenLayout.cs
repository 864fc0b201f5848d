using System.Collections.Immutable;
using RdmPlanner.E820;

namespace RdmPlanner.Planner.Configuration;

/// <summary>A guest layout the user wrote by hand, and what was wrong with the rest.</summary>
/// <param name="Ranges">The ranges that hold something, in the order of the file; holes are left out.</param>
/// <param name="Diagnostics">The findings, in order; a row with an error gives no range.</param>
public sealed record WrittenLayout(ImmutableArray<E820Record> Ranges, ImmutableArray<ConfigDiagnostic> Diagnostics);
