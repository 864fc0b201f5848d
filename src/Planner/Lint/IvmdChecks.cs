using RdmPlanner.Acpi;
using RdmPlanner.Acpi.Ivrs;
using RdmPlanner.E820;

namespace RdmPlanner.Planner.Lint;

/// <summary>Rules about the memory that an IVRS table reserves for devices.</summary>
internal static class IvmdChecks
{
    private const ulong PageMask = 0xfff;
    private const byte Unity = 1;
    private const byte Directions = 6;
    private const byte Exclusion = 8;
    private const byte ReservedFlags = 0xf0;

    // One bus has 256 devices and functions; whoever names as many means no device in particular.
    private const int BroadRange = 256;
    private const int MostDevicesShown = 6;

    internal static void Run(IvrsView view, IvrsTable table, LintRequest request, FindingCollector findings)
    {
        IvrsBlock[] all = [.. table.Blocks.Where(b => b.IsMemory && b.Bytes.Length >= IvrsBlock.MemorySize)];
        bool hasHardware = table.Blocks.Any(b => b.IsHardware);
        IvhdCoverage coverage = new(table);
        foreach (IvrsBlock block in all)
        {
            CheckFields(view, block, findings);
            CheckDevices(view, block, request, findings);
            if (!hasHardware)
            {
                findings.Add(LintCode.IvmdWithoutIommu, view.PlaceOf(block, 4, 2, "DeviceId"), "the table describes no IOMMU for the block's devices");
            }
            else if (coverage.NamesDevices && block.FirstDeviceId <= block.LastDeviceId && !coverage.MeetsAny(block.FirstDeviceId, block.LastDeviceId))
            {
                findings.Add(
                    LintCode.IvmdWithoutIommu, view.PlaceOf(block, 4, block.Type == 0x22 ? 4 : 2, block.Type == 0x22 ? "DeviceId, Auxiliary Data" : "DeviceId"),
                    block.FirstDeviceId == block.LastDeviceId
                        ? $"no IVHD of the table covers {Device(block.FirstDeviceId)}"
                        : $"no IVHD of the table covers any device from {Device(block.FirstDeviceId)} to {Device(block.LastDeviceId)}");
            }

            if (request.MemoryMap is { } map && block.MemoryLengthInBytes > 0)
            {
                CheckMap(view, block, map, findings);
            }
        }

        CheckConflicts(view, all, findings);
    }

    private static LintPlace Memory(IvrsView view, IvrsBlock block) => view.PlaceOf(block, 16, 16, "Start Address, Memory Length");

    private static string RangeText(IvrsBlock block) => $"[{block.Start}-{block.Last}]";

    private static void CheckFields(IvrsView view, IvrsBlock block, FindingCollector findings)
    {
        if ((block.Flags & ReservedFlags) != 0)
        {
            findings.Add(LintCode.IvmdReservedFlags, view.PlaceOf(block, 1, 1, "Flags"), $"the flags 0x{block.Flags:x} have reserved bits set");
        }

        if (block.Reserved != 0)
        {
            findings.Add(LintCode.IvmdReservedField, view.PlaceOf(block, 8, 8, "Reserved"), $"the reserved field is 0x{block.Reserved:x}");
        }

        if ((block.Flags & (Unity | Exclusion)) == 0)
        {
            findings.Add(LintCode.IvmdWithoutPurpose, view.PlaceOf(block, 1, 1, "Flags"), $"the flags 0x{block.Flags:x} have neither Unity nor Exclusion");
        }
        else if ((block.Flags & (Unity | Exclusion)) == Unity && (block.Flags & Directions) is not (0 or Directions))
        {
            findings.Add(
                LintCode.IvmdOneWay, view.PlaceOf(block, 1, 1, "Flags"), $"the flags 0x{block.Flags:x} allow one direction only");
        }

        bool isWrapping = block.Last < block.Start;
        if (block.MemoryLengthInBytes == 0 || isWrapping)
        {
            findings.Add(
                LintCode.IvmdEmpty, Memory(view, block),
                isWrapping ? $"{block.Start} and 0x{block.MemoryLengthInBytes:x} bytes go beyond the last address"
                    : $"start {block.Start}, length 0");
        }
        else if (((block.Start.Value | block.MemoryLengthInBytes) & PageMask) != 0)
        {
            findings.Add(
                LintCode.IvmdUnaligned, Memory(view, block), $"start {block.Start}, length 0x{block.MemoryLengthInBytes:x}",
                "Linux rounds the start up and the length up, so an unaligned start loses its first part");
        }
    }

