using System.Globalization;
using System.Text;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Host;

namespace RdmPlanner.Planner.Reports;

/// <summary>A decoded table as text, line by line as <c>iasl -d</c> prints it, with what the numbers mean beside them.</summary>
public static class DmarText
{
    /// <summary>Writes all tables of a host.</summary>
    /// <param name="host">The host.</param>
    /// <returns>The text; LF line ends, printable characters only.</returns>
    public static string Write(HostDescription host)
    {
        StringBuilder text = new();
        foreach (HostTable table in host.Tables)
        {
            if (table.Decoded.Table is { } decoded)
            {
                text.Append(CultureInfo.InvariantCulture, $"{SafeText.Plain(table.Name)} ({host.Format}, {table.Bytes.Length} bytes)\n\n");
                WriteTable(new IaslLines(text), decoded);
            }
        }

        return text.ToString();
    }

    /// <summary>A scope's device in one word: its address, or its path with the bus it starts on.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="segment">Segment of the structure that holds it.</param>
    /// <returns><c>0000:00:14.0</c>, or <c>0000:00:1c.4/00.0</c> for a path through bridges.</returns>
    public static string ScopeAddress(DeviceScope scope, ushort segment) =>
        scope.TryGetAddress(segment, out PciAddress address)
            ? address.ToString()
            : $"{segment:x4}:{scope.StartBusNumber:x2}:{scope.Path}";

    private static void WriteTable(IaslLines lines, DmarTable table)
    {
        AcpiTableHeader header = table.Header;
        lines.Text(0, 4, "Signature", header.Signature.ToString(), "DMA Remapping table");
        lines.Hex(4, 4, "Table Length", header.Length);
        lines.Hex(8, 1, "Revision", header.Revision);
        lines.Hex(9, 1, "Checksum", header.Checksum);
        lines.Text(10, 6, "Oem ID", header.OemId.ToString());
        lines.Text(16, 8, "Oem Table ID", header.OemTableId.ToString());
        lines.Hex(24, 4, "Oem Revision", header.OemRevision);
        lines.Text(28, 4, "Asl Compiler ID", header.CreatorId.ToString());
        lines.Hex(32, 4, "Asl Compiler Revision", header.CreatorRevision);
        lines.Gap();
        lines.Hex(36, 1, "Host Address Width", table.HostAddressWidthRaw, $"{table.HostAddressWidth} bits");
        lines.Hex(37, 1, "Flags", (byte)table.Flags, FlagWords(table.Flags));
        lines.Bytes(38, "Reserved", table.Reserved.AsSpan());
        lines.Gap();
        foreach (RemappingStructure structure in table.Structures)
        {
            WriteStructure(lines, structure);
        }

        if (!table.Remainder.IsEmpty)
        {
            int offset = table.Structures.IsEmpty ? DmarTable.HeaderSize : table.Structures[^1].Offset + table.Structures[^1].LengthInBytes;
            lines.Bytes(offset, "Not decoded", table.Remainder.AsSpan());
            lines.Gap();
        }
    }

    private static string? FlagWords(DmarFlags flags)
    {
        List<string> words = [];
        if (flags.HasFlag(DmarFlags.IntrRemap))
        {
            words.Add("INTR_REMAP");
        }

        if (flags.HasFlag(DmarFlags.X2ApicOptOut))
        {
            words.Add("X2APIC_OPT_OUT");
        }

        if (flags.HasFlag(DmarFlags.DmaCtrlPlatformOptIn))
        {
            words.Add("DMA_CTRL_PLATFORM_OPT_IN");
        }

        return words.Count == 0 ? null : string.Join(", ", words);
    }

    private static void WriteStructure(IaslLines lines, RemappingStructure structure)
    {
        lines.Hex(structure.Offset, 2, "Subtable Type", (ushort)structure.Type, DmarNames.LongOf(structure.Type));
        lines.Hex(structure.Offset + 2, 2, "Length", (ushort)structure.LengthInBytes);
        lines.Gap();
        DmarFieldText.Write(lines, structure);
        if (structure is ScopedStructure scoped)
        {
            foreach (DeviceScope scope in scoped.Scopes)
            {
                lines.Gap();
                WriteScope(lines, scope, scoped.Segment);
            }
        }

        if (!structure.Tail.IsEmpty)
        {
            int offset = structure.Offset + structure.LengthInBytes - structure.Tail.Length;
            lines.Bytes(offset, structure is UnknownStructure ? "Contents" : "Not decoded", structure.Tail.AsSpan());
        }

        lines.Gap();
    }

    private static void WriteScope(IaslLines lines, DeviceScope scope, ushort segment)
    {
        lines.Hex(scope.Offset, 1, "Device Scope Type", (byte)scope.Type, DmarNames.LongOf(scope.Type));
        lines.Hex(scope.Offset + 1, 1, "Entry Length", (byte)scope.LengthInBytes);
        lines.Hex(scope.Offset + 2, 1, "Flags", scope.Flags);
        lines.Hex(scope.Offset + 3, 1, "Reserved", scope.Reserved);
        lines.Hex(scope.Offset + 4, 1, "Enumeration ID", scope.EnumerationId);
        lines.Hex(scope.Offset + 5, 1, "PCI Bus Number", scope.StartBusNumber);
        for (int i = 0; i < scope.Path.HopCount; i++)
        {
            string? meaning = i == scope.Path.HopCount - 1 ? ScopeAddress(scope, segment) : null;
            lines.Raw(
                scope.Offset + DeviceScope.HeaderSize + (2 * i), 2, "PCI Path",
                $"{scope.Path[i].Device:X2},{scope.Path[i].Function:X2}", meaning);
        }
    }
}
