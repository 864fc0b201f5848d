using System.Collections.Immutable;
using RdmPlanner.E820;
using RdmPlanner.Planner.Advice;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Profiles;

namespace RdmPlanner.Cli.Commands;

/// <summary>Everything of a question that does not depend on whose rules are followed.</summary>
/// <param name="Host">The host.</param>
/// <param name="GuestFile">The guest's file; null when everything comes from options.</param>
/// <param name="Settings">Options that override the file.</param>
/// <param name="Layout">A hand-written layout; null for none.</param>
/// <param name="Source">The guest's text with the settings on top, for changes of it.</param>
internal sealed record PlanInputs(
    HostDescription Host, XlConfigFile? GuestFile, GuestOverrides Settings, ImmutableArray<E820Record>? Layout, GuestSource Source)
{
    /// <summary>The guest as a profile's xl reads it.</summary>
    internal BoundGuest Bind(XenProfile profile) => GuestConfigBinder.Bind(GuestFile, Settings, profile);

    /// <summary>The question under one profile.</summary>
    internal PlanRequest Request(GuestConfig guest, XenProfile profile) =>
        new() { Host = Host, Guest = guest, Profile = profile, GivenLayout = Layout };
}
