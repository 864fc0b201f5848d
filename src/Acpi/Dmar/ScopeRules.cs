namespace RdmPlanner.Acpi;

/// <summary>The rules of VT-d 8.3.1 that speak of the device scopes of one structure.</summary>
internal static class ScopeRules
{
    // VT-d 8.9: bits 4:0 of a scope's flags are defined within SIDP; elsewhere the byte is reserved.
    private const int SidpFlags = 0x1f;

    public static void Check(ScopedStructure structure, List<DmarDiagnostic> findings)
    {
        if (structure.Scopes.IsEmpty && structure.Tail.IsEmpty && NeedsScope(structure))
        {
            findings.Add(new DmarDiagnostic(
                DmarDiagnosticCode.NoScope, structure.Offset, "the structure speaks of devices and names none"));
        }

        int definedFlags = structure is SocDeviceProperty ? SidpFlags : 0;
        foreach (DeviceScope scope in structure.Scopes)
        {
            CheckFields(scope, definedFlags, findings);
            CheckPath(scope, findings);
        }
    }

    // VT-d 8.3, 8.5: INCLUDE_PCI_ALL and ALL_PORTS stand for the devices that are not named.
    private static bool NeedsScope(ScopedStructure structure) => structure switch
    {
        HardwareUnit unit => !unit.IncludePciAll,
        RootPortAts ports => !ports.AllPorts,
        _ => true,
    };

    private static void CheckFields(DeviceScope scope, int definedFlags, List<DmarDiagnostic> findings)
    {
        if (scope.Type is < DeviceScopeType.PciEndpoint or > DeviceScopeType.NamespaceDevice)
        {
            findings.Add(new DmarDiagnostic(
                DmarDiagnosticCode.UnknownScopeType, scope.Offset, $"the device scope has the unknown type {(byte)scope.Type}"));
        }

        if ((scope.Flags & ~definedFlags) != 0)
        {
            findings.Add(new DmarDiagnostic(
                DmarDiagnosticCode.ReservedScopeBits, scope.Offset + 2, $"the device scope's flags 0x{scope.Flags:x} have reserved bits set"));
        }

        if (scope.Reserved != 0)
        {
            findings.Add(new DmarDiagnostic(
                DmarDiagnosticCode.ReservedScopeBits, scope.Offset + 3, $"the device scope's reserved byte is 0x{scope.Reserved:x}"));
        }
    }

    private static void CheckPath(DeviceScope scope, List<DmarDiagnostic> findings)
    {
        PciPath path = scope.Path;
        int start = scope.Offset + DeviceScope.HeaderSize;
        if (path.HasOddByte)
        {
            findings.Add(new DmarDiagnostic(
                DmarDiagnosticCode.OddPath, start + path.LengthInBytes - 1, $"the path has {path.LengthInBytes} bytes, and a hop has two"));
        }
        else if (path.HopCount == 0)
        {
            findings.Add(new DmarDiagnostic(DmarDiagnosticCode.EmptyPath, start, "the path has no hop"));
        }
        else if (path.HopCount > 1)
        {
            findings.Add(new DmarDiagnostic(
                DmarDiagnosticCode.SeveralHops,
                start,
                $"the path {path} from bus 0x{scope.StartBusNumber:x} goes through bridges, so its bus is not known from the table alone"));
        }

        for (int i = 0; i < path.HopCount; i++)
        {
            if (!path[i].IsLegal)
            {
                findings.Add(new DmarDiagnostic(
                    DmarDiagnosticCode.HopOutOfRange,
                    start + (2 * i),
                    $"the hop {path[i]} has a device above 1f or a function above 7"));
            }
        }
    }
}
