using RdmPlanner.E820;
using RdmPlanner.Planner.Assignment;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Toolstack;

namespace RdmPlanner.Planner.Simulation;

/// <summary>What a user must know of assigned devices.</summary>
internal static class AssignmentRemarks
{
    /// <summary>Adds the findings of a stage that assigns devices.</summary>
    internal static void AddTo(FindingList found, SimulationRequest request, ToolstackResult toolstack, AssignmentStageResult stage, IEnumerable<PassthroughDevice> asked)
    {
        foreach (PassthroughDevice device in asked)
        {
            AddLookup(found, request, device);
        }

        foreach (AttachedDevice device in stage.Devices)
        {
            foreach (AssignmentNote note in device.Result.Notes)
            {
                if (note is { Kind: AssignmentNoteKind.NotReservedInGuest, Frames: { } frames } && IsReserved(toolstack, frames))
                {
                    // strategy=host had it reserved at creation.
                    continue;
                }

                found.Add(CodeOf(note.Kind), note.Text.TrimEnd('.'), device.Device.Origin, HelpFor(note.Kind, device));
            }

            if (!device.IsAssigned)
            {
                found.Add(
                    SimulationFindingCode.AssignmentRefused,
                    $"device {device.Address} is not assigned ({Outcome(device)}): {stage.Stop?.Reason}",
                    device.Device.Origin,
                    Advice(device));
            }
        }
    }

    private static bool IsReserved(ToolstackResult toolstack, GfnRange frames) => (toolstack.MemoryMap ?? []).Any(
        e => e.Type == E820Type.Reserved && e.Address.Value >> PageSizes.FrameShift <= frames.Start.Value
            && unchecked(e.Address.Value + e.SizeInBytes - 1) >> PageSizes.FrameShift >= frames.End.Value - 1);

    private static void AddLookup(FindingList found, SimulationRequest request, PassthroughDevice device)
    {
        if (device.Name is not null)
        {
            found.Add(
                SimulationFindingCode.Assumption,
                $"device '{device.Name}' is given by name; which device that is only the running host knows, so its assignment is not simulated",
                device.Origin);
        }
        else if (request.Topology.IsUnknown && device.AllFunctions)
        {
            found.Add(
                SimulationFindingCode.Assumption,
                $"which functions '{device.Text}' has is not known (no PCI listing of the host was given); function 0 alone is assigned",
                device.Origin);
        }
        else if (!request.Topology.IsUnknown && request.Topology.Find(device.Address) is null)
        {
            found.Add(
                SimulationFindingCode.DeviceNotPresent,
                $"device {device.Address} is not in the host's PCI listing; xl refuses a device that is not there",
                device.Origin);
        }
    }

    private static SimulationFindingCode CodeOf(AssignmentNoteKind kind) => kind switch
    {
        AssignmentNoteKind.DmaHitsGuestMemory => SimulationFindingCode.DmaHitsGuestMemory,
        AssignmentNoteKind.SharedRegion => SimulationFindingCode.SharedRegion,
        AssignmentNoteKind.EmulatedMmioReplaced => SimulationFindingCode.EmulatedMmioReplaced,
        AssignmentNoteKind.NotReservedInGuest => SimulationFindingCode.NotReservedInGuest,
        AssignmentNoteKind.LastPageNotMapped => SimulationFindingCode.LastPageNotMapped,
        AssignmentNoteKind.OneByteRegion => SimulationFindingCode.OneByteRegion,
        AssignmentNoteKind.PhantomFunction => SimulationFindingCode.PhantomFunction,
        AssignmentNoteKind.LogShortened => SimulationFindingCode.LogShortened,
        _ => throw new System.Diagnostics.UnreachableException($"note {kind}"),
    };

    private static string? HelpFor(AssignmentNoteKind kind, AttachedDevice device) => kind switch
    {
        AssignmentNoteKind.NotReservedInGuest => "rdm = \"strategy=host\" at creation reserves the host's regions beforehand",
        AssignmentNoteKind.SharedRegion when !device.IsAssigned =>
            "rdm_policy=relaxed on the device is the only way to assign one that shares a region, and it is risky",
        _ => null,
    };

    private static string Outcome(AttachedDevice device) => device.Result.Outcome switch
    {
        AssignmentOutcome.RefusedByToolstack => "libxl: unknown policy",
        AssignmentOutcome.DomainCrashed => "the undo fails as well and Xen crashes the guest",
        AssignmentOutcome.HypervisorCrashed => "an assertion of a debug build stops the hypervisor",
        _ => Hypervisor.ErrorNumber.NameOf(device.Result.Rc),
    };

    private static string? Advice(AttachedDevice device) => device.Result.Rc == Hypervisor.ErrorNumber.NoDevice
        ? "VT-d must be on: see the findings about the host"
        : null;
}
