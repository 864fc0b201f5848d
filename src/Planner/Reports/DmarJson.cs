using System.Text.Json;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Host;

namespace RdmPlanner.Planner.Reports;

/// <summary>Decoded tables as JSON: <c>{"format_version", "tables": [...]}</c>, addresses as lower-case hex text.</summary>
public static class DmarJson
{
    /// <summary>Version of the JSON forms: readers accept any minor number and ignore members they do not know.</summary>
    public const string FormatVersion = "1.0";

    /// <summary>Writes the document.</summary>
    /// <param name="hosts">The hosts whose tables to write.</param>
    /// <returns>Indented JSON with LF line ends and a final newline.</returns>
    public static string Write(IReadOnlyList<HostDescription> hosts) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("format_version", FormatVersion);
        writer.WriteStartArray("tables");
        foreach (HostTable table in hosts.SelectMany(h => h.Tables))
        {
            WriteTable(writer, table);
        }

        writer.WriteEndArray();
        FindingJson.WriteArray(writer, "diagnostics", hosts.SelectMany(h => h.Findings).Where(f => !f.Code.StartsWith("DMAR", StringComparison.Ordinal)));
        writer.WriteEndObject();
    });

    private static void WriteTable(Utf8JsonWriter writer, HostTable host)
    {
        writer.WriteStartObject();
        writer.WriteString("name", host.Name);
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
