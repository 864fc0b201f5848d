using System.Security.Cryptography;
using System.Text.Json;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Host;

namespace RdmPlanner.Planner.Reports;

/// <summary>Decoded tables as JSON: <c>{"format_version", "tables": [...]}</c>, addresses as lower-case hex text.</summary>
public static class DmarJson
{
    /// <summary>Version of the JSON forms: readers accept any minor number and ignore members they do not know.</summary>
    public const string FormatVersion = "1.0";

    /// <summary>Writes the document. One input gives the same bytes in whatever form it was dumped; of several, each table names its own.</summary>
    /// <param name="hosts">The hosts whose tables to write.</param>
    /// <param name="namesInputs">Whether each table names its input.</param>
    /// <returns>Indented JSON with LF line ends and a final newline.</returns>
    public static string Write(IReadOnlyList<HostDescription> hosts, bool namesInputs) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("format_version", FormatVersion);
        writer.WriteStartArray("tables");
        foreach (HostTable table in hosts.SelectMany(h => h.Tables))
        {
            WriteTable(writer, table, namesInputs);
        }

        writer.WriteEndArray();
        FindingJson.WriteArray(writer, "diagnostics", hosts.SelectMany(h => h.Findings).Where(f => !f.Code.StartsWith("DMAR", StringComparison.Ordinal)));
        writer.WriteEndObject();
    });

    /// <summary>Writes the tables of one input alone, one JSON object a line, each with the name of its input.</summary>
    /// <param name="host">The host whose tables to write.</param>
    /// <returns>The lines, each ended by LF; empty without a table.</returns>
    public static string WriteLines(HostDescription host) =>
        string.Concat(host.Tables.Select(table => JsonText.WriteLine(writer => WriteTable(writer, table, isNamed: true))));

    private static void WriteTable(Utf8JsonWriter writer, HostTable host, bool isNamed)
    {
        writer.WriteStartObject();
        if (isNamed)
        {
            writer.WriteString("input", host.Name);
        }

        writer.WriteString("sha12", Convert.ToHexStringLower(SHA256.HashData(host.Bytes.AsSpan()))[..12]);
        if (host.Decoded.Table is { } table)
        {
            WriteHeader(writer, table.Header);
            writer.WriteBoolean("checksum_ok", host.Decoded.IsChecksumOk);
            writer.WriteNumber("host_address_width", table.HostAddressWidth);
            writer.WriteNumber("host_address_width_raw", table.HostAddressWidthRaw);
            writer.WriteString("flags_raw", HexText.Of((byte)table.Flags));
            writer.WriteStartObject("flags");
            writer.WriteBoolean("intr_remap", table.Flags.HasFlag(DmarFlags.IntrRemap));
            writer.WriteBoolean("x2apic_opt_out", table.Flags.HasFlag(DmarFlags.X2ApicOptOut));
            writer.WriteBoolean("dma_ctrl_platform_opt_in", table.Flags.HasFlag(DmarFlags.DmaCtrlPlatformOptIn));
            writer.WriteEndObject();
            writer.WriteStartArray("structures");
            foreach (RemappingStructure structure in table.Structures)
            {
                DmarStructureJson.Write(writer, structure);
            }

            writer.WriteEndArray();
        }

        FindingJson.WriteArray(writer, "diagnostics", host.Decoded.Diagnostics);
        writer.WriteEndObject();
    }

    private static void WriteHeader(Utf8JsonWriter writer, AcpiTableHeader header)
    {
        writer.WriteString("signature", header.Signature.ToString());
        writer.WriteNumber("length", header.Length);
        writer.WriteNumber("revision", header.Revision);
        writer.WriteString("checksum", HexText.Of(header.Checksum));
        writer.WriteString("oem_id", header.OemId.ToString());
        writer.WriteString("oem_table_id", header.OemTableId.ToString());
        writer.WriteString("oem_revision", HexText.Of(header.OemRevision));
        writer.WriteString("creator_id", header.CreatorId.ToString());
        writer.WriteString("creator_revision", HexText.Of(header.CreatorRevision));
    }
}
