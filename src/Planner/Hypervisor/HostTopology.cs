using System.Collections.Immutable;
using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Hypervisor;

/// <summary>A remark about a listing.</summary>
/// <param name="Line">Line it is about, counted from 1; 0 when it is about the whole.</param>
/// <param name="Text">One sentence.</param>
public readonly record struct TopologyNote(int Line, string Text);

/// <summary>The host's PCI hierarchy: what answers, what bridges lead where, what BARs there are.</summary>
/// <param name="Functions">Functions in the order of the listing, each address once.</param>
/// <param name="Notes">What could not be used, with the line.</param>
public sealed record HostTopology(ImmutableArray<HostPciFunction> Functions, ImmutableArray<TopologyNote> Notes)
{
    /// <summary>A host of which nothing is known.</summary>
    public static HostTopology Unknown { get; } = new([], []);

    /// <summary>Whether nothing is known.</summary>
    public bool IsUnknown => Functions.IsEmpty;

    /// <summary>Looks for a function.</summary>
    /// <param name="address">Its address.</param>
    /// <returns>The function, or null.</returns>
    public HostPciFunction? Find(PciAddress address)
    {
        foreach (HostPciFunction function in Functions)
        {
            if (function.Address == address)
            {
                return function;
            }
        }

        return null;
    }

    /// <summary>The bridges with their bus numbers.</summary>
    public ImmutableDictionary<PciAddress, BusNumbers> Bridges => Functions
        .Where(function => function.Buses is not null)
        .ToImmutableDictionary(function => function.Address, function => function.Buses.GetValueOrDefault());

    /// <summary>Puts the hierarchy into the hypervisor's input; an unknown one leaves it as it is.</summary>
    /// <param name="input">The input.</param>
    /// <returns>The input with the devices that answer, their segments and the bridges.</returns>
    public HypervisorInput ApplyTo(HypervisorInput input) => IsUnknown
        ? input
        : input with
        {
            Present = [.. Functions.Select(function => function.Address)],
            Segments = [0, .. Functions.Select(function => function.Address.Segment)],
            Bridges = Bridges,
        };
}
