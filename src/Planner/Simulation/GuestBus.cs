using System.Collections.Immutable;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Hvmloader;

namespace RdmPlanner.Planner.Simulation;

/// <summary>One function of the guest's bus 0.</summary>
/// <param name="Function">Its place, identity and registers.</param>
/// <param name="Host">The host's function behind it; null for an emulated or merely described one.</param>
/// <param name="Name">What reports call it: <c>0000:01:00.0</c>, <c>5853:0001</c>.</param>
public sealed record GuestBusFunction(GuestPciFunction Function, PciAddress? Host, string Name);

/// <summary>The guest's PCI bus as hvmloader finds it.</summary>
/// <param name="Functions">By ascending function number.</param>
public sealed record GuestBus(ImmutableArray<GuestBusFunction> Functions)
{
    /// <summary>Looks for a function.</summary>
    /// <param name="devFn">Device number times 8 plus function number.</param>
    /// <returns>The function, or null.</returns>
    public GuestBusFunction? Find(byte devFn) => Functions.FirstOrDefault(f => f.Function.DevFn == devFn);
}
