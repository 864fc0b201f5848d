using System.Collections.Immutable;
using RdmPlanner.Planner.Configuration;

namespace RdmPlanner.Planner.Rdm;

/// <summary>What the collector is asked: the host's regions and the guest's wishes.</summary>
public sealed record RdmRequest
{
    /// <summary>The host's regions in table order; the hypervisor reports them in reverse.</summary>
    public ImmutableArray<HostRegion> HostRegions { get; init; } = [];

    /// <summary>The devices to assign, in configuration order.</summary>
    public ImmutableArray<AssignedDevice> Devices { get; init; } = [];

    /// <summary>Which regions to reserve.</summary>
    public RdmStrategy Strategy { get; init; }

    /// <summary>The global policy; null when not given (relaxed).</summary>
    public RdmPolicy? GlobalPolicy { get; init; }

    /// <summary>Where the global policy is given; null when it is not.</summary>
    public string? GlobalLocation { get; init; }

    /// <summary>
    /// True: a device's policy replaces the global one and the last device wins (every release). False: strict wins
    /// (the design).
    /// </summary>
    public bool DevicePolicyOverridesGlobal { get; init; }

    /// <summary>Where the policy of a collected entry comes from.</summary>
    /// <param name="entry">An entry that was collected for this request.</param>
    /// <returns>The rule with the device and the place in the configuration.</returns>
    public PolicyOrigin OriginOf(RdmEntry entry)
    {
        (PolicyRule rule, int ordinal) = entry.Source;
        if (rule == PolicyRule.Region)
        {
            return new PolicyOrigin(rule, null, HostRegions[ordinal - 1].Source.ToString());
        }

        AssignedDevice? device = ordinal == 0 ? null : Devices[ordinal - 1];
        return new PolicyOrigin(rule, device?.Address, rule == PolicyRule.Global ? GlobalLocation : device?.Location);
    }
}
