using System.Collections.Immutable;
using RdmPlanner.E820;

namespace RdmPlanner.Planner.Hypervisor;

/// <summary>What the hypervisor made of the DMAR and the <c>rmrr=</c> option.</summary>
public sealed record HypervisorResult
{
    /// <summary>Result of the whole DMAR initialisation, see <see cref="ErrorNumber"/>.</summary>
    public required int Rc { get; init; }

    /// <summary>Whether VT-d can be used: false as soon as anything in the table is an error.</summary>
    public bool VtdUsable => Rc == ErrorNumber.None;

    /// <summary>Number of registered remapping units; without any, no device can be assigned.</summary>
    public required int HardwareUnits { get; init; }

    /// <summary>Result of the option's parser; null without the option.</summary>
    public required int? ParamRc { get; init; }

    /// <summary>Regions that the option's parser remembered (0 to 10).</summary>
    public required int ParamCount { get; init; }

    /// <summary>Registered regions in list order: the newest first, hence the table's reversed and the option's before them.</summary>
    public required ImmutableArray<RegisteredRegion> Regions { get; init; }

    /// <summary>The fate of every region that was looked at, in that order. What follows a fatal structure is never read.</summary>
    public required ImmutableArray<RegionDisposition> Dispositions { get; init; }

    /// <summary>Host memory map afterwards.</summary>
    public required ImmutableArray<E820Record> E820 { get; init; }

    /// <summary>The log.</summary>
    public required ImmutableArray<XenLogLine> Log { get; init; }
}
