using System.Collections.Immutable;
using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Lint;

/// <summary>What real parsers make of what the decoder finds: the one table beside <see cref="DmarRule"/>.</summary>
/// <param name="Code">The decoder's code.</param>
/// <param name="Linux">Severity under Linux; null when Linux does not care.</param>
/// <param name="Xen">Severity under Xen.</param>
/// <param name="Fwts">Severity in the Firmware Test Suite.</param>
/// <param name="Note">What follows from it; null when nothing does.</param>
/// <param name="Help">What to do; null when there is nothing to do.</param>
internal sealed record DmarConsequence(
    DmarDiagnosticCode Code, DiagnosticSeverity? Linux, DiagnosticSeverity? Xen, DiagnosticSeverity? Fwts, string? Note, string? Help)
{
    private const DiagnosticSeverity E = DiagnosticSeverity.Error;
    private const DiagnosticSeverity W = DiagnosticSeverity.Warning;
    private const DiagnosticSeverity N = DiagnosticSeverity.Note;

    /// <summary>All rows, in order of code.</summary>
    internal static ImmutableArray<DmarConsequence> All { get; } =
    [
        new(DmarDiagnosticCode.Signature, E, E, E, null, "give the DMAR table: /sys/firmware/acpi/tables/DMAR, or acpidump -n DMAR"),
        new(DmarDiagnosticCode.TableTooShort, E, E, E, null, "take the dump again; it is cut"),
        new(DmarDiagnosticCode.LengthBeyondData, E, E, E, "a firmware whose table really is shorter than it says is not read to its end by anybody", "take the dump again; it is probably cut"),
        new(DmarDiagnosticCode.LengthShortOfData, null, null, null, null, "take the dump again without what was added behind the table"),
        new(DmarDiagnosticCode.LengthBelowHeader, E, E, E, null, "take the dump again, or update the firmware"),
        new(DmarDiagnosticCode.Checksum, W, W, E, "Linux and Xen warn and use the table all the same", "take the dump again; if the firmware's own table is like that, update the firmware"),
        new(DmarDiagnosticCode.StructureLengthZero, E, E, E, "Linux stops reading here, and with its IOMMU on it never comes up (dmar_acpi_dev_scope_init steps over structures by their length); Xen turns VT-d off; FWTS would never end", "update the firmware"),
        new(DmarDiagnosticCode.StructureTooShort, W, E, W, "Xen turns VT-d off", "update the firmware"),
        new(DmarDiagnosticCode.StructureOverruns, E, W, W, "Linux refuses the whole table (Record passes table end); Xen reads behind it", "update the firmware"),
        new(DmarDiagnosticCode.StructureTooLong, null, null, null, null, "update the firmware; parsers ignore what is too much"),
        new(DmarDiagnosticCode.ScopeTooShort, E, E, E, "Xen turns VT-d off for a scope below 8 bytes", "update the firmware"),
        new(DmarDiagnosticCode.ScopeOverruns, W, W, W, null, "update the firmware"),
        new(DmarDiagnosticCode.OddPath, W, W, E, null, "update the firmware"),
        new(DmarDiagnosticCode.EmptyPath, W, E, E, "Xen turns VT-d off for a scope below 8 bytes", "update the firmware"),
        new(DmarDiagnosticCode.HopOutOfRange, W, W, E, "Xen uses the low bits, which may be another device", "update the firmware"),
        new(DmarDiagnosticCode.ReservedTableBits, null, null, null, null, "nothing to do on this host; tell the vendor"),
        new(DmarDiagnosticCode.ReservedStructureBits, null, null, null, null, "nothing to do on this host; tell the vendor"),
        new(DmarDiagnosticCode.ReservedScopeBits, null, null, null, null, "nothing to do on this host; tell the vendor"),
        new(DmarDiagnosticCode.BaseAboveLimit, W, E, E, "Linux warns (bad RMRR) and taints the kernel; Xen turns VT-d off if one of its devices is there", "update the firmware"),
        new(DmarDiagnosticCode.UnalignedBase, W, N, E, "Linux warns (bad RMRR) and taints the kernel; Xen takes the whole page", "update the firmware"),
        new(DmarDiagnosticCode.UnalignedLimit, W, N, E, "Linux warns (bad RMRR) and taints the kernel; Xen takes the whole page", "update the firmware"),
        new(DmarDiagnosticCode.TypesOutOfOrder, null, null, null, "no parser minds the order", "nothing to do on this host; tell the vendor"),
        new(DmarDiagnosticCode.NoScope, N, W, null, "Xen silently drops an RMRR that names no device", "update the firmware"),
        new(DmarDiagnosticCode.SeveralHops, null, null, null, "which bus the device is on depends on the bridges; --lspci with the output of lspci -vv tells", null),
        new(DmarDiagnosticCode.UnknownStructureType, null, null, null, "parsers pass over it", null),
        new(DmarDiagnosticCode.UnknownScopeType, W, null, E, "Linux says Unsupported device scope; Xen passes over it", null),
        new(DmarDiagnosticCode.NameNotTerminated, E, null, null, "Linux refuses the structure (ANDD object name is not NUL-terminated)", "update the firmware"),
    ];

    /// <summary>The row of a code.</summary>
    internal static DmarConsequence Of(DmarDiagnosticCode code) => All[(int)code - (int)DmarDiagnosticCode.Signature];
}
