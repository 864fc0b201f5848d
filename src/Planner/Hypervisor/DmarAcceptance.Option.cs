using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Hypervisor;

public sealed partial class DmarAcceptance
{
    /// <summary>Adds one region of the option, unless something is in its way; VT-d stays on in any case.</summary>
    /// <remarks>
    /// Mirrors add_one_user_rmrr() in xen/drivers/passthrough/vtd/dmar.c (Xen c447b73). The host's memory map is not
    /// asked: RAM is accepted. The last page meets other regions by its first byte only.
    /// </remarks>
    private void AddOptionRegion(OptionRegion option, int index)
    {
        string range = Frames(option.BasePfn, option.EndPfn);
        if (_input.Verbose)
        {
            PciAddress first = option.Devices[0];
            ulong sbdf = ((ulong)first.Segment << 16) | ((ulong)first.Bus << 8) | first.DevFn;
            _log.Vtd(
                XenLogLevel.Debug,
                $"Adding RMRR for {option.Devices.Length} device ([0]: {XenText.PrefixedHex(sbdf)}) range {range}");
        }

        ulong start = PageMath.FirstByte(option.BasePfn);
        ulong lastPage = PageMath.FirstByte(option.EndPfn);
        var region = new Candidate(
            new RegionSource(RegionOrigin.Option, index), 0, new Hpa(start), new Hpa(lastPage | (PageMath.Size - 1)), option.Devices);
        if (option.BasePfn > option.EndPfn)
        {
            Refuse(region, IgnoredReason.OptionBaseAboveLimit, $"Invalid RMRR Range {range}");
        }
        else if (Overlapping(start, lastPage) is RegisteredRegion other)
        {
            string others = Frames(other.BaseAddress.Value >> PageMath.Shift, other.LimitAddress.Value >> PageMath.Shift);
            Refuse(region, IgnoredReason.OverlapsRegistered, $"Overlapping RMRRs: {range} and {others}");
        }
        else if (option.EndPfn >= _input.MaxPage)
        {
            Refuse(region, IgnoredReason.InvalidFrames, $"Invalid pfn in RMRR range {range}");
        }
        else
        {
            RegisterOptionRegion(region, range);
        }
    }

    private void RegisterOptionRegion(Candidate region, string range)
    {
        // C: the segments are ORed and compared with the first one, so a first one that has all bits hides a difference.
        int segment = 0;
        foreach (PciAddress device in region.Devices)
        {
            segment |= device.Segment;
        }

        if (segment != region.Devices[0].Segment)
        {
            Refuse(region, IgnoredReason.SegmentsDiffer, $"Segments are not equal for RMRR range {range}");
            return;
        }

        ushort common = (ushort)segment;
        region = region with
        {
            Segment = common,
            Devices = [.. region.Devices.Select(device => PciAddress.FromDevFn(common, device.Bus, device.DevFn))],
        };
        if (Register(region, IgnoredReason.OptionBaseAboveLimit) != ErrorNumber.None)
        {
            _log.Vtd(XenLogLevel.Error, $"Could not register RMMR range {range}");
        }
    }

    private void Refuse(Candidate region, IgnoredReason reason, string message)
    {
        _log.Vtd(XenLogLevel.Error, message);
        Ignore(region, reason, ErrorNumber.None);
    }

    private static string Frames(ulong first, ulong last) => $"[{XenText.Hex(first)}-{XenText.Hex(last)}]";
}
