using System.Collections.Immutable;
using RdmPlanner.Acpi;
using RdmPlanner.Acpi.Ivrs;
using RdmPlanner.Planner.Host;

namespace RdmPlanner.Planner.Lint;

/// <summary>Rules about AMD's IVRS as a table, and about its IOMMUs.</summary>
internal static class IvrsChecks
{
    // IVinfo: bits 4:2 and 31:23 are reserved.
    private const uint ReservedInfo = 0xff80_001c;

    // IVHD of types 11h and 40h: flags 7:6 are reserved; in all types bits 15:13 and 7:5 of the information are.
    private const byte ReservedFlags = 0xc0;
    private const ushort ReservedHardwareInfo = 0xe0e0;

    // Special devices: variety 1 is an IOAPIC; the southbridge is device 14h of bus 0.
    private const byte IoApicVariety = 1;
    private const ushort Southbridge = 0x00a0;
    private const int IntegerIdSize = 8;

    internal static void Run(OtherTable host, LintRequest request, FindingCollector findings)
    {
        if (IvrsTable.Read(host.Bytes) is not { } table)
        {
            findings.Add(
                LintCode.IvrsLength, new LintPlace(host.Name) { Table = IvrsTable.Signature, Offset = 0, Context = host.Bytes },
                $"the data ends after {host.Bytes.Length} bytes, before the {IvrsTable.HeaderSize} bytes of the header do");
            return;
        }

        IvrsView view = new(host, table);
        CheckHeader(view, host, table, findings);
        foreach (IvrsBlock block in table.Blocks)
        {
            CheckBlock(view, table, block, findings);
        }

        CheckSouthbridge(view, table, findings);
        IvmdChecks.Run(view, table, request, findings);
    }

    private static void CheckHeader(IvrsView view, OtherTable host, IvrsTable table, FindingCollector findings)
    {
        uint length = table.Header.Length;
        if (length != host.Bytes.Length)
        {
            findings.Add(
                LintCode.IvrsLength, view.Header(4, 4, "Table Length"), $"the length field says {length} bytes, the data has {host.Bytes.Length}");
        }

        byte sum = AcpiChecksum.Sum(host.Bytes.AsSpan()[..(int)Math.Min(length, (uint)host.Bytes.Length)]);
        if (sum != 0)
        {
            findings.Add(LintCode.IvrsChecksum, view.Header(9, 1, "Checksum"), $"the bytes of the table add up to 0x{sum:x} instead of 0");
        }

        if (table.Header.Revision is not (1 or 2))
        {
            findings.Add(LintCode.IvrsRevision, view.Header(8, 1, "Revision"), $"the revision is {table.Header.Revision}");
        }

        if ((table.VirtualizationInfo & ReservedInfo) != 0)
        {
            findings.Add(
                LintCode.IvrsReservedInfo, view.Header(36, 4, "Virtualization Info"),
                $"IVinfo 0x{table.VirtualizationInfo:x} has reserved bits set: 0x{table.VirtualizationInfo & ReservedInfo:x}");
        }

        if (table.End < Math.Min(length, (uint)host.Bytes.Length))
        {
            findings.Add(LintCode.IvrsBlockDamaged, view.From(table.End), $"no block can be told at offset 0x{table.End:x}");
        }
    }

    private static void CheckBlock(IvrsView view, IvrsTable table, IvrsBlock block, FindingCollector findings)
    {
        int least = block.IsHardware ? block.EntriesOffset : block.IsMemory ? IvrsBlock.MemorySize : 0;
        if (block.Bytes.Length < block.DeclaredLength)
        {
            findings.Add(
                LintCode.IvrsBlockDamaged, view.PlaceOf(block, 2, 2, "Length"),
                $"the block says {block.DeclaredLength} bytes, and the table ends after {block.Bytes.Length} of them");
        }
        else if (block.DeclaredLength < least || (block.IsMemory && block.DeclaredLength != least))
        {
            findings.Add(
                LintCode.IvrsBlockDamaged, view.PlaceOf(block, 2, 2, "Length"), $"the block has {block.DeclaredLength} bytes; one of its type has {least}");
        }

        if (!block.IsHardware && !block.IsMemory)
        {
            findings.Add(LintCode.IvrsBlockUnknown, view.PlaceOf(block, 0, 1, "Subtable Type"), $"the type {block.Type:x}h is not defined");
        }

        if (block.IsHardware)
        {
            CheckHardware(view, table, block, findings);
        }
    }

