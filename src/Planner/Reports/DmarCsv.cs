using System.Globalization;
using CsvHelper;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Host;

namespace RdmPlanner.Planner.Reports;

/// <summary>The reserved memory regions of tables as comma-separated rows, one RMRR a row.</summary>
public static class DmarCsv
{
    private static readonly string[] Header =
        ["table", "offset", "segment", "base", "limit", "size", "first_gfn", "pages", "devices"];

    /// <summary>Writes all RMRRs of all tables.</summary>
    /// <param name="hosts">The hosts.</param>
    /// <returns>The text with a header; <c>limit</c> is inclusive, <c>devices</c> are separated by spaces; LF line ends.</returns>
    public static string Write(IReadOnlyList<HostDescription> hosts)
    {
        StringWriter text = new();
        using (CsvWriter writer = CsvWriter.Create(text, CsvText.WriterOptions))
        {
            writer.WriteHeader(Header);
            foreach (HostTable table in hosts.SelectMany(h => h.Tables))
            {
                foreach (ReservedMemoryRegion region in table.Decoded.Table?.ReservedMemoryRegions ?? [])
                {
                    WriteRow(writer, table.Name, region);
                }
            }
        }

        return text.ToString();
    }

    private static void WriteRow(CsvWriter writer, string table, ReservedMemoryRegion region)
    {
        // A limit below the base has no size; the wrapped difference would look like a huge one.
        bool isOrdered = region.LimitAddress >= region.BaseAddress;
        ulong size = isOrdered ? unchecked(region.LimitAddress.Value - region.BaseAddress.Value + 1) : 0;
        ulong pages = isOrdered ? (region.LimitAddress.Value >> 12) - (region.BaseAddress.Value >> 12) + 1 : 0;
        writer.WriteRecord(
            CsvText.Safe(table),
            HexText.Of((ulong)region.Offset),
            region.Segment.ToString(CultureInfo.InvariantCulture),
            region.BaseAddress.ToString(),
            region.LimitAddress.ToString(),
            HexText.Of(size),
            HexText.Of(region.BaseAddress.Value >> 12),
            pages.ToString(CultureInfo.InvariantCulture),
            string.Join(' ', region.Scopes.Select(scope => DmarText.ScopeAddress(scope, region.Segment))));
    }
}
