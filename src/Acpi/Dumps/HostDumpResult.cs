using System.Collections.Immutable;
using RdmPlanner.Acpi.Logs;

namespace RdmPlanner.Acpi.Dumps;

/// <summary>What a file about a host turned out to be.</summary>
/// <param name="Kind">Which of the two results is there.</param>
/// <param name="Tables">Not null exactly for <see cref="HostDumpKind.AcpiTables"/>.</param>
/// <param name="Log">Not null exactly for <see cref="HostDumpKind.BootLog"/>.</param>
/// <param name="Diagnostics">The reader's diagnostics.</param>
public sealed record HostDumpResult(
    HostDumpKind Kind, AcpiDumpResult? Tables, BootLogResult? Log, ImmutableArray<DumpDiagnostic> Diagnostics);
