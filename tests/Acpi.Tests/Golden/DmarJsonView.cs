using System.Text.Json.Nodes;

namespace RdmPlanner.Acpi.Tests.Golden;

/// <summary>A decoded table in the form of the real tables' JSON, key by key.</summary>
internal static class DmarJsonView
{
    public static JsonObject Of(DmarDecodeResult result)
    {
        DmarTable table = result.Table!;
        AcpiTableHeader header = table.Header;
        return new JsonObject
        {
            ["signature"] = header.Signature.ToString(),
            ["length"] = header.Length,
            ["revision"] = header.Revision,
            ["checksum"] = Hex(header.Checksum),
            ["oem_id"] = header.OemId.ToString(),
            ["oem_table_id"] = header.OemTableId.ToString(),
            ["oem_revision"] = Hex(header.OemRevision),
            ["creator_id"] = header.CreatorId.ToString(),
            ["creator_revision"] = Hex(header.CreatorRevision),
            ["checksum_ok"] = result.IsChecksumOk,
            ["host_address_width"] = table.HostAddressWidth,
            ["host_address_width_raw"] = table.HostAddressWidthRaw,
            ["flags_raw"] = Hex((byte)table.Flags),
            ["flags"] = new JsonObject
            {
                ["intr_remap"] = table.Flags.HasFlag(DmarFlags.IntrRemap),
                ["x2apic_opt_out"] = table.Flags.HasFlag(DmarFlags.X2ApicOptOut),
                ["dma_ctrl_platform_opt_in"] = table.Flags.HasFlag(DmarFlags.DmaCtrlPlatformOptIn),
            },
            ["structures"] = new JsonArray([.. table.Structures.Select(Structure)]),
        };
    }

    private static JsonObject Structure(RemappingStructure structure)
    {
        var json = new JsonObject
        {
            ["type"] = structure.Type.ToString().ToUpperInvariant(),
            ["type_raw"] = (int)structure.Type,
            ["offset"] = structure.Offset,
            ["length"] = structure.LengthInBytes,
        };
        AddFields(structure, json);
        if (structure is ScopedStructure scoped)
        {
            json["segment"] = scoped.Segment;
            json["scopes"] = new JsonArray([.. scoped.Scopes.Select(Scope)]);
        }

        return json;
    }

    private static void AddFields(RemappingStructure structure, JsonObject json)
    {
        switch (structure)
        {
            case HardwareUnit unit:
                json["flags"] = Hex(unit.Flags);
                json["include_pci_all"] = unit.IncludePciAll;
                json["size"] = unit.SizeField;
                json["register_base"] = unit.RegisterBase.ToString();
                break;
            case ReservedMemoryRegion region:
                json["base"] = region.BaseAddress.ToString();
                json["limit"] = region.LimitAddress.ToString();
                break;
            case RootPortAts ports:
                json["flags"] = Hex(ports.Flags);
                json["all_ports"] = ports.AllPorts;
                break;
            case HardwareAffinity affinity:
                json["register_base"] = affinity.RegisterBase.ToString();
                json["proximity_domain"] = affinity.ProximityDomain;
                break;
            case NamespaceDevice device:
                json["acpi_device_number"] = device.AcpiDeviceNumber;
                json["object_name"] = device.ObjectName;
                break;
            case SocAddressTranslationCache cache:
                json["flags"] = Hex(cache.Flags);
                json["atc_required"] = cache.AtcRequired;
                break;
        }
    }

    private static JsonObject Scope(DeviceScope scope) => new()
    {
        ["type"] = scope.Type switch
        {
            DeviceScopeType.PciEndpoint => "endpoint",
            DeviceScopeType.PciSubHierarchy => "bridge",
            DeviceScopeType.IoApic => "ioapic",
            DeviceScopeType.Hpet => "hpet",
            DeviceScopeType.NamespaceDevice => "namespace",
            _ => "unknown",
        },
        ["type_raw"] = (int)scope.Type,
        ["offset"] = scope.Offset,
        ["length"] = scope.LengthInBytes,
        ["flags"] = scope.Flags,
        ["enumeration_id"] = scope.EnumerationId,
        ["start_bus"] = scope.StartBusNumber,
        ["path"] = new JsonArray([.. scope.Path.Hops.Select(h => new JsonArray((int)h.Device, (int)h.Function))]),
    };

    private static string Hex(uint value) => $"0x{value:x}";
}
