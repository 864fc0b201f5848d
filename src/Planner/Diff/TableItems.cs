using System.Globalization;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Planner.Diff;

/// <summary>The parts of DMAR tables as items.</summary>
internal static class TableItems
{
    /// <summary>Header fields that only name the firmware, as <c>iasl -d</c> calls them.</summary>
    internal static bool IsIdentity(string field) => Identity.Any(name => field.EndsWith(name, StringComparison.Ordinal));

    private static readonly string[] Identity = ["Oem ID", "Oem Table ID", "Oem Revision", "Asl Compiler ID", "Asl Compiler Revision"];

    /// <summary>The header fields that count, by name.</summary>
    internal static IEnumerable<(string Name, string Value)> Header(HostTable host, int index)
    {
        if (host.Decoded.Table is not { } table)
        {
            yield break;
        }

        string prefix = index == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"table #{index + 1}: ");
        yield return ($"{prefix}Checksum", host.Decoded.IsChecksumOk ? "right" : "wrong");
        yield return ($"{prefix}Host Address Width", string.Create(CultureInfo.InvariantCulture, $"{table.HostAddressWidth} bits"));
        yield return ($"{prefix}Flags", HexText.Of((byte)table.Flags));
        foreach ((string, string) name in Names(table.Header, prefix))
        {
            yield return name;
        }
    }

    /// <summary>What every ACPI table says of itself.</summary>
    internal static IEnumerable<(string Name, string Value)> Names(AcpiTableHeader header, string prefix) =>
    [
        ($"{prefix}Revision", header.Revision.ToString(CultureInfo.InvariantCulture)),
        ($"{prefix}Oem ID", SafeText.Quoted(header.OemId.ToString())),
        ($"{prefix}Oem Table ID", SafeText.Quoted(header.OemTableId.ToString())),
        ($"{prefix}Oem Revision", HexText.Of(header.OemRevision)),
        ($"{prefix}Asl Compiler ID", SafeText.Quoted(header.CreatorId.ToString())),
        ($"{prefix}Asl Compiler Revision", HexText.Of(header.CreatorRevision)),
    ];

    /// <summary>The structures in table order.</summary>
    internal static IEnumerable<DiffItem> Structures(DmarTable table)
    {
        foreach (RemappingStructure structure in table.Structures)
        {
            yield return Of(structure);
        }

        if (!table.Remainder.IsEmpty)
        {
            yield return new DiffItem
            {
                Subject = DiffSubject.Structure,
                Kind = "remainder",
                Name = "bytes after the last structure",
                Values = [("bytes", Convert.ToHexStringLower(table.Remainder.AsSpan()))],
            };
        }
    }

    /// <summary>How a region is called: bytes, both ends included as the table has them, and page frames.</summary>
    internal static string RegionName(Hpa baseAddress, Hpa limit)
    {
        ulong first = baseAddress.Value >> 12;
        ulong last = limit.Value >> 12;
        string pages = limit < baseAddress ? "ends before it begins"
            : string.Create(CultureInfo.InvariantCulture, $"pfn 0x{first:x}-0x{last:x}, {last - first + 1} page{(last == first ? "" : "s")}");
        return $"[{baseAddress}-{limit}] ({pages})";
    }

    private static DiffItem Of(RemappingStructure structure)
    {
        string kind = DmarNames.Of(structure.Type);
        DiffItem item = structure switch
        {
            ReservedMemoryRegion r => new DiffItem
            {
                Subject = DiffSubject.Region, Kind = kind, Name = $"RMRR {RegionName(r.BaseAddress, r.LimitAddress)}",
                Start = r.BaseAddress.Value, Last = r.LimitAddress.Value,
                Values = [Segment(r), ("Base Address", r.BaseAddress.ToString()), ("End Address (limit)", r.LimitAddress.ToString())],
            },
            HardwareUnit u => new DiffItem
            {
                Subject = DiffSubject.Unit, Kind = kind,
                Name = $"DRHD at {u.RegisterBase}{(u.IncludePciAll ? " (INCLUDE_PCI_ALL)" : "")}",
                Start = u.RegisterBase.Value, Last = u.RegisterBase.Value, Owner = u.IncludePciAll ? $"all of {u.Segment}" : "",
                Values = [Segment(u), ("Register Base Address", u.RegisterBase.ToString()), ("Flags", HexText.Of(u.Flags)), ("Size", HexText.Of(u.SizeField))],
            },
            RootPortAts p => Other(kind, $"ATSR of segment {p.Segment}", Segment(p), ("Flags", HexText.Of(p.Flags))),
            SocAddressTranslationCache c => Other(kind, $"SATC of segment {c.Segment}", Segment(c), ("Flags", HexText.Of(c.Flags))),
            SocDeviceProperty p => Other(kind, $"SIDP of segment {p.Segment}", Segment(p)),
            HardwareAffinity a => Other(
                kind, $"RHSA of the unit at {a.RegisterBase}",
                ("Base Address", a.RegisterBase.ToString()), ("Proximity Domain", HexText.Of(a.ProximityDomain))) with
            {
                Start = a.RegisterBase.Value, Last = a.RegisterBase.Value,
            },
            NamespaceDevice d => Other(
                kind, string.Create(CultureInfo.InvariantCulture, $"ANDD {d.AcpiDeviceNumber} {SafeText.Quoted(d.ObjectName)}"),
                ("Device Number", HexText.Of(d.AcpiDeviceNumber)), ("Device Name", SafeText.Quoted(d.ObjectName))) with
            {
                Start = d.AcpiDeviceNumber, Last = d.AcpiDeviceNumber,
            },
            _ => Other(kind, $"structure of {kind}"),
        };
        if (!structure.Tail.IsEmpty)
        {
            item = item with { Values = item.Values.Add(("undecoded bytes", Convert.ToHexStringLower(structure.Tail.AsSpan()))) };
        }

        return structure is ScopedStructure scoped
            ? item with { Devices = [.. scoped.Scopes.Select(s => Device(s, scoped.Segment))] }
            : item;
    }

    private static DiffItem Other(string kind, string name, params ReadOnlySpan<(string, string)> values) =>
        new() { Subject = DiffSubject.Structure, Kind = kind, Name = name, Values = [.. values] };

    private static (string, string) Segment(ScopedStructure structure) => ("PCI Segment Number", HexText.Of(structure.Segment));

    /// <summary>An endpoint by its address; other scopes with their kind and id.</summary>
    private static string Device(DeviceScope scope, ushort segment)
    {
        string kind = scope.Type == DeviceScopeType.PciEndpoint ? "" : $"{DmarNames.Of(scope.Type)} ";
        string id = scope.EnumerationId == 0 ? "" : $" id {HexText.Of(scope.EnumerationId)}";
        string flags = scope.Flags == 0 ? "" : $" flags {HexText.Of(scope.Flags)}";
        return $"{kind}{DmarText.ScopeAddress(scope, segment)}{id}{flags}";
    }
}
