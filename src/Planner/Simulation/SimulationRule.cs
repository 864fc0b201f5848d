using System.Collections.Immutable;
using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Simulation;

/// <summary>The one table from a simulation finding's code to its severity and title.</summary>
/// <param name="Code">The code that the row is of.</param>
/// <param name="Severity">Severity of every finding with this code.</param>
/// <param name="Title">A few words without a full stop.</param>
public sealed record SimulationRule(SimulationFindingCode Code, DiagnosticSeverity Severity, string Title)
{
    private const DiagnosticSeverity Error = DiagnosticSeverity.Error;
    private const DiagnosticSeverity Warning = DiagnosticSeverity.Warning;
    private const DiagnosticSeverity Note = DiagnosticSeverity.Note;

    /// <summary>All rows, in order of code.</summary>
    public static ImmutableArray<SimulationRule> All { get; } =
    [
        new(SimulationFindingCode.HvmloaderCrash, Error, "hvmloader crashes"),
        new(SimulationFindingCode.BarWithoutSpace, Warning, "BAR without space"),
        new(SimulationFindingCode.BarOverRegion, Warning, "BAR over a reserved region"),
        new(SimulationFindingCode.HighBarOverRegion, Warning, "BAR above 4 GiB over a reserved region"),
        new(SimulationFindingCode.RegionOverFixedArea, Warning, "Reserved region over hvmloader's own area"),
        new(SimulationFindingCode.FrameWithTwoOwners, Warning, "Frames with two owners"),
        new(SimulationFindingCode.HoleMoved, Note, "The hole below 4 GiB is larger"),
        new(SimulationFindingCode.RamRelocated, Note, "RAM is moved above 4 GiB"),
        new(SimulationFindingCode.StaleUpperHalf, Warning, "64-bit BAR with an old upper half"),
        new(SimulationFindingCode.OpRegion, Note, "Pages for an Intel OpRegion"),
        new(SimulationFindingCode.BarStepsOverRegion, Note, "BAR behind a reserved region"),
        new(SimulationFindingCode.BarsPlacedHigh, Note, "BARs above 4 GiB"),
        new(SimulationFindingCode.PagesTakenFromRam, Warning, "Special pages taken from RAM"),
        new(SimulationFindingCode.TooManyE820Entries, Warning, "E820 longer than the firmware keeps"),
        new(SimulationFindingCode.FunctionNotPlaced, Warning, "Function not on the guest's bus"),
        new(SimulationFindingCode.RegistersUnknown, Warning, "Registers of a function are not known"),
        new(SimulationFindingCode.DescriptionUnused, Warning, "Description without a device"),
        new(SimulationFindingCode.BarHidden, Warning, "BAR hidden by the device model's RAM"),
        new(SimulationFindingCode.RamMissing, Warning, "RAM without memory"),
        new(SimulationFindingCode.RegionIgnored, Warning, "Region the hypervisor does not keep"),
        new(SimulationFindingCode.VtdOff, Warning, "VT-d is off"),
        new(SimulationFindingCode.Assumption, Note, "Assumption about the host"),
        new(SimulationFindingCode.SharedRegion, Warning, "Region shared between devices"),
        new(SimulationFindingCode.DmaHitsGuestMemory, Warning, "DMA hits guest memory"),
        new(SimulationFindingCode.LastPageNotMapped, Warning, "Last page of a region is not mapped"),
        new(SimulationFindingCode.AssignmentRefused, Error, "Device is not assigned"),
        new(SimulationFindingCode.EmulatedMmioReplaced, Warning, "Emulated registers replaced"),
        new(SimulationFindingCode.NotReservedInGuest, Warning, "Frames the running guest does not know of"),
        new(SimulationFindingCode.OneByteRegion, Warning, "Region of one byte"),
        new(SimulationFindingCode.PhantomFunction, Note, "Phantom function"),
        new(SimulationFindingCode.LogShortened, Note, "Log shortened"),
        new(SimulationFindingCode.RmrrOptionInvalid, Warning, "rmrr= not understood to its end"),
        new(SimulationFindingCode.DeviceNotPresent, Warning, "Device not in the host's listing"),
        new(SimulationFindingCode.ListingNote, Note, "Listing of the host"),
        new(SimulationFindingCode.NotHvm, Note, "Not an HVM guest"),
        new(SimulationFindingCode.RegionNotReserved, Warning, "Region outside of reserved host memory"),
    ];

    /// <summary>The code as users see and search it: <c>HVM4001</c>, <c>XEN7001</c>.</summary>
    public string CodeText => (int)Code < 7000 ? $"HVM{(int)Code}" : $"XEN{(int)Code}";

    /// <summary>The row of a code.</summary>
    /// <param name="code">Any code but <see cref="SimulationFindingCode.None"/>.</param>
    /// <returns>The row.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such code.</exception>
    public static SimulationRule Of(SimulationFindingCode code)
    {
        foreach (SimulationRule rule in All)
        {
            if (rule.Code == code)
            {
                return rule;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(code), code, "no such code");
    }
}
