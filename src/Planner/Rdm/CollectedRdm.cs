using System.Collections.Immutable;

namespace RdmPlanner.Planner.Rdm;

/// <summary>The collector's answer.</summary>
/// <param name="Entries">The guest's regions, in the order the toolstack lists them.</param>
/// <param name="Devices">The devices with the policies they ended up with; null still where a device has no region.</param>
public sealed record CollectedRdm(ImmutableArray<RdmEntry> Entries, ImmutableArray<AssignedDevice> Devices);
