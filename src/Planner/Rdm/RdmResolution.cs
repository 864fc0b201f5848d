using System.Collections.Immutable;
using RdmPlanner.Planner.Toolstack;

namespace RdmPlanner.Planner.Rdm;

/// <summary>The resolver's answer.</summary>
/// <param name="Layout">RAM after low memory was lowered.</param>
/// <param name="Regions">Every region with its disposition, in list order; also those after the first conflict.</param>
/// <param name="FirstConflict">Index of the strict region libxl stops at; null when there is none.</param>
public sealed record RdmResolution(RamLayout Layout, ImmutableArray<ResolvedRegion> Regions, int? FirstConflict);
