using System.Collections.Immutable;
using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Hypervisor;

public sealed partial class DmarAcceptance
{
    /// <summary>Reads the devices of a scope.</summary>
    /// <remarks>
    /// Mirrors scope_device_count() and acpi_parse_dev_scope() in xen/drivers/passthrough/vtd/dmar.c (Xen c447b73): every
    /// length is checked before the first device is looked at.
    /// </remarks>
    /// <param name="table">The table.</param>
    /// <param name="start">Offset of the first entry.</param>
    /// <param name="end">Offset behind the structure, as declared.</param>
    /// <param name="segment">Segment of the structure.</param>
    /// <param name="devices">The devices of types 1 to 4, paths walked through the bridges.</param>
    /// <returns>Zero or EINVAL.</returns>
    private int ParseScope(DmarImage table, int start, int end, ushort segment, out ImmutableArray<PciAddress> devices)
    {
        devices = [];
        for (int offset = start; offset < end; offset += table.U8(offset + 1))
        {
            if (table.U8(offset + 1) < ScopePath.LeastScopeLength)
            {
                _log.Vtd(XenLogLevel.Warning, "Invalid device scope");
                return ErrorNumber.Invalid;
            }
        }

        var found = ImmutableArray.CreateBuilder<PciAddress>();
        for (int offset = start; offset < end; offset += table.U8(offset + 1))
        {
            PciAddress device = ScopePath.Walk(table, offset, segment, _input.Bridges, out _);
            if (Describe(table, offset, device))
            {
                found.Add(device);
            }
        }

        devices = found.ToImmutable();
        return ErrorNumber.None;
    }

    private bool Describe(DmarImage table, int offset, PciAddress device)
    {
        byte type = table.U8(offset);
        switch (type)
        {
            case DmarStructureTypes.ScopeBridge:
                BusNumbers buses = _input.Bridges.GetValueOrDefault(device, ScopePath.Unanswered);
                Verbose($" bridge: {device} start={XenText.Hex(table.U8(offset + 5))}"
                    + $" sec={XenText.Hex(buses.Secondary)} sub={XenText.Hex(buses.Subordinate)}");
                return true;
            case DmarStructureTypes.ScopeHpet:
                Verbose($" MSI HPET: {device}");
                return true;
            case DmarStructureTypes.ScopeEndpoint:
                Verbose($" endpoint: {device}");
                return true;
            case DmarStructureTypes.ScopeIoApic:
                Verbose($" IOAPIC: {device}");
                return true;
            default:
                if (_input.Verbose)
                {
                    _log.Vtd(XenLogLevel.Warning, $"Unknown scope type {XenText.PrefixedHex(type)}");
                }

                return false;
        }
    }

    /// <summary>Whether devices of a segment can be looked for at all.</summary>
    /// <remarks>
    /// Mirrors pci_known_segment() in xen/drivers/passthrough/pci.c (Xen c447b73). From 4.17 to 4.19 the DMAR is read
    /// before segment 0 is set up, so that no device is looked for in any segment.
    /// </remarks>
    private bool IsKnownSegment(ushort segment) => _input.Profile.KnowsSegmentsBeforeDmar && _input.Segments.Contains(segment);

    /// <summary>Mirrors pci_device_detect() in xen/drivers/passthrough/pci.c (Xen c447b73).</summary>
    private bool IsPresent(PciAddress device) => _input.Present?.Contains(device) ?? true;
}
