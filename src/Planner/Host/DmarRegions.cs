using System.Collections.Immutable;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Rdm;

namespace RdmPlanner.Planner.Host;

/// <summary>The reserved regions of a decoded DMAR table.</summary>
public static class DmarRegions
{
    /// <summary>Takes the regions out of a table.</summary>
    /// <param name="table">The table.</param>
    /// <returns>The regions in table order; a device whose path goes through bridges is left out and marked.</returns>
    public static ImmutableArray<HostRegion> Of(HostTable table)
    {
        ImmutableArray<HostRegion>.Builder regions = ImmutableArray.CreateBuilder<HostRegion>();
        foreach (ReservedMemoryRegion region in table.Decoded.Table?.ReservedMemoryRegions ?? [])
        {
            regions.Add(RegionOf(region, new RdmSource(RdmSourceKind.Table, table.Name, region.Offset, regions.Count + 1)));
        }

        return regions.DrainToImmutable();
    }

    /// <summary>
    /// Whether a table is damaged so that its structures cannot be relied upon: no plan is made with it. A region that
    /// contradicts itself is not damage of the table; it is left out with a warning.
    /// </summary>
    /// <param name="decoded">The table with its diagnostics.</param>
    /// <returns>True when it is damaged.</returns>
    public static bool IsMalformed(DmarDecodeResult decoded) => decoded.Table is null || decoded.Diagnostics.Any(
        d => d.Severity == DiagnosticSeverity.Error
            && d.Code is not (DmarDiagnosticCode.BaseAboveLimit or DmarDiagnosticCode.HopOutOfRange or DmarDiagnosticCode.EmptyPath));

    private static HostRegion RegionOf(ReservedMemoryRegion region, RdmSource source)
    {
        ImmutableArray<PciAddress>.Builder devices = ImmutableArray.CreateBuilder<PciAddress>(region.Scopes.Length);
        bool isBehindBridge = false;
        foreach (DeviceScope scope in region.Scopes)
        {
            if (scope.TryGetAddress(region.Segment, out PciAddress address))
            {
                devices.Add(address);
            }

            isBehindBridge |= scope.Path.HopCount > 1;
        }

        return new HostRegion
        {
            BaseAddress = region.BaseAddress,
            LimitAddress = region.LimitAddress,
            Segment = region.Segment,
            Devices = devices.DrainToImmutable(),
            HasDeviceBehindBridge = isBehindBridge,
            Source = source,
        };
    }
}
