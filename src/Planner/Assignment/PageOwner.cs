using RdmPlanner.E820;

namespace RdmPlanner.Planner.Assignment;

/// <summary>What a guest page frame is mapped to.</summary>
public enum PageKind
{
    /// <summary>Nothing. Accesses go to the device model.</summary>
    Hole = 0,

    /// <summary>RAM of the guest.</summary>
    Ram,

    /// <summary>RAM that hvmloader or the firmware populated for itself.</summary>
    Firmware,

    /// <summary>RAM that the device model populated: video memory and option ROMs.</summary>
    DeviceModel,

    /// <summary>Registers of an emulated device.</summary>
    EmulatedMmio,

    /// <summary>A BAR of a passed-through device.</summary>
    PassthroughMmio,

    /// <summary>Reserved device memory of the host at the same frame number (direct MMIO, gfn = mfn).</summary>
    IdentityRdm,
}

/// <summary>Who has a page frame, and why.</summary>
/// <remarks>Of a run of frames it describes the first; <see cref="Advance"/> gives the others.</remarks>
/// <param name="Kind">What is there.</param>
/// <param name="Why">Provenance in words: "low RAM", "BAR 0 of 00:02.0", "RMRR #2 of host.dat".</param>
public sealed record PageOwner(PageKind Kind, string Why)
{
    /// <summary>A frame that nobody has.</summary>
    public static PageOwner Nobody { get; } = new(PageKind.Hole, "nothing is mapped here");

    /// <summary>Frame at which this page was populated, when it was moved since; null otherwise.</summary>
    public Gfn? Origin { get; init; }

    /// <summary>Machine frame behind it; null when it is not known, as for all RAM before the guest runs.</summary>
    public ulong? MachineFrame { get; init; }

    /// <summary>Whether there is memory of the guest behind the frame, whoever populated it.</summary>
    public bool IsRam => Kind is PageKind.Ram or PageKind.Firmware or PageKind.DeviceModel;

    /// <summary>Reserved device memory, identity mapped.</summary>
    /// <param name="first">First frame, guest and machine.</param>
    /// <param name="why">Which region.</param>
    /// <returns>The owner.</returns>
    public static PageOwner Identity(Gfn first, string why) => new(PageKind.IdentityRdm, why) { MachineFrame = first.Value };

    /// <summary>The owner a number of pages further on.</summary>
    /// <param name="pageCount">Pages.</param>
    /// <returns>The same with origin and machine frame moved along.</returns>
    public PageOwner Advance(ulong pageCount) => pageCount == 0 || (Origin is null && MachineFrame is null)
        ? this
        : this with { Origin = Origin is Gfn origin ? origin + pageCount : null, MachineFrame = MachineFrame + pageCount };

    /// <summary>Kind and reason: <c>Ram (low RAM)</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Kind} ({Why})";
}
