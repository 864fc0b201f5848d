using RdmPlanner.Acpi;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Planner.Lint;

/// <summary>Rules about a table and the host's PCI functions.</summary>
internal static class TopologyChecks
{
    private const int DisplayClass = 0x03;
    private const int BridgeClass = 0x06;
    private const int UsbClass = 0x0c03;
    private const int PciBridge = 0x0604;
    private const int CardBusBridge = 0x0607;
    private const int SemiTransparentBridge = 0x0609;

    internal static void Run(DmarView view, DmarTable table, LintRequest request, FindingCollector findings)
    {
        HostTopology topology = request.Topology;
        if (topology.IsUnknown)
        {
            return;
        }

        Dictionary<PciAddress, HostPciFunction> functions = topology.Functions.ToDictionary(f => f.Address);
        foreach (ScopedStructure structure in table.Structures.OfType<ScopedStructure>())
        {
            int present = 0;
            foreach (DeviceScope scope in structure.Scopes.Where(ScopeChecks.IsPci))
            {
                present += CheckScope(view, structure, scope, functions, request, findings) ? 1 : 0;
            }

            if (structure is ReservedMemoryRegion region && present == 0 && region.Scopes.Any(ScopeChecks.IsPci))
            {
                findings.Add(
                    LintCode.RegionOfAbsentDevices, view.PlaceOf(region),
                    $"none of the {Reports.CountText.Of(region.Scopes.Length, "device")} of {RegionChecks.RangeText(region)} is in the listing");
            }
        }
    }

    /// <summary>Checks one scope; true when its device is there, or may be, because a bridge's numbers are not listed.</summary>
    private static bool CheckScope(
        DmarView view,
        ScopedStructure structure,
        DeviceScope scope,
        Dictionary<PciAddress, HostPciFunction> functions,
        LintRequest request,
        FindingCollector findings)
    {
        byte bus = scope.StartBusNumber;
        for (int i = 0; i < scope.Path.HopCount; i++)
        {
            PciHop hop = scope.Path[i];
            if (!hop.IsLegal)
            {
                return false;
            }

            PciAddress address = new(structure.Segment, bus, hop.Device, hop.Function);
            LintPlace place = view.PlaceOf(structure, scope, DeviceScope.HeaderSize + (2 * i), 2, "PCI Path");
            if (!functions.TryGetValue(address, out HostPciFunction? function))
            {
                findings.Add(LintCode.DeviceAbsent, place, $"{address} is not in the listing");
                return false;
            }

            if (i == scope.Path.HopCount - 1)
            {
                CheckClass(view, structure, scope, function, request, findings);
                return true;
            }

            if (function.Buses is { } buses)
            {
                bus = buses.Secondary;
                continue;
            }

            if (function.ClassCode is { } code && code >> 8 != BridgeClass)
            {
                findings.Add(LintCode.HopIsNoBridge, place, $"{Named(function)} is no bridge, and the path goes on through it");
                return false;
            }

            return true;
        }

        return false;
    }

    private static void CheckClass(
        DmarView view, ScopedStructure structure, DeviceScope scope, HostPciFunction function, LintRequest request, FindingCollector findings)
    {
        bool hasBuses = function.Buses is not null || function.ClassCode is PciBridge or CardBusBridge or SemiTransparentBridge;
        LintPlace place = view.PlaceOf(structure, scope, 0, 1, "Device Scope Type");
        if (scope.Type == DeviceScopeType.PciEndpoint && hasBuses)
        {
            findings.Add(LintCode.ScopeTypeMismatch, place, $"the scope says endpoint, and {Named(function)} is a bridge");
        }
        else if (scope.Type == DeviceScopeType.PciSubHierarchy && !hasBuses && function.ClassCode is { } code)
        {
            // Non-transparent bridges (0680) have an endpoint's header; Linux lets them pass.
            LintSeverities severities = LintRule.Of(LintCode.ScopeTypeMismatch).Severities;
            findings.Add(
                LintCode.ScopeTypeMismatch, code >> 8 == BridgeClass ? severities with { Linux = null } : severities, place,
                $"the scope says bridge, and {Named(function)} is none");
        }

        if (structure is ReservedMemoryRegion region && function.ClassCode is { } kind && kind >> 8 != DisplayClass && kind != UsbClass)
        {
            findings.Add(
                LintCode.DeviceBlockedUnderVfio, view.PlaceOf(structure, scope),
                $"{Named(function)} is neither a USB nor a graphics device, so {RegionChecks.RangeText(region)} is not relaxable",
                request.Linux.RefusesInGenericCode
                    ? $"Linux {request.Linux} says 'Firmware has requested this device have a 1:1 IOMMU mapping, rejecting configuring the device without a 1:1 mapping' (6.6 on)"
                    : $"Linux {request.Linux} says 'Device is ineligible for IOMMU domain attach due to platform RMRR requirement' (up to 6.5)");
        }
    }

    private static string Named(HostPciFunction function)
    {
        string kind = function.ClassName.Length > 0 ? $" ({function.ClassName})"
            : function.ClassCode is { } code ? $" (class {code:x4})"
            : "";
        return SafeText.Plain(function.Address + kind);
    }
}
