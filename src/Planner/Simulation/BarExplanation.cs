using RdmPlanner.E820;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Planner.Simulation;

/// <summary>Why each BAR is where it is, in a sentence.</summary>
public static class BarExplanation
{
    /// <summary>Explains one decision of hvmloader.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="simulation">The simulation it is of, for the names of regions.</param>
    /// <returns>One phrase without a full stop.</returns>
    public static string Of(BarDecision decision, MachineSimulation simulation)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        string place = decision.Reason switch
        {
            BarReason.NextFree => "next free place below 4 GiB",
            BarReason.SteppedOverRegion =>
                $"stepped over {Regions(decision, simulation)}; without it, at {HexText.Of(decision.Natural)}",
            BarReason.EndOfHole => "end of the hole, for write-back caching; no region is looked at there",
            BarReason.HugeGoesHigh => "above 4 GiB: a 64-bit BAR of more than 1 GiB always goes there",
            BarReason.NoRoomBelow =>
                $"above 4 GiB: 64-bit, and {SizeText.InMiB(decision.StillToPlaceInBytes)} are still to be placed with {SizeText.InMiB(decision.RoomInBytes)} of the hole left",
            BarReason.IoPorts => "I/O ports",
            BarReason.EnabledRom => "I/O ports by mistake: a ROM enabled at start looks like an I/O BAR",
            _ => throw new System.Diagnostics.UnreachableException($"reason {decision.Reason}"),
        };
        return decision.IsPlaced ? place : $"no space ({place}): it would start at {HexText.Of(decision.Start)}";
    }

    /// <summary>The regions between where the BAR would be and where it is.</summary>
    private static string Regions(BarDecision decision, MachineSimulation simulation)
    {
        string[] names =
        [
            .. (simulation.Hvmloader?.Result.MemoryMap ?? [])
                .Where(e => e.Type == E820Type.Reserved && RangeOverlap.Check(
                    decision.Natural, decision.Start - decision.Natural, e.Address.Value, e.SizeInBytes))
                .Select(e => HvmloaderRemarks.Find(e, simulation) is { } planned ? RegionText.Short(planned) : $"reserved {RegionText.Range(e.Address.Value, e.SizeInBytes)}"),
        ];
        return names.Length == 0 ? "a reserved region" : string.Join(" and ", names);
    }
}
