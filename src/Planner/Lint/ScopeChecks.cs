using RdmPlanner.Acpi;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Planner.Lint;

/// <summary>Rules about device scopes that the table alone decides.</summary>
internal static class ScopeChecks
{
    internal static void Run(DmarView view, DmarTable table, HostTopology topology, FindingCollector findings)
    {
        foreach (ScopedStructure structure in table.Structures.OfType<ScopedStructure>())
        {
            foreach (DeviceScope scope in structure.Scopes)
            {
                CheckForFwts(view, structure, scope, findings);
                CheckBus(view, structure, scope, topology, findings);
            }
        }
    }

    /// <summary>Whether a scope speaks of a PCI device, with or without what is behind it.</summary>
    internal static bool IsPci(DeviceScope scope) => scope.Type is DeviceScopeType.PciEndpoint or DeviceScopeType.PciSubHierarchy;

    /// <summary>FWTS looks at all scopes but those of the unit with INCLUDE_PCI_ALL.</summary>
    private static void CheckForFwts(DmarView view, ScopedStructure structure, DeviceScope scope, FindingCollector findings)
    {
        if (structure is not (HardwareUnit { IncludePciAll: false } or ReservedMemoryRegion or RootPortAts))
        {
            return;
        }

        if (scope.Type is DeviceScopeType.NamespaceDevice)
        {
            findings.Add(
                LintCode.NamespaceScopeUnknownToFwts, view.PlaceOf(structure, scope, 0, 1, "Device Scope Type"),
                "FWTS takes scopes of type 5 for unknown");
        }
        else if (scope.Type is DeviceScopeType.IoApic or DeviceScopeType.Hpet)
        {
            findings.Add(
                LintCode.IoApicScopeUntestedByFwts, view.PlaceOf(structure, scope, 0, 1, "Device Scope Type"),
                $"FWTS fails at scopes of type {(byte)scope.Type}");
        }
    }

    // VT-d 8.3.1: the start bus is that of the host bridge, and the path leads from there to the device.
    private static void CheckBus(
        DmarView view, ScopedStructure structure, DeviceScope scope, HostTopology topology, FindingCollector findings)
    {
        if (scope.StartBusNumber == 0 || !IsPci(scope) || scope.Path.HopCount != 1)
        {
            return;
        }

        string device = DmarText.ScopeAddress(scope, structure.Segment);
        LintPlace place = view.PlaceOf(structure, scope, 5, 1, "PCI Bus Number");
        bool onSegment(HostPciFunction f) => f.Address.Segment == structure.Segment;
        HostPciFunction? bridge = topology.Functions.FirstOrDefault(
            f => onSegment(f) && f.Buses is { } buses && buses.Secondary == scope.StartBusNumber);
        bool anyOnBus = topology.Functions.Any(f => onSegment(f) && f.Address.Bus == scope.StartBusNumber);
        if (bridge is not null)
        {
            findings.Add(
                LintCode.StaleBusNumber, place,
                $"{device} starts on bus 0x{scope.StartBusNumber:x}, which is behind the bridge {bridge.Address} and has its number from there",
                "Linux matches it by the present bus number only and says 'RMRR entry for device ... is broken - applying workaround'");
        }
        else if (!topology.IsUnknown && !anyOnBus)
        {
            findings.Add(
                LintCode.BusUnreachable, place, $"{device} starts on bus 0x{scope.StartBusNumber:x}; the listing has no device and no bridge with that bus");
        }
        else if (structure is ReservedMemoryRegion && (topology.IsUnknown || topology.Bridges.IsEmpty))
        {
            findings.Add(
                LintCode.StaleBusNumber, place,
                $"{device} starts on bus 0x{scope.StartBusNumber:x} with a path of one element: right only while the firmware's bus numbers hold");
        }
    }
}
