using System.Diagnostics;
using System.Text.Json;
using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Reports;

/// <summary>One remapping structure as JSON; a key is absent where the table has no such field.</summary>
internal static class DmarStructureJson
{
    /// <summary>Writes the structure.</summary>
    internal static void Write(Utf8JsonWriter writer, RemappingStructure structure)
    {
        writer.WriteStartObject();
        writer.WriteString("type", DmarNames.Of(structure.Type));
        writer.WriteNumber("type_raw", (ushort)structure.Type);
        writer.WriteNumber("offset", structure.Offset);
        writer.WriteNumber("length", structure.LengthInBytes);
        WriteFields(writer, structure);
        if (structure is ScopedStructure scoped)
        {
            writer.WriteStartArray("scopes");
            foreach (DeviceScope scope in scoped.Scopes)
            {
                WriteScope(writer, scope);
            }

            writer.WriteEndArray();
        }

        if (!structure.Tail.IsEmpty)
        {
            writer.WriteString("bytes", Convert.ToHexStringLower(structure.Tail.AsSpan()));
        }

        writer.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter writer, RemappingStructure structure)
    {
        switch (structure)
        {
            case HardwareUnit unit:
                writer.WriteString("flags", HexText.Of(unit.Flags));
                writer.WriteBoolean("include_pci_all", unit.IncludePciAll);
                writer.WriteNumber("size", unit.SizeField);
                writer.WriteNumber("segment", unit.Segment);
                writer.WriteString("register_base", unit.RegisterBase.ToString());
                break;
            case ReservedMemoryRegion region:
                writer.WriteNumber("segment", region.Segment);
                writer.WriteString("base", region.BaseAddress.ToString());
                writer.WriteString("limit", region.LimitAddress.ToString());
                break;
            case RootPortAts ports:
                writer.WriteString("flags", HexText.Of(ports.Flags));
                writer.WriteNumber("segment", ports.Segment);
                writer.WriteBoolean("all_ports", ports.AllPorts);
                break;
            case HardwareAffinity affinity:
                writer.WriteString("register_base", affinity.RegisterBase.ToString());
                writer.WriteNumber("proximity_domain", affinity.ProximityDomain);
                break;
            case NamespaceDevice device:
                writer.WriteNumber("acpi_device_number", device.AcpiDeviceNumber);
                writer.WriteString("object_name", device.ObjectName);
                break;
            case SocAddressTranslationCache cache:
                writer.WriteString("flags", HexText.Of(cache.Flags));
                writer.WriteNumber("segment", cache.Segment);
                writer.WriteBoolean("atc_required", cache.AtcRequired);
                break;
            case SocDeviceProperty property:
                writer.WriteNumber("segment", property.Segment);
                break;
            case UnknownStructure:
                break;
            default:
                throw new UnreachableException($"structure {structure.Type}");
        }
    }

    private static void WriteScope(Utf8JsonWriter writer, DeviceScope scope)
    {
        writer.WriteStartObject();
        writer.WriteString("type", DmarNames.Of(scope.Type));
        writer.WriteNumber("type_raw", (byte)scope.Type);
        writer.WriteNumber("offset", scope.Offset);
        writer.WriteNumber("length", scope.LengthInBytes);
        writer.WriteNumber("flags", scope.Flags);
        writer.WriteNumber("enumeration_id", scope.EnumerationId);
        writer.WriteNumber("start_bus", scope.StartBusNumber);
        writer.WriteStartArray("path");
        foreach (PciHop hop in scope.Path.Hops)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(hop.Device);
            writer.WriteNumberValue(hop.Function);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
