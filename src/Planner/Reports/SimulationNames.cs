using RdmPlanner.Planner.Assignment;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Planner.Reports;

/// <summary>The words of simulations in every output.</summary>
public static class SimulationNames
{
    /// <summary>The word for a verdict.</summary>
    /// <param name="outcome">The verdict.</param>
    /// <returns><c>accepted</c>, <c>rejected</c> or <c>crashed</c>.</returns>
    public static string Of(SimulationOutcome outcome) => outcome switch
    {
        SimulationOutcome.Accepted => "accepted",
        SimulationOutcome.Rejected => "rejected",
        SimulationOutcome.Crashed => "crashed",
        _ => throw new System.Diagnostics.UnreachableException($"outcome {outcome}"),
    };

    /// <summary>The word for a stage.</summary>
    /// <param name="stage">The stage.</param>
    /// <returns><c>hypervisor</c>, <c>toolstack</c>, <c>assignment</c>, <c>hvmloader</c> or <c>hotplug</c>.</returns>
    public static string Of(SimulationStage stage) => stage switch
    {
        SimulationStage.Hypervisor => "hypervisor",
        SimulationStage.Toolstack => "toolstack",
        SimulationStage.Assignment => "assignment",
        SimulationStage.Hvmloader => "hvmloader",
        SimulationStage.Hotplug => "hotplug",
        _ => throw new System.Diagnostics.UnreachableException($"stage {stage}"),
    };

    /// <summary>The word for what a frame is.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns><c>hole</c>, <c>ram</c>, <c>firmware</c>, <c>emulated_mmio</c>, <c>passthrough_mmio</c> or <c>identity_rdm</c>.</returns>
    public static string Of(PageKind kind) => kind switch
    {
        PageKind.Hole => "hole",
        PageKind.Ram => "ram",
        PageKind.Firmware => "firmware",
        PageKind.DeviceModel => "device_model",
        PageKind.EmulatedMmio => "emulated_mmio",
        PageKind.PassthroughMmio => "passthrough_mmio",
        PageKind.IdentityRdm => "identity_rdm",
        _ => throw new System.Diagnostics.UnreachableException($"kind {kind}"),
    };

    /// <summary>What a frame is, for people.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>A few words.</returns>
    public static string Spoken(PageKind kind) => kind switch
    {
        PageKind.Hole => "hole",
        PageKind.Ram => "RAM",
        PageKind.Firmware => "firmware",
        PageKind.DeviceModel => "device model's RAM",
        PageKind.EmulatedMmio => "emulated MMIO",
        PageKind.PassthroughMmio => "passthrough MMIO",
        PageKind.IdentityRdm => "identity RDM",
        _ => throw new System.Diagnostics.UnreachableException($"kind {kind}"),
    };

    /// <summary>The word for an assignment's end.</summary>
    /// <param name="outcome">The end.</param>
    /// <returns><c>assigned</c>, <c>failed</c>, <c>refused_by_toolstack</c>, <c>domain_crashed</c> or <c>hypervisor_crashed</c>.</returns>
    public static string Of(AssignmentOutcome outcome) => outcome switch
    {
        AssignmentOutcome.Assigned => "assigned",
        AssignmentOutcome.Failed => "failed",
        AssignmentOutcome.RefusedByToolstack => "refused_by_toolstack",
        AssignmentOutcome.DomainCrashed => "domain_crashed",
        AssignmentOutcome.HypervisorCrashed => "hypervisor_crashed",
        _ => throw new System.Diagnostics.UnreachableException($"outcome {outcome}"),
    };

    /// <summary>The word for the reason of a BAR's place.</summary>
    /// <param name="reason">The reason.</param>
    /// <returns>Lower case with underscores, as <c>stepped_over_region</c>.</returns>
    public static string Of(BarReason reason) => reason switch
    {
        BarReason.NextFree => "next_free",
        BarReason.SteppedOverRegion => "stepped_over_region",
        BarReason.EndOfHole => "end_of_hole",
        BarReason.HugeGoesHigh => "huge_goes_high",
        BarReason.NoRoomBelow => "no_room_below",
        BarReason.IoPorts => "io_ports",
        BarReason.EnabledRom => "enabled_rom",
        _ => throw new System.Diagnostics.UnreachableException($"reason {reason}"),
    };

    /// <summary>The firmware by its own name.</summary>
    /// <param name="bios">The firmware.</param>
    /// <returns><c>SeaBIOS</c>, <c>OVMF</c> or <c>ROMBIOS</c>.</returns>
    public static string Of(GuestBios bios) => bios switch
    {
        GuestBios.SeaBios => "SeaBIOS",
        GuestBios.Ovmf => "OVMF",
        GuestBios.RomBios => "ROMBIOS",
        _ => throw new System.Diagnostics.UnreachableException($"firmware {bios}"),
    };

    /// <summary>A function's place as lspci and hvmloader print it: <c>05.0</c>.</summary>
    /// <param name="devFn">Device number times 8 plus function number.</param>
    /// <returns>The text.</returns>
    public static string Place(byte devFn) => $"{devFn >> 3:x2}.{devFn & 7:x}";
}
