using System.Collections.Immutable;
using System.Text;
using RdmPlanner.Acpi;
using RdmPlanner.Acpi.Dumps;
using RdmPlanner.Acpi.Logs;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Findings;

namespace RdmPlanner.Planner.Host;

/// <summary>Makes a host of whatever describes one; what it is, is found by content.</summary>
public static class HostReader
{
    /// <summary>Reads a host.</summary>
    /// <param name="bytes">A table, a text dump, a boot log, or a list of regions.</param>
    /// <param name="name">The input's name, for reports.</param>
    /// <returns>The host; <see cref="HostDescription.IsUnusable"/> with findings when there is nothing to plan with. Never fails.</returns>
    public static HostDescription Read(ReadOnlySpan<byte> bytes, string name) =>
        BootLog.LooksLikeOne(bytes) ? FromLog(bytes, name)
        : RegionsCsv.LooksLikeOne(bytes) ? FromCsv(bytes, name)
        : FromDump(bytes, name);

    private static HostDescription FromDump(ReadOnlySpan<byte> bytes, string name)
    {
        AcpiDumpResult dump = AcpiDump.Read(bytes);
        List<Finding> findings = [.. dump.Diagnostics.Select(d => Finding.Of(d, name))];
        ImmutableArray<HostTable> tables = Tables(dump, name);
        foreach (HostTable table in tables)
        {
            findings.AddRange(table.Decoded.Diagnostics.Select(d => Finding.Of(d, table.Name)));
        }

        return new HostDescription
        {
            Name = name,
            Format = FormatName(dump.Format),
            Tables = tables,
            OtherTables = [.. dump.Tables.Where(t => !t.IsDmar).Select(t => t.Signature)],
            Regions = tables.IsEmpty ? [] : DmarRegions.Of(tables[0]),
            Findings = [.. findings],
            IsUnusable = dump.Tables.IsEmpty || dump.HasErrors || tables.Any(t => DmarRegions.IsMalformed(t.Decoded)),
        };
    }

    private static ImmutableArray<HostTable> Tables(AcpiDumpResult dump, string name)
    {
        ImmutableArray<HostTable>.Builder tables = ImmutableArray.CreateBuilder<HostTable>();
        foreach (DumpedTable dumped in dump.Tables.Where(t => t.IsDmar))
        {
            string own = tables.Count == 0 ? name : $"{name}#{tables.Count + 1}";
            ImmutableArray<byte> table = dumped.WithoutXenHiding().Bytes;
            tables.Add(new HostTable(own, table, DmarDecoder.Decode(table.AsSpan())));
        }

        return tables.DrainToImmutable();
    }

    private static HostDescription FromLog(ReadOnlySpan<byte> bytes, string name)
    {
        BootLogResult log = BootLog.Read(bytes);
        E820Reading listing = E820Text.Read(bytes);
        return new HostDescription
        {
            Name = name,
            Format = log.XenVersion is { } xen ? $"boot log of Xen {xen}"
                : log.KernelVersion is { } linux ? $"boot log of Linux {linux}"
                : "boot log",
            Regions = LogRegions.Of(log, name),
            MemoryMap = listing.Records.IsEmpty ? null : E820Map.FromRecords(listing.Records.AsSpan()).Map,
            Findings = [.. log.Diagnostics.Select(d => Finding.Of(d, name))],
            IsUnusable = log.HasErrors,
        };
    }

    private static HostDescription FromCsv(ReadOnlySpan<byte> bytes, string name)
    {
        ExplicitRegions reading = RegionsCsv.Read(Encoding.UTF8.GetString(bytes), name);
        return new HostDescription
        {
            Name = name,
            Format = "list of regions",
            Regions = [.. reading.Regions.Select(r => StatedRegions.HostRegionOf(r))],
            Findings = [.. reading.Diagnostics.Select(Finding.Of)],
            IsUnusable = reading.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error),
        };
    }

    private static string FormatName(AcpiDumpFormat format) => format switch
    {
        AcpiDumpFormat.Unrecognised => "unrecognised",
        AcpiDumpFormat.Binary => "binary",
        AcpiDumpFormat.AcpidumpText => "acpidump text",
        AcpiDumpFormat.Disassembly => "iasl disassembly",
        AcpiDumpFormat.Xxd => "xxd",
        AcpiDumpFormat.HexdumpCanonical => "hexdump -C",
        AcpiDumpFormat.HexdumpWords => "hexdump",
        AcpiDumpFormat.OffsetBytes => "offsets and bytes",
        AcpiDumpFormat.BareHex => "bare hex",
        AcpiDumpFormat.CInclude => "xxd -i",
        _ => throw new System.Diagnostics.UnreachableException($"dump format {format}"),
    };
}
