using System.Collections.Immutable;
using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Assignment;

/// <summary>One entry of a domain's list of identity mappings (struct identity_map in Xen).</summary>
/// <param name="BaseAddress">First byte.</param>
/// <param name="LimitAddress">Last byte, inclusive.</param>
/// <param name="References">How many assignments share it, at least 1.</param>
public readonly record struct IdentityRecord(Hpa BaseAddress, Hpa LimitAddress, int References);

/// <summary>A domain's frames and what is recorded about its identity mappings.</summary>
/// <param name="P2m">The frames.</param>
/// <param name="Records">The records in list order, oldest first.</param>
public sealed record DomainMemory(GuestP2m P2m, ImmutableArray<IdentityRecord> Records)
{
    /// <summary>A domain to which nothing was assigned yet.</summary>
    /// <param name="p2m">Its frames.</param>
    /// <returns>The domain.</returns>
    public static DomainMemory Of(GuestP2m p2m) => new(p2m, []);
}
