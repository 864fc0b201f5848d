using System.Collections.Immutable;
using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Configuration;

/// <summary>A reserved region the user states, without a table of a host: from <c>regions.csv</c> or <c>--region</c>.</summary>
public sealed record ExplicitRegion
{
    /// <summary>First byte.</summary>
    public required Hpa BaseAddress { get; init; }

    /// <summary>Last byte (inclusive, as the Limit of an RMRR); not below <see cref="BaseAddress"/>.</summary>
    public required Hpa LimitAddress { get; init; }

    /// <summary>PCI segment of the devices.</summary>
    public ushort Segment { get; init; }

    /// <summary>Devices that own the region; empty when none is stated.</summary>
    public ImmutableArray<PciAddress> Devices { get; init; } = [];

    /// <summary>Policy of this region; null leaves it to the guest's settings.</summary>
    public RdmPolicy? Policy { get; init; }

    /// <summary>The user's remark; empty when none.</summary>
    public string Comment { get; init; } = "";

    /// <summary>Where it was stated: <c>regions.csv:3:1</c> or <c>--region 1</c>.</summary>
    public required string Origin { get; init; }
}
