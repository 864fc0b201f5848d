using System.Collections.Immutable;
using RdmPlanner.Acpi;
using RdmPlanner.E820;
using RdmPlanner.Planner.Hypervisor;

namespace RdmPlanner.Planner.Assignment;

/// <summary>How an assignment ended.</summary>
public enum AssignmentOutcome
{
    /// <summary>The domain has the device.</summary>
    Assigned = 0,

    /// <summary>The hypervisor refused, and the domain is as before but for what the undo could not restore.</summary>
    Failed,

    /// <summary>The toolstack did not ask the hypervisor: the policy is neither strict nor relaxed.</summary>
    RefusedByToolstack,

    /// <summary>The undo failed as well: the hypervisor crashes the domain.</summary>
    DomainCrashed,

    /// <summary>An assertion of a debug build stops the hypervisor.</summary>
    HypervisorCrashed,
}

/// <summary>What is remarkable about an assignment though Xen says nothing of it, or not as clearly.</summary>
public enum AssignmentNoteKind
{
    /// <summary>The device's DMA to its region hits what the guest has there.</summary>
    DmaHitsGuestMemory = 0,

    /// <summary>The region is shared between scope entries.</summary>
    SharedRegion,

    /// <summary>Registers of an emulated device were replaced without a word, even under strict.</summary>
    EmulatedMmioReplaced,

    /// <summary>Frames became identity mapped that the running guest does not know to be reserved.</summary>
    NotReservedInGuest,

    /// <summary>The last page of a region with a page-aligned limit is not mapped.</summary>
    LastPageNotMapped,

    /// <summary>A region of one byte: a debug build asserts base below limit.</summary>
    OneByteRegion,

    /// <summary>The same was done for a phantom function.</summary>
    PhantomFunction,

    /// <summary>More log lines of one kind than are kept.</summary>
    LogShortened,
}

/// <summary>One remark.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Frames">Frames concerned; null when it is about none.</param>
/// <param name="Text">One sentence.</param>
public sealed record AssignmentNote(AssignmentNoteKind Kind, GfnRange? Frames, string Text);

/// <summary>What became of an assignment.</summary>
public sealed record AssignmentResult
{
    /// <summary>The end.</summary>
    public required AssignmentOutcome Outcome { get; init; }

    /// <summary>Zero, or the error: a negative errno of the hypervisor, or libxl's -3 when the toolstack refused.</summary>
    public required int Rc { get; init; }

    /// <summary>The device.</summary>
    public required PciAddress Device { get; init; }

    /// <summary>The domain afterwards.</summary>
    public required DomainMemory Memory { get; init; }

    /// <summary>The hypervisor's log.</summary>
    public required ImmutableArray<XenLogLine> Log { get; init; }

    /// <summary>The remarks in the order they came up.</summary>
    public required ImmutableArray<AssignmentNote> Notes { get; init; }
}
