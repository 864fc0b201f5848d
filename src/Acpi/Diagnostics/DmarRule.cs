using System.Collections.Immutable;

namespace RdmPlanner.Acpi;

/// <summary>The one table from a diagnostic code to its severity, title and clause.</summary>
/// <remarks>
/// Clauses are of the Intel Virtualization Technology for Directed I/O specification, revision 4.1 and later.
/// Severities follow real tables: what firmware in the field does while its meaning is clear is at most a warning.
/// </remarks>
/// <param name="Code">The code that the row is of.</param>
/// <param name="Severity">Severity of every diagnostic with this code.</param>
/// <param name="Title">A few words without a full stop.</param>
/// <param name="Clause">The clause that is not followed, such as <c>VT-d 8.4</c>.</param>
public sealed record DmarRule(DmarDiagnosticCode Code, DiagnosticSeverity Severity, string Title, string Clause)
{
    private const DiagnosticSeverity Error = DiagnosticSeverity.Error;
    private const DiagnosticSeverity Warning = DiagnosticSeverity.Warning;
    private const DiagnosticSeverity Note = DiagnosticSeverity.Note;

    /// <summary>All rows, in order of code, without a gap from 1001 on.</summary>
    public static ImmutableArray<DmarRule> All { get; } =
    [
        new(DmarDiagnosticCode.Signature, Error, "Signature is not DMAR", "VT-d 8.1"),
        new(DmarDiagnosticCode.TableTooShort, Error, "Data shorter than the table header", "VT-d 8.1"),
        new(DmarDiagnosticCode.LengthBeyondData, Error, "Table length beyond the data", "VT-d 8.1"),
        new(DmarDiagnosticCode.LengthShortOfData, Warning, "Data goes on after the table", "VT-d 8.1"),
        new(DmarDiagnosticCode.LengthBelowHeader, Error, "Table length below the header size", "VT-d 8.1"),
        new(DmarDiagnosticCode.Checksum, Error, "Checksum is wrong", "VT-d 8.1"),
        new(DmarDiagnosticCode.StructureLengthZero, Error, "Structure of length 0", "VT-d 8.2"),
        new(DmarDiagnosticCode.StructureTooShort, Error, "Structure too short", "VT-d 8.2"),
        new(DmarDiagnosticCode.StructureOverruns, Error, "Structure overruns the table", "VT-d 8.2"),
        new(DmarDiagnosticCode.StructureTooLong, Warning, "Structure too long", "VT-d 8.2"),
        new(DmarDiagnosticCode.ScopeTooShort, Error, "Device scope too short", "VT-d 8.3.1"),
        new(DmarDiagnosticCode.ScopeOverruns, Error, "Device scope overruns its structure", "VT-d 8.3.1"),
        new(DmarDiagnosticCode.OddPath, Error, "Path of odd length", "VT-d 8.3.1"),
        new(DmarDiagnosticCode.EmptyPath, Error, "Path without a hop", "VT-d 8.3.1"),
        new(DmarDiagnosticCode.HopOutOfRange, Error, "Device or function out of range", "VT-d 8.3.1"),
        new(DmarDiagnosticCode.ReservedTableBits, Warning, "Reserved bits set in the table header", "VT-d 8.1"),
        new(DmarDiagnosticCode.ReservedStructureBits, Warning, "Reserved bits set in a structure", "VT-d 8.3 to 8.9"),
        new(DmarDiagnosticCode.ReservedScopeBits, Warning, "Reserved bits set in a device scope", "VT-d 8.3.1"),
        new(DmarDiagnosticCode.BaseAboveLimit, Error, "Region base above its limit", "VT-d 8.4"),
        new(DmarDiagnosticCode.UnalignedBase, Warning, "Region base not on a 4 KiB boundary", "VT-d 8.4"),
        new(DmarDiagnosticCode.UnalignedLimit, Warning, "Region end not on a 4 KiB boundary", "VT-d 8.4"),
        new(DmarDiagnosticCode.TypesOutOfOrder, Warning, "Structure types out of order", "VT-d 8.2"),
        new(DmarDiagnosticCode.NoScope, Warning, "Structure without a device scope", "VT-d 8.3.1"),
        new(DmarDiagnosticCode.SeveralHops, Note, "Path of several hops", "VT-d 8.3.1"),
        new(DmarDiagnosticCode.UnknownStructureType, Note, "Structure of unknown type", "VT-d 8.2"),
        new(DmarDiagnosticCode.UnknownScopeType, Note, "Device scope of unknown type", "VT-d 8.3.1"),
        new(DmarDiagnosticCode.NameNotTerminated, Warning, "Object name without a terminator", "VT-d 8.7"),
    ];

    /// <summary>The row of a code.</summary>
    /// <param name="code">Any code but <see cref="DmarDiagnosticCode.None"/>.</param>
    /// <returns>The row.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such code.</exception>
    public static DmarRule Of(DmarDiagnosticCode code)
    {
        int index = (int)code - (int)DmarDiagnosticCode.Signature;
        ArgumentOutOfRangeException.ThrowIfNegative(index, nameof(code));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, All.Length, nameof(code));
        return All[index];
    }
}