    private static void CheckDevices(IvrsView view, IvrsBlock block, LintRequest request, FindingCollector findings)
    {
        if (block.Type == 0x22 && block.LastDeviceId <= block.FirstDeviceId)
        {
            findings.Add(
                LintCode.IvmdRangeReversed, view.PlaceOf(block, 4, 4, "DeviceId, Auxiliary Data"),
                $"the devices go from {Device(block.FirstDeviceId)} to {Device(block.LastDeviceId)}");
            return;
        }

        int count = block.LastDeviceId - block.FirstDeviceId + 1;
        if (count < BroadRange)
        {
            return;
        }

        string[] caught =
        [
            .. request.Topology.Functions.Where(f => f.Address.Segment == 0 && Id(f.Address) >= block.FirstDeviceId && Id(f.Address) <= block.LastDeviceId)
                .Select(f => f.Address.ToString()),
        ];
        string more = caught.Length > MostDevicesShown ? $" and {caught.Length - MostDevicesShown} more" : "";
        string[] notes = caught.Length == 0 ? [] : [$"it catches {string.Join(' ', caught.Take(MostDevicesShown))}{more}"];
        findings.Add(
            LintCode.IvmdRangeOverBroad, view.PlaceOf(block, 4, 4, "DeviceId, Auxiliary Data"),
            $"{RangeText(block)} is for all {count} devices from {Device(block.FirstDeviceId)} to {Device(block.LastDeviceId)}", notes);
    }

    private static void CheckMap(IvrsView view, IvrsBlock block, E820Map map, FindingCollector findings)
    {
        ulong last = Math.Min(block.Last.Value, ulong.MaxValue - 1);
        if (last < block.Start.Value)
        {
            return;
        }

        var range = new GpaRange(new Gpa(block.Start.Value), new Gpa(last + 1));
        Gpa next = range.Start;
        bool isReserved = true;
        foreach (E820Entry entry in map.Overlapping(range))
        {
            if (entry.Type == E820Type.Ram)
            {
                Gpa first = entry.Start > range.Start ? entry.Start : range.Start;
                findings.Add(LintCode.IvmdInRam, Memory(view, block), $"{RangeText(block)} meets RAM from 0x{first.Value:x} on");
                return;
            }

            isReserved &= entry.Type == E820Type.Reserved && entry.Start <= next;
            next = entry.End;
        }

        if (!isReserved || next <= range.Last)
        {
            findings.Add(LintCode.IvmdNotReserved, Memory(view, block), $"{RangeText(block)} is not in one reserved range");
        }
    }

    /// <summary>Finds blocks whose memory and devices meet and which are not the same; each names the first before it.</summary>
    private static void CheckConflicts(IvrsView view, IvrsBlock[] blocks, FindingCollector findings)
    {
        // A table of 64 KiB blocks of 32 bytes has at most a few thousand; beyond that nobody reads the answer.
        const int Most = 2048;
        for (int i = 1; i < Math.Min(blocks.Length, Most); i++)
        {
            IvrsBlock second = blocks[i];
            IvrsBlock? first = blocks.Take(i).FirstOrDefault(b => Meet(b, second) && !AreAlike(b, second));
            if (first is not null)
            {
                findings.Add(LintCode.IvmdConflict, Memory(view, second), $"{RangeText(second)} meets {RangeText(first)} of {view.NameOf(first)} for the same devices");
            }
        }
    }

    private static bool Meet(IvrsBlock one, IvrsBlock other) =>
        one.Start <= other.Last && other.Start <= one.Last
        && one.FirstDeviceId <= other.LastDeviceId && other.FirstDeviceId <= one.LastDeviceId;

    private static bool AreAlike(IvrsBlock one, IvrsBlock other) =>
        one.Start == other.Start && one.Last == other.Last && one.Flags == other.Flags;

    private static ushort Id(PciAddress address) => (ushort)((address.Bus << 8) | address.DevFn);

    private static string Device(ushort id) => PciAddress.FromDevFn(0, (byte)(id >> 8), (byte)(id & 0xff)).ToString();
}
