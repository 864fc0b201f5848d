using System.Collections.Immutable;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Profiles;

namespace RdmPlanner.Planner.Plan;

/// <summary>The question: this guest on this host, by whose rules.</summary>
public sealed record PlanRequest
{
    /// <summary>The host.</summary>
    public required HostDescription Host { get; init; }

    /// <summary>The guest.</summary>
    public required GuestConfig Guest { get; init; }

    /// <summary>Whose rules.</summary>
    public XenProfile Profile { get; init; } = XenProfile.Design;

    /// <summary>
    /// A hand-written layout, checked as it stands: its RAM is not moved. Null for the layout the toolstack computes.
    /// </summary>
    public ImmutableArray<E820Record>? GivenLayout { get; init; }
}
