using System.Collections.Immutable;

namespace RdmPlanner.Acpi;

/// <summary>What decoding some bytes as a DMAR table gave.</summary>
/// <param name="Table">
/// The table as far as it could be read; null when the bytes are too few for a table header or start with another signature.
/// </param>
/// <param name="Diagnostics">Findings, in order of offset; several at one offset in order of discovery.</param>
public sealed record DmarDecodeResult(DmarTable? Table, ImmutableArray<DmarDiagnostic> Diagnostics)
{
    /// <summary>Whether any finding is an error. A table may still be there, as far as it could be read.</summary>
    public bool HasErrors => Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error);

    /// <summary>Whether there is a table and its bytes add up to 0 modulo 256.</summary>
    public bool IsChecksumOk => Table is not null && Diagnostics.All(d => d.Code != DmarDiagnosticCode.Checksum);
}