    private static void CheckHardware(IvrsView view, IvrsTable table, IvrsBlock block, FindingCollector findings)
    {
        if (block.Type == 0x40 && table.Header.Revision == 1)
        {
            findings.Add(LintCode.IvhdTypeForRevision, view.PlaceOf(block, 0, 1, "Subtable Type"), "type 40h came with revision 2");
        }

        if (block.Type != 0x10 && (block.Flags & ReservedFlags) != 0)
        {
            // Real firmware copies the flags of its block of type 10h, where the bits are defined; parsers read the features elsewhere.
            findings.Add(
                LintCode.IvhdReservedBits, LintRule.Of(LintCode.IvhdReservedBits).Severities with { Spec = null },
                view.PlaceOf(block, 1, 1, "Flags"), $"the flags 0x{block.Flags:x} have bits set that only blocks of type 10h define");
        }

        if ((block.HardwareInfo & ReservedHardwareInfo) != 0)
        {
            findings.Add(
                LintCode.IvhdReservedBits, view.PlaceOf(block, 18, 2, "Virtualization Info"),
                $"the IOMMU information 0x{block.HardwareInfo:x} has reserved bits set");
        }

        ImmutableArray<IvrsEntry> entries = IvrsEntry.Of(block, out int end);
        foreach (IvrsEntry entry in entries)
        {
            CheckEntry(view, block, entry, findings);
        }

        if (end < block.Bytes.Length)
        {
            findings.Add(
                LintCode.IvhdEntryUnknown, view.PlaceOf(block, end, block.Bytes.Length - end, "Device Entry"),
                $"the entry of type {block.Bytes[end]:x}h goes on beyond the block");
        }
    }

    private static void CheckEntry(IvrsView view, IvrsBlock block, IvrsEntry entry, FindingCollector findings)
    {
        int at = entry.Offset - block.Offset;
        if (!entry.IsKnown)
        {
            findings.Add(LintCode.IvhdEntryUnknown, view.PlaceOf(block, at, 1, "Device Entry"), $"the entry type {entry.Type:x}h is not defined");
        }
        else if (entry.Type == IvrsEntry.AcpiDevice && entry.Bytes[20] == 1 && entry.Bytes[21] != IntegerIdSize)
        {
            findings.Add(
                LintCode.AcpiDeviceUniqueId, view.PlaceOf(block, at + 20, 2, "Unique ID"), $"the integer unique id has {Reports.CountText.Of(entry.Bytes[21], "byte")}");
        }
    }

    private static void CheckSouthbridge(IvrsView view, IvrsTable table, FindingCollector findings)
    {
        IvrsBlock? first = table.Blocks.FirstOrDefault(b => b.IsHardware);
        bool hasIoApic = table.Blocks.Where(b => b.IsHardware).SelectMany(b => IvrsEntry.Of(b, out _)).Any(
            e => e.Type == IvrsEntry.Special && e.Bytes[7] == IoApicVariety && (e.Bytes[5] | (e.Bytes[6] << 8)) == Southbridge);
        if (first is not null && !hasIoApic)
        {
            findings.Add(
                LintCode.SouthbridgeIoApicMissing, view.PlaceOf(first, 0, 4, null), "no entry gives an IOAPIC the source 00:14.0",
                "Linux says 'AMD-Vi: No southbridge IOAPIC found' and disables interrupt remapping");
        }
    }
}
