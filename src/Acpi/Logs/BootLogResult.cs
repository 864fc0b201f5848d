using System.Collections.Immutable;
using RdmPlanner.Acpi.Dumps;

namespace RdmPlanner.Acpi.Logs;

/// <summary>What one boot in a log says about DMA remapping.</summary>
/// <param name="Regions">Reserved regions in the order logged, each once; those that Xen ignores are marked and kept.</param>
/// <param name="Units">Remapping units in the order logged, each once.</param>
/// <param name="HostAddressWidth">Bits of a host address (the table's field + 1), or null.</param>
/// <param name="Table">Where the table lies, or null.</param>
/// <param name="KernelVersion">The word after <c>Linux version</c>, or null.</param>
/// <param name="XenVersion">The word after <c>Xen version</c>, or null.</param>
/// <param name="RootPortAtsCount">How many ATSR structures are logged.</param>
/// <param name="VtdDisabled">Whether Xen says that it disables VT-d because of the table.</param>
/// <param name="FirstLine">First line of the boot that was used, counted from 1; 0 when there is no log.</param>
/// <param name="LastLine">Its last line, inclusive; the host's E820 of the same boot lies between the two.</param>
/// <param name="Diagnostics">What could not be used and what the kernel or Xen complains about.</param>
public sealed record BootLogResult(
    ImmutableArray<LoggedRegion> Regions,
    ImmutableArray<LoggedUnit> Units,
    int? HostAddressWidth,
    LoggedTable? Table,
    string? KernelVersion,
    string? XenVersion,
    int RootPortAtsCount,
    bool VtdDisabled,
    int FirstLine,
    int LastLine,
    ImmutableArray<DumpDiagnostic> Diagnostics)
{
    /// <summary>Whether any diagnostic is an error: a region may be missing.</summary>
    public bool HasErrors => Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error);
}
