using System.Collections.Immutable;
using System.Text;
using RdmPlanner.Acpi;
using RdmPlanner.Acpi.Dumps;
using RdmPlanner.Acpi.Ivrs;
using RdmPlanner.Acpi.Logs;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Host.Bundle;

namespace RdmPlanner.Planner.Host;

/// <summary>Makes a host of whatever describes one; what it is, is found by content.</summary>
public static class HostReader
{
    /// <summary>Reads a host.</summary>
    /// <param name="bytes">A table, a text dump, a boot log, a list of regions, or the archive of a bundle.</param>
    /// <param name="name">The input's name, for reports.</param>
    /// <returns>The host; <see cref="HostDescription.IsUnusable"/> with findings when there is nothing to plan with. Never fails.</returns>
    public static HostDescription Read(ReadOnlySpan<byte> bytes, string name)
    {
        if (BundleArchive.LooksLikeOne(bytes))
        {
            return BundleReader.Read(BundleArchive.Read(bytes), name);
        }

        if (HostLimits.Refuse(bytes, name) is { } refused)
        {
            return refused;
        }

        if (RegionsCsv.LooksLikeOne(bytes))
        {
            return HostLimits.Apply(FromCsv(bytes, name));
        }

        HostDumpResult dump = HostDump.Read(bytes);
        return HostLimits.Apply(dump.Log is { } log ? FromLog(log, bytes, name) : FromDump(dump, name));
    }

    private static HostDescription FromDump(HostDumpResult dump, string name)
    {
        ImmutableArray<DumpedTable> dumped = dump.Tables?.Tables ?? [];
        ImmutableArray<HostTable> tables = Tables(dumped, name);
        List<Finding> findings = [.. dump.Diagnostics.Select(d => Finding.Of(d, name))];
        foreach (HostTable table in tables)
        {
            findings.AddRange(table.Decoded.Diagnostics.Select(d => Finding.Of(d, table.Name)));
        }

        return new HostDescription
        {
            Name = name,
            Format = FormatName(dump.Tables?.Format ?? AcpiDumpFormat.Unrecognised),
            Tables = tables,
            OtherTables = [.. dumped.Where(t => !IsDmar(t, dumped)).Select(t => t.Signature)],
            IvrsTables = [.. dumped.Where(t => t.Signature == IvrsTable.Signature).Select(t => new OtherTable(name, t.Signature, t.Bytes))],
            Regions = tables.IsEmpty ? [] : DmarRegions.Of(tables[0]),
            Findings = [.. findings],
            IsUnusable = dumped.IsEmpty
                || dump.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error)
                || tables.Any(t => DmarRegions.IsMalformed(t.Decoded)),
        };
    }

    private static ImmutableArray<HostTable> Tables(ImmutableArray<DumpedTable> dumped, string name)
    {
        ImmutableArray<HostTable>.Builder tables = ImmutableArray.CreateBuilder<HostTable>();
        foreach (DumpedTable table in dumped.Where(t => IsDmar(t, dumped)))
        {
            string own = tables.Count == 0 ? name : $"{name}#{tables.Count + 1}";
            ImmutableArray<byte> bytes = table.WithoutXenHiding().Bytes;
            tables.Add(new HostTable(own, bytes, DmarDecoder.Decode(bytes.AsSpan())));
        }

        return tables.DrainToImmutable();
    }

    /// <summary>A lone table with another name and a wrong checksum is taken for a damaged DMAR, so that the damage is reported.</summary>
    private static bool IsDmar(DumpedTable table, ImmutableArray<DumpedTable> all) =>
        table.IsDmar || (all.Length == 1 && table.Signature != IvrsTable.Signature && AcpiChecksum.Sum(table.Bytes.AsSpan()) != 0);

    private static HostDescription FromLog(BootLogResult log, ReadOnlySpan<byte> bytes, string name)
    {
        E820Reading listing = E820Text.Read(Lines(bytes, log.FirstLine, log.LastLine));
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

    /// <summary>Lines of a text, counted from 1, both inclusive: the host's map of the same boot lies between them.</summary>
    private static ReadOnlySpan<byte> Lines(ReadOnlySpan<byte> text, int first, int last)
    {
        int start = 0;
        int line = 1;
        for (; line < first && text[start..].IndexOf((byte)'\n') is >= 0 and var end; line++)
        {
            start += end + 1;
        }

        int stop = start;
        for (; line <= last && stop < text.Length; line++)
        {
            int end = text[stop..].IndexOf((byte)'\n');
            stop = end < 0 ? text.Length : stop + end + 1;
        }

        return text[start..stop];
    }

    private static HostDescription FromCsv(ReadOnlySpan<byte> bytes, string name)
    {
        ExplicitRegions reading = RegionsCsv.Read(Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF'), name);
        return new HostDescription
        {
            Name = name,
            Format = "list of regions",
            Regions = [.. reading.Regions.Select(StatedRegions.HostRegionOf)],
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
