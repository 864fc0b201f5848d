using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Hypervisor;

namespace RdmPlanner.Planner.Simulation;

/// <summary>What a user must know of the hypervisor's boot.</summary>
internal static class HypervisorRemarks
{
    /// <summary>Adds the findings of the stage.</summary>
    internal static void AddTo(FindingList found, SimulationRequest request, HypervisorStage stage)
    {
        HostDescription host = request.Plan.Host;
        HypervisorResult result = stage.Result;
        if (!result.VtdUsable)
        {
            found.Add(SimulationFindingCode.VtdOff, WhyOff(stage, host));
        }
        else if (result.HardwareUnits == 0)
        {
            found.Add(SimulationFindingCode.VtdOff, "the table has no remapping unit (DRHD) the hypervisor can use: no device can be assigned");
        }

        foreach (IgnoredRegion region in result.Dispositions.OfType<IgnoredRegion>())
        {
            found.Add(
                SimulationFindingCode.RegionIgnored,
                $"region [{region.BaseAddress}, {region.LimitAddress}] (first and last byte): {Why(region, request)}",
                HypervisorBoot.SourceOf(region.Source, host).ToString());
        }

        if (result.ParamRc is { } rc and not ErrorNumber.None)
        {
            found.Add(
                SimulationFindingCode.RmrrOptionInvalid,
                $"Xen reads {Reports.CountText.Of(result.ParamCount, "region")} of rmrr={request.RmrrOption} and then stops with {ErrorNumber.NameOf(rc)}; the regions before the error count");
        }

        foreach (XenLogLine line in result.Log)
        {
            if (IsAboutReservedMemory(line))
            {
                found.Add(SimulationFindingCode.RegionNotReserved, $"the host's memory map does not reserve a region: {line.Text.Trim()}");
            }
        }

        AddAssumptions(found, request, stage);
    }

    /// <summary>Whether Xen says that a region is not in reserved memory.</summary>
    internal static bool IsAboutReservedMemory(XenLogLine line) =>
        line.Text.Contains("not in reserved memory", StringComparison.Ordinal)
        || line.Text.Contains("not (entirely) in reserved memory", StringComparison.Ordinal);

    private static void AddAssumptions(FindingList found, SimulationRequest request, HypervisorStage stage)
    {
        if (stage.IsStated)
        {
            found.Add(
                SimulationFindingCode.Assumption,
                $"no table of {request.Plan.Host.Name} is at hand: VT-d is taken to be on, and the stated regions to be accepted");
        }
        else if (stage.Input.Dmar is not null)
        {
            foreach (string assumption in HostAssumptions.Of(stage.Input))
            {
                found.Add(SimulationFindingCode.Assumption, assumption.TrimEnd('.'));
            }
        }

        foreach (TopologyNote note in request.Topology.Notes)
        {
            found.Add(SimulationFindingCode.ListingNote, note.Text.TrimEnd('.'), note.Line == 0 ? null : $"line {note.Line} of the listing");
        }
    }

    private static string WhyOff(HypervisorStage stage, HostDescription host)
    {
        if (stage.Input.Dmar is null)
        {
            return $"{host.Name} has no DMAR table: VT-d is off and no device can be assigned";
        }

        IgnoredRegion? culprit = stage.Result.Dispositions.OfType<IgnoredRegion>().FirstOrDefault(r => r.DisablesVtd);
        string why = culprit is null
            ? "a structure of the table is malformed"
            : $"region [{culprit.BaseAddress}, {culprit.LimitAddress}] is not acceptable ({Word(culprit.Reason)})";
        return $"Xen turns VT-d off ({ErrorNumber.NameOf(stage.Result.Rc)}): {why}. Every region is dropped and no device can be assigned";
    }

    private static string Why(IgnoredRegion region, SimulationRequest request)
    {
        string absent = string.Join(", ", region.Devices.Where(d => !request.Topology.IsUnknown && request.Topology.Find(d) is null));
        return region.Reason switch
        {
            IgnoredReason.DevicesAbsent => $"ignored, because no device of its scope answers on the bus ({absent})",
            _ => Word(region.Reason),
        };
    }

    /// <summary>Why a region is not kept, as the end of a sentence.</summary>
    internal static string Word(IgnoredReason reason) => reason switch
    {
        IgnoredReason.NoDevice => "dropped without a message, because its scope has no device of a known type",
        IgnoredReason.DevicesAbsent => "no device of its scope answers on the bus",
        IgnoredReason.OverlapsInTable => "it overlaps a region before it",
        IgnoredReason.OverlapsRegistered => "ignored, because it overlaps a region the hypervisor already has",
        IgnoredReason.NotReservable => "a page of it is RAM in the host's memory map",
        IgnoredReason.BadScope => "a scope entry is shorter than 8 bytes",
        IgnoredReason.BaseAboveLimit => "it ends before it starts",
        IgnoredReason.InvalidFrames => "ignored, because the host has no such page frames",
        IgnoredReason.SegmentsDiffer => "ignored, because its devices are in several segments",
        IgnoredReason.OptionBaseAboveLimit => "ignored, because it ends before it starts",
        IgnoredReason.VtdTurnedOff => "accepted at first, then dropped with VT-d",
        _ => throw new System.Diagnostics.UnreachableException($"reason {reason}"),
    };
}
