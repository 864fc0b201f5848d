using System.Collections.Immutable;
using RdmPlanner.Acpi;
using RdmPlanner.E820;

namespace RdmPlanner.Planner.Hypervisor;

public sealed partial class DmarAcceptance
{
    /// <summary>Mirrors acpi_parse_one_rmrr() in xen/drivers/passthrough/vtd/dmar.c (Xen c447b73).</summary>
    private int ParseRegion(DmarImage table, int offset, int index)
    {
        int rc = CheckLength(table, offset, DmarImage.RmrrSize);
        if (rc != ErrorNumber.None)
        {
            return rc;
        }

        var region = new Candidate(
            new RegionSource(RegionOrigin.Table, index),
            table.U16(offset + 6),
            new Hpa(table.U64(offset + 8)),
            new Hpa(table.U64(offset + 16)),
            []);
        if (Overlapping(region.Base.Value, region.Limit.Value) is RegisteredRegion other)
        {
            _log.Vtd(
                XenLogLevel.Error,
                $"Overlapping RMRRs {Range(other.BaseAddress, other.LimitAddress)} and {Range(region.Base, region.Limit)}");
            return Ignore(region, IgnoredReason.OverlapsInTable, ErrorNumber.Exists);
        }

        if (!IsMemoryFit(region))
        {
            return Ignore(region, IgnoredReason.NotReservable, ErrorNumber.InputOutput);
        }

        int end = offset + table.U16(offset + 2);
        rc = ParseScope(table, offset + DmarImage.RmrrSize, end, region.Segment, out ImmutableArray<PciAddress> devices);
        if (rc != ErrorNumber.None)
        {
            return Ignore(region, IgnoredReason.BadScope, rc);
        }

        region = region with { Devices = devices };
        if (devices.IsEmpty)
        {
            return Ignore(region, IgnoredReason.NoDevice, ErrorNumber.None);
        }

        // A positive result stands for absent devices, which must not turn VT-d off.
        return Math.Min(Register(region, IgnoredReason.BaseAboveLimit), ErrorNumber.None);
    }

    private bool IsMemoryFit(Candidate region)
    {
        ulong first = region.Base.Value >> PageMath.Shift;
        ulong last = region.Limit.Value >> PageMath.Shift;
        if (_input.Profile.ChecksRegionPages)
        {
            return _memory.UnityRegionOk(first, last, _log);
        }

        if (!_input.Profile.HasShortRegionMessages)
        {
            if (!_memory.IsReservedPage(first) || !_memory.IsReservedPage(last))
            {
                _log.Vtd(
                    XenLogLevel.Warning,
                    $"  RMRR address range {XenText.Hex(region.Base.Value)}..{XenText.Hex(region.Limit.Value)} not in reserved memory;"
                    + " need \"iommu_inclusive_mapping=1\"?");
            }

            return true;
        }

        ulong end = unchecked(region.Limit.Value + 1);
        if (!_memory.AllMapped(region.Base.Value, end, E820Type.Reserved)
            && !_memory.AllMapped(region.Base.Value, end, E820Type.Nvs)
            && !_memory.AllMapped(region.Base.Value, end, E820Type.Acpi))
        {
            _log.Vtd(
                XenLogLevel.Warning,
                $" RMRR {Range(region.Base, region.Limit)} not in reserved memory; need \"iommu_inclusive_mapping=1\"?");
        }

        return true;
    }

    /// <summary>Registers a region at the head of the list.</summary>
    /// <remarks>Mirrors register_one_rmrr() in xen/drivers/passthrough/vtd/dmar.c (Xen c447b73).</remarks>
    /// <returns>Zero, 1 when no device is there, or EFAULT.</returns>
    private int Register(Candidate region, IgnoredReason whenReversed)
    {
        bool shortMessages = _input.Profile.HasShortRegionMessages;
        if (IsKnownSegment(region.Segment) && !AnyPresent(region.Devices, device => Absence(device, region)))
        {
            _log.VtdDebugBuild(XenLogLevel.Warning, shortMessages
                ? $" Ignore RMRR {Range(region.Base, region.Limit)} as no device under its scope is PCI discoverable!"
                : $"  Ignore the RMRR {OldRange(region)} due to devices under its scope are not PCI discoverable!");
            return Ignore(region, IgnoredReason.DevicesAbsent, 1);
        }

        if (region.Base > region.Limit)
        {
            _log.VtdDebugBuild(XenLogLevel.Warning, shortMessages
                ? $" RMRR {Range(region.Base, region.Limit)} is incorrect!"
                : $"  The RMRR {OldRange(region)} is incorrect!");
            return Ignore(region, whenReversed, ErrorNumber.BadAddress);
        }

        if (_input.Verbose)
        {
            _log.VtdDebugBuild(XenLogLevel.None, shortMessages
                ? $" RMRR: {Range(region.Base, region.Limit)}"
                : $"  RMRR region: base_addr {XenText.Hex(region.Base.Value)} end_addr {XenText.Hex(region.Limit.Value)}");
        }

        var registered = new RegisteredRegion(region.Source, region.Segment, region.Base, region.Limit, region.Devices);
        _regions.Insert(0, registered);
        _dispositions.Add(registered);
        return ErrorNumber.None;
    }

    private string Absence(PciAddress device, Candidate region)
    {
        string range = _input.Profile.HasShortRegionMessages
            ? $"[{XenText.Hex(region.Base.Value)}, {XenText.Hex(region.Limit.Value)}]"
            : OldRange(region);
        return $" Non-existent device ({device}) is reported in RMRR {range}'s scope!";
    }

    private RegisteredRegion? Overlapping(ulong first, ulong last)
    {
        foreach (RegisteredRegion other in _regions)
        {
            if (first <= other.LimitAddress.Value && other.BaseAddress.Value <= last)
            {
                return other;
            }
        }

        return null;
    }

    private int Ignore(Candidate region, IgnoredReason reason, int rc)
    {
        _dispositions.Add(new IgnoredRegion(region.Source, region.Segment, region.Base, region.Limit, region.Devices, reason));
        return rc;
    }

    private static string Range(Hpa first, Hpa last) => $"[{XenText.Hex(first.Value)},{XenText.Hex(last.Value)}]";

    private static string OldRange(Candidate region) => $"({XenText.Hex(region.Base.Value)}, {XenText.Hex(region.Limit.Value)})";

    /// <summary>A region on its way to the list.</summary>
    private readonly record struct Candidate(
        RegionSource Source, ushort Segment, Hpa Base, Hpa Limit, ImmutableArray<PciAddress> Devices);
}
