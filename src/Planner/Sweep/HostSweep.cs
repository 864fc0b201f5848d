using System.Collections.Immutable;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Host;

namespace RdmPlanner.Planner.Sweep;

/// <summary>One plan of a sweep.</summary>
/// <param name="MemoryMiB">Memory, video memory included.</param>
/// <param name="BoundaryMiB">The boundary.</param>
/// <param name="Strategy">The strategy asked for.</param>
/// <param name="Policy">The global policy asked for.</param>
/// <param name="IsAccepted">Whether the guest is built.</param>
/// <param name="LowMemEnd">One past the last byte of RAM below 4 GiB.</param>
/// <param name="HighMemEnd">One past the last byte of RAM above 4 GiB; null when there is none.</param>
/// <param name="MaskedCount">Regions that are left out.</param>
/// <param name="ConflictCount">Strict regions that meet RAM.</param>
public sealed record SweepCell(
    long MemoryMiB, long BoundaryMiB, RdmStrategy Strategy, RdmPolicy Policy,
    bool IsAccepted, Gpa LowMemEnd, Gpa? HighMemEnd, int MaskedCount, int ConflictCount);

/// <summary>Sizes of memory that are accepted, both ends included.</summary>
/// <param name="FirstMiB">The smallest.</param>
/// <param name="LastMiB">The largest; null when there is no limit but the toolstack's own of 16 TiB.</param>
public readonly record struct MemoryRange(long FirstMiB, long? LastMiB);

/// <summary>Which sizes of memory are accepted under one boundary.</summary>
/// <param name="BoundaryMiB">The boundary.</param>
/// <param name="Strategy">The strategy asked for.</param>
/// <param name="Policy">The global policy asked for.</param>
/// <param name="LeastMiB">The smallest size that is looked at: video memory and 2 MiB.</param>
/// <param name="Accepted">The accepted sizes, ascending; usually one range. Empty when none is accepted.</param>
public sealed record SweepThreshold(
    long BoundaryMiB, RdmStrategy Strategy, RdmPolicy Policy, long LeastMiB, ImmutableArray<MemoryRange> Accepted);

/// <summary>A host's sweep.</summary>
/// <param name="Host">The host.</param>
/// <param name="Cells">The plans: strategies outermost, then policies, boundaries, sizes of memory.</param>
/// <param name="Thresholds">The accepted sizes, in the order of the cells.</param>
public sealed record HostSweep(HostDescription Host, ImmutableArray<SweepCell> Cells, ImmutableArray<SweepThreshold> Thresholds);
