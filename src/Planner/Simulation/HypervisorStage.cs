using System.Collections.Immutable;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Rdm;

namespace RdmPlanner.Planner.Simulation;

/// <summary>The host after the hypervisor's boot.</summary>
/// <param name="Input">What the hypervisor found; of a host that is only stated, a table without regions.</param>
/// <param name="Result">What it made of it.</param>
/// <param name="Regions">The regions it keeps in table order, then those of <c>rmrr=</c>, then explicit ones: what the toolstack can ask for.</param>
/// <param name="IsStated">Whether the regions come from a log, a list or options and are taken as accepted.</param>
public sealed record HypervisorStage(
    HypervisorInput Input, HypervisorResult Result, ImmutableArray<HostRegion> Regions, bool IsStated)
{
    /// <summary>Whether devices can be assigned: VT-d is on and has a unit.</summary>
    public bool CanAssign => Result.VtdUsable && Result.HardwareUnits > 0;

    /// <summary>The region of the toolstack's list that a region of the hypervisor became.</summary>
    /// <param name="region">A region the hypervisor keeps.</param>
    /// <returns>The region with its provenance.</returns>
    public HostRegion HostRegionOf(RegisteredRegion region)
    {
        // The list is the hypervisor's, reversed; explicit regions follow behind.
        int index = Result.Regions.Length - 1 - Result.Regions.IndexOf(region);
        return Regions[index];
    }
}
