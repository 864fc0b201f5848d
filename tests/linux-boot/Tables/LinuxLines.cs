using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using RdmPlanner.Acpi;

namespace RdmPlanner.LinuxBoot.Tests.Tables;

/// <summary>The lines that Linux prints of a table, as said by our decoder and as found in a log.</summary>
/// <remarks>Mirrors dmar_table_print_dmar_entry and parse_dmar_table in drivers/iommu/intel/dmar.c of Linux 6.1.</remarks>
internal static partial class LinuxLines
{
    /// <summary>What Linux is to print of a decoded table.</summary>
    public static ImmutableArray<string> Of(DmarTable table) =>
    [
        $"Host address width {table.HostAddressWidth}",
        .. table.Structures.Select(Of).OfType<string>(),
    ];

    /// <summary>The same lines in a log, in the order printed.</summary>
    public static ImmutableArray<string> In(IEnumerable<string> log) =>
        [.. log.Select(line => Listing().Match(line)).Where(m => m.Success).Select(m => m.Groups[1].Value)];

    /// <summary>The warnings about the table in a log, in the order printed, each once.</summary>
    public static ImmutableArray<string> ComplaintsIn(IEnumerable<string> log) =>
        [.. log.Select(line => Complaint().Match(line)).Where(m => m.Success).Select(m => m.Groups[1].Value).Distinct()];

    private static string? Of(RemappingStructure structure) => structure switch
    {
        HardwareUnit unit => $"DRHD base: {Hex(unit.RegisterBase)} flags: 0x{unit.Flags:x}",
        ReservedMemoryRegion region => $"RMRR base: {Hex(region.BaseAddress)} end: {Hex(region.LimitAddress)}",
        RootPortAts ports => $"ATSR flags: 0x{ports.Flags:x}",
        HardwareAffinity affinity => $"RHSA base: {Hex(affinity.RegisterBase)} proximity domain: 0x{affinity.ProximityDomain:x}",
        NamespaceDevice device => string.Create(CultureInfo.InvariantCulture, $"ANDD device: {device.AcpiDeviceNumber:x} name: {device.ObjectName}"),
        SocAddressTranslationCache cache => $"SATC flags: 0x{cache.Flags:x}",
        _ => null,
    };

    // %#016Lx: sixteen characters, the prefix included.
    private static string Hex(Hpa address) => string.Create(CultureInfo.InvariantCulture, $"0x{address.Value:x14}");

    [GeneratedRegex("DMAR: ((Host address width|(DRHD|RMRR|RHSA) base:|(ATSR|SATC) flags:|ANDD device:).*)$")]
    private static partial Regex Listing();

    [GeneratedRegex("(?:DMAR: |DMAR-IR: )((\\[Firmware Bug\\]|Your BIOS is broken|Invalid DMAR haw|Unsupported device scope|Device scope type does not match).*)$")]
    private static partial Regex Complaint();
}
