using System.Buffers.Binary;
using System.Globalization;
using RdmPlanner.Acpi;
using RdmPlanner.Acpi.Ivrs;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Planner.Diff;

/// <summary>The parts of AMD's IVRS tables as items: IVMD memory as regions, IVHD hardware as units.</summary>
internal static class IvrsItems
{
    private const int HardwareBaseOffset = 8;

    /// <summary>The header fields that count, by name.</summary>
    internal static IEnumerable<(string Name, string Value)> Header(OtherTable host, int index)
    {
        if (IvrsTable.Read(host.Bytes) is not { } table)
        {
            return [];
        }

        string prefix = index == 0 ? "IVRS " : string.Create(CultureInfo.InvariantCulture, $"IVRS #{index + 1} ");
        return
        [
            ($"{prefix}Checksum", AcpiChecksum.Sum(host.Bytes.AsSpan()) == 0 ? "right" : "wrong"),
            ($"{prefix}Virtualization Info", HexText.Of(table.VirtualizationInfo)),
            .. TableItems.Names(table.Header, prefix),
        ];
    }

    /// <summary>The blocks in table order.</summary>
    internal static IEnumerable<DiffItem> Blocks(OtherTable host) => IvrsTable.Read(host.Bytes)?.Blocks.Select(Of) ?? [];

    private static DiffItem Of(IvrsBlock block)
    {
        string type = string.Create(CultureInfo.InvariantCulture, $"{block.Type:x2}h");
        if (block.IsMemory)
        {
            return new DiffItem
            {
                Subject = DiffSubject.Region, Kind = "IVMD", Name = $"IVMD {type} {TableItems.RegionName(block.Start, block.Last)}",
                Start = block.Start.Value, Last = block.Last.Value,
                Devices = [$"{Device(block.FirstDeviceId)}-{Device(block.LastDeviceId)}"],
                Values =
                [
                    ("Type", type), ("Flags", HexText.Of(block.Flags)), ("Start Address", block.Start.ToString()),
                    ("Memory Length", HexText.Of(block.MemoryLengthInBytes)),
                ],
            };
        }

        ReadOnlySpan<byte> bytes = block.Bytes.AsSpan();
        if (block.IsHardware && bytes.Length >= block.EntriesOffset)
        {
            ulong registers = BinaryPrimitives.ReadUInt64LittleEndian(bytes[HardwareBaseOffset..]);
            return new DiffItem
            {
                Subject = DiffSubject.Unit, Kind = $"IVHD {type}", Name = $"IVHD {type} of {Device(block.DeviceId)} at {HexText.Of(registers)}",
                Start = registers, Last = registers, Owner = Device(block.DeviceId),
                Values =
                [
                    ("DeviceId", Device(block.DeviceId)), ("Flags", HexText.Of(block.Flags)), ("Base Address", HexText.Of(registers)),
                    ("other fields", Convert.ToHexStringLower(bytes[(HardwareBaseOffset + 8)..block.EntriesOffset])),
                    ("device entries", Convert.ToHexStringLower(bytes[block.EntriesOffset..])),
                ],
            };
        }

        return new DiffItem
        {
            Subject = DiffSubject.Structure, Kind = $"IVRS {type}", Name = $"IVRS block of type {type}",
            Values = [("bytes", Convert.ToHexStringLower(bytes))],
        };
    }

    private static string Device(ushort id) => new PciAddress(0, (byte)(id >> 8), (byte)((id >> 3) & 0x1f), (byte)(id & 7)).ToString();
}
