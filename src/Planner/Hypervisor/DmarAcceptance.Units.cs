using System.Collections.Immutable;
using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Hypervisor;

public sealed partial class DmarAcceptance
{
    /// <summary>Mirrors acpi_parse_one_drhd() in xen/drivers/passthrough/vtd/dmar.c (Xen c447b73).</summary>
    private int ParseHardwareUnit(DmarImage table, int offset)
    {
        int rc = CheckLength(table, offset, DmarImage.DrhdSize);
        if (rc != ErrorNumber.None)
        {
            return rc;
        }

        ulong address = table.U64(offset + 8);
        if (address is 0 or ulong.MaxValue)
        {
            return ErrorNumber.NoDevice;
        }

        ushort segment = table.U16(offset + 6);
        bool includeAll = (table.U8(offset + 4) & 1) != 0;
        Verbose($"  dmaru->address = {XenText.Hex(address)}");
        int scopes = offset + DmarImage.DrhdSize;
        rc = ParseScope(table, scopes, offset + table.U16(offset + 2), segment, out ImmutableArray<PciAddress> devices);
        rc = includeAll ? TakeIncludeAll(segment, rc) : rc;
        if (rc != ErrorNumber.None)
        {
            return rc;
        }

        if (!_input.Force && !includeAll && IsKnownSegment(segment))
        {
            ReportAbsentDevices(table, scopes, devices);
        }

        _hardwareUnits++;
        return ErrorNumber.None;
    }

    private int TakeIncludeAll(ushort segment, int rc)
    {
        Verbose("  flags: INCLUDE_ALL");
        if (segment != 0)
        {
            return rc;
        }

        if (_includeAllSeen)
        {
            _log.Vtd(XenLogLevel.Warning, "Only one INCLUDE_ALL device scope is allowed");
            return ErrorNumber.Invalid;
        }

        _includeAllSeen = true;
        return rc;
    }

    /// <summary>Names absent devices; they cost the unit nothing.</summary>
    /// <remarks>
    /// As in C, entries and devices are walked side by side, though entries of unknown types have no device: behind one,
    /// the type looked at is that of an earlier entry.
    /// </remarks>
    private void ReportAbsentDevices(DmarImage table, int offset, ImmutableArray<PciAddress> devices)
    {
        foreach (PciAddress device in devices)
        {
            byte type = table.U8(offset);
            offset += table.U8(offset + 1);
            if (type is not (DmarStructureTypes.ScopeIoApic or DmarStructureTypes.ScopeHpet) && !IsPresent(device))
            {
                _log.Vtd(XenLogLevel.Warning, $" Non-existent device ({device}) in this DRHD's scope!");
            }
        }
    }

    /// <summary>Mirrors acpi_parse_one_atsr() in xen/drivers/passthrough/vtd/dmar.c (Xen c447b73).</summary>
    private int ParseRootPorts(DmarImage table, int offset)
    {
        int rc = CheckLength(table, offset, DmarImage.AtsrSize);
        if (rc != ErrorNumber.None)
        {
            return rc;
        }

        int allPorts = table.U8(offset + 4) & 1;
        ushort segment = table.U16(offset + 6);
        Verbose($"  atsru->all_ports: {XenText.Hex((ulong)allPorts)}");
        if (allPorts == 0)
        {
            return ParseScope(table, offset + DmarImage.AtsrSize, offset + table.U16(offset + 2), segment, out _);
        }

        Verbose("  flags: ALL_PORTS");
        if (segment == 0 && _allPortsSeen)
        {
            _log.Vtd(XenLogLevel.Warning, "Only one ALL_PORTS device scope is allowed");
            return ErrorNumber.Invalid;
        }

        _allPortsSeen |= segment == 0;
        return ErrorNumber.None;
    }

    /// <summary>Mirrors acpi_parse_one_rhsa() in xen/drivers/passthrough/vtd/dmar.c (Xen c447b73).</summary>
    private int ParseAffinity(DmarImage table, int offset)
    {
        int rc = CheckLength(table, offset, DmarImage.RhsaSize);
        if (rc == ErrorNumber.None)
        {
            ulong domain = table.U16(offset + 16) | ((ulong)table.U16(offset + 18) << 16);
            Verbose($"  rhsau->address: {XenText.Hex(table.U64(offset + 8))} rhsau->proximity_domain: {XenText.Hex(domain)}");
        }

        return rc;
    }

    /// <summary>Mirrors acpi_parse_one_satc() and register_one_satc() in xen/drivers/passthrough/vtd/dmar.c (Xen c447b73).</summary>
    private int ParseTranslationCache(DmarImage table, int offset)
    {
        int rc = CheckLength(table, offset, DmarImage.AtsrSize);
        if (rc != ErrorNumber.None)
        {
            return rc;
        }

        ushort segment = table.U16(offset + 6);
        int end = offset + table.U16(offset + 2);
        rc = ParseScope(table, offset + DmarImage.AtsrSize, end, segment, out ImmutableArray<PciAddress> devices);
        if (rc != ErrorNumber.None || devices.IsEmpty)
        {
            return rc;
        }

        if (IsKnownSegment(segment) && !AnyPresent(devices, device => $" Non-existent device ({device}) is reported in SATC scope!"))
        {
            _log.VtdDebugBuild(
                XenLogLevel.Warning,
                $" Ignore SATC for seg {segment:x4} as no device under its scope is PCI discoverable");
            return ErrorNumber.None;
        }

        Verbose($" ATC required: {table.U8(offset + 4) & 1}");
        return ErrorNumber.None;
    }

    /// <summary>Looks for devices until one is found, naming those absent before it.</summary>
    private bool AnyPresent(ImmutableArray<PciAddress> devices, Func<PciAddress, string> absence)
    {
        foreach (PciAddress device in devices)
        {
            if (IsPresent(device))
            {
                return true;
            }

            _log.VtdDebugBuild(XenLogLevel.Warning, absence(device));
        }

        return false;
    }
}
