using System.Diagnostics;

namespace RdmPlanner.Acpi.Tests.Golden;

/// <summary>Structures in the notation of <c>fixtures/dmar-cases</c>.</summary>
internal static class StructureText
{
    public static string Of(DmarTable? table) => table is null ? "" : string.Join(" ; ", table.Structures.Select(Of));

    private static string Of(RemappingStructure structure) => structure switch
    {
        HardwareUnit u => $"DRHD flags=0x{u.Flags:x} size={u.SizeField} seg={u.Segment} base={u.RegisterBase} scope={Scopes(u)}",
        ReservedMemoryRegion r => $"RMRR seg={r.Segment} base={r.BaseAddress} limit={r.LimitAddress} scope={Scopes(r)}",
        RootPortAts p => $"ATSR flags=0x{p.Flags:x} seg={p.Segment} scope={Scopes(p)}",
        HardwareAffinity a => $"RHSA base={a.RegisterBase} domain={a.ProximityDomain}",
        NamespaceDevice d => $"ANDD number={d.AcpiDeviceNumber} name={d.ObjectName}".TrimEnd(),
        SocAddressTranslationCache c => $"SATC flags=0x{c.Flags:x} seg={c.Segment} scope={Scopes(c)}",
        SocDeviceProperty p => $"SIDP seg={p.Segment} scope={Scopes(p)}",
        UnknownStructure u => $"type {(int)u.Type}: {Hex(u.Tail.AsSpan())}",
        _ => throw new UnreachableException($"{structure.GetType()}"),
    };

    private static string Scopes(ScopedStructure structure) => string.Join(',', structure.Scopes.Select(Of));

    private static string Of(DeviceScope scope)
    {
        string type = scope.Type switch
        {
            DeviceScopeType.PciEndpoint => "endpoint",
            DeviceScopeType.PciSubHierarchy => "bridge",
            DeviceScopeType.IoApic => "ioapic",
            DeviceScopeType.Hpet => "hpet",
            DeviceScopeType.NamespaceDevice => "namespace",
            _ => $"type{(int)scope.Type}",
        };
        string id = scope.EnumerationId == 0 ? "" : $"#{scope.EnumerationId}";
        string flags = scope.Flags == 0 ? "" : $"+{scope.Flags:x}";
        return $"{type}{id}{flags}@{scope.StartBusNumber:x2}/{scope.Path}";
    }

    private static string Hex(ReadOnlySpan<byte> bytes) =>
        bytes.IsEmpty ? "-" : string.Join(' ', Convert.ToHexStringLower(bytes).Chunk(8).Select(c => new string(c)));
}
