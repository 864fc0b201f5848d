using System.Diagnostics;
using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Reports;

/// <summary>The fields of each structure type between its header and its scopes, in table order.</summary>
internal static class DmarFieldText
{
    /// <summary>Writes the fields.</summary>
    internal static void Write(IaslLines lines, RemappingStructure structure)
    {
        int at = structure.Offset + RemappingStructure.HeaderSize;
        switch (structure)
        {
            case HardwareUnit unit:
                lines.Hex(at, 1, "Flags", unit.Flags, unit.IncludePciAll ? "INCLUDE_PCI_ALL" : null);
                lines.Hex(at + 1, 1, "Size", unit.SizeField);
                lines.Hex(at + 2, 2, "PCI Segment Number", unit.Segment);
                lines.Hex(at + 4, 8, "Register Base Address", unit.RegisterBase.Value);
                break;
            case ReservedMemoryRegion region:
                lines.Hex(at, 2, "Reserved", region.Reserved);
                lines.Hex(at + 2, 2, "PCI Segment Number", region.Segment);
                lines.Hex(at + 4, 8, "Base Address", region.BaseAddress.Value);
                lines.Hex(at + 12, 8, "End Address (limit)", region.LimitAddress.Value, Size(region));
                break;
            case RootPortAts ports:
                lines.Hex(at, 1, "Flags", ports.Flags, ports.AllPorts ? "ALL_PORTS" : null);
                lines.Hex(at + 1, 1, "Reserved", ports.Reserved);
                lines.Hex(at + 2, 2, "PCI Segment Number", ports.Segment);
                break;
            case HardwareAffinity affinity:
                lines.Hex(at, 4, "Reserved", affinity.Reserved);
                lines.Hex(at + 4, 8, "Base Address", affinity.RegisterBase.Value);
                lines.Hex(at + 12, 4, "Proximity Domain", affinity.ProximityDomain);
                break;
            case NamespaceDevice device:
                lines.Hex(at, 3, "Reserved", device.Reserved);
                lines.Hex(at + 3, 1, "Device Number", device.AcpiDeviceNumber);
                lines.Text(at + 4, device.ObjectNameField.Length, "Device Name", device.ObjectName);
                break;
            case SocAddressTranslationCache cache:
                lines.Hex(at, 1, "Flags", cache.Flags, cache.AtcRequired ? "ATC_REQUIRED" : null);
                lines.Hex(at + 1, 1, "Reserved", cache.Reserved);
                lines.Hex(at + 2, 2, "PCI Segment Number", cache.Segment);
                break;
            case SocDeviceProperty property:
                lines.Hex(at, 2, "Reserved", property.Reserved);
                lines.Hex(at + 2, 2, "PCI Segment Number", property.Segment);
                break;
            case UnknownStructure:
                break;
            default:
                throw new UnreachableException($"structure {structure.Type}");
        }
    }

    private static string Size(ReservedMemoryRegion region)
    {
        if (region.LimitAddress < region.BaseAddress)
        {
            return "below the base";
        }

        ulong last = region.LimitAddress.Value - region.BaseAddress.Value;
        return last % 1024 == 1023 ? $"{(last >> 10) + 1} KiB" : $"{(UInt128)last + 1} bytes";
    }
}
