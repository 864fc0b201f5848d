using RdmPlanner.Acpi.Dumps;
using RdmPlanner.Planner.Findings;

namespace RdmPlanner.Planner.Host;

/// <summary>How much of a host is worked with. Real hosts have a few per cent of it; what has more is refused, not cut.</summary>
/// <remarks>Lint and planning compare structures, regions and entries with each other: without limits a hostile input takes days.</remarks>
public static class HostLimits
{
    /// <summary>The most remapping structures of all DMAR tables together, or blocks of all IVRS tables.</summary>
    public const int Structures = 2048;

    /// <summary>The largest DMAR or IVRS table, in bytes.</summary>
    public const int TableSizeInBytes = 256 << 10;

    /// <summary>The most reserved regions that are planned with; a guest's memory map has no room for more than 128 entries.</summary>
    public const int Regions = 1024;

    /// <summary>The most entries of a memory map; Linux has room for 3200.</summary>
    public const int MemoryMapEntries = 4096;

    /// <summary>The most lines of a dump or log; the largest table that is read has a million in the widest form.</summary>
    public const int Lines = 4 << 20;

    /// <summary>Whether an input has too many lines to be read.</summary>
    /// <param name="bytes">The whole input.</param>
    /// <param name="name">Its name.</param>
    /// <returns>An unusable host with the reason; null when the input can be read.</returns>
    internal static HostDescription? Refuse(ReadOnlySpan<byte> bytes, string name) => bytes.Count((byte)'\n') <= Lines ? null : new()
    {
        Name = name,
        Format = "unrecognised",
        IsUnusable = true,
        Findings = [Finding.Of(new DumpDiagnostic(DumpDiagnosticCode.TableTooLarge, 0, $"more than {Lines} lines, the most that are read"), name)],
    };

    /// <summary>Takes away what is beyond a limit, and says so.</summary>
    /// <param name="host">A host as read.</param>
    /// <returns>The same host; beyond a limit an unusable one, with an error that names the limit and the input.</returns>
    internal static HostDescription Apply(HostDescription host)
    {
        int largest = host.Tables.Select(t => t.Bytes.Length).Concat(host.IvrsTables.Select(t => t.Bytes.Length)).DefaultIfEmpty().Max();
        int structures = host.Tables.Sum(t => t.Decoded.Table?.Structures.Length ?? 0);
        int entries = host.MemoryMap?.Entries.Length ?? 0;
        return largest > TableSizeInBytes
                ? Refused(DumpDiagnosticCode.TableTooLarge, $"a DMAR or IVRS table of {largest} bytes; no more than {TableSizeInBytes} are examined")
            : structures > Structures
                ? Refused(DumpDiagnosticCode.TooManyStructures, $"{structures} remapping structures; no more than {Structures} are examined")
            : host.Regions.Length > Regions
                ? Refused(DumpDiagnosticCode.TooManyRegions, $"{host.Regions.Length} reserved regions; no more than {Regions} are planned with")
            : entries > MemoryMapEntries
                ? Refused(DumpDiagnosticCode.TooManyMapEntries, $"a memory map of {entries} entries; no more than {MemoryMapEntries} are used")
            : host;

        HostDescription Refused(DumpDiagnosticCode code, string message) => new()
        {
            Name = host.Name,
            Format = host.Format,
            IsUnusable = true,
            Findings = [Finding.Of(new DumpDiagnostic(code, 0, message), host.Name)],
        };
    }
}
