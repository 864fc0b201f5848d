using System.Collections.Immutable;

namespace RdmPlanner.Acpi.Dumps;

/// <summary>What a dump held: tables in the order of the file, and what could not be used.</summary>
/// <param name="Format">The form of the first table; <see cref="AcpiDumpFormat.Unrecognised"/> when there is none.</param>
/// <param name="Tables">Every table, of any signature; may be empty.</param>
/// <param name="Diagnostics">In the order found; at most a few dozen of each code, the rest is counted.</param>
public sealed record AcpiDumpResult(
    AcpiDumpFormat Format, ImmutableArray<DumpedTable> Tables, ImmutableArray<DumpDiagnostic> Diagnostics)
{
    /// <summary>Whether any diagnostic is an error: something in the input is missing from the tables.</summary>
    public bool HasErrors => Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error);
}
