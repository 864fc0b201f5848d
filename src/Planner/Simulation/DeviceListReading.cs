using System.Collections.Immutable;

namespace RdmPlanner.Planner.Simulation;

/// <summary>What was read of a list of functions.</summary>
/// <param name="Devices">The functions; those before the problem.</param>
/// <param name="Problem">What is wrong with the list, with its line or member; null when nothing is.</param>
public sealed record DeviceListReading(ImmutableArray<DeviceDescription> Devices, string? Problem);
