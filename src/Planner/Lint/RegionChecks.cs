using RdmPlanner.Acpi;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Planner.Lint;

/// <summary>Rules about reserved regions that the table alone decides.</summary>
internal static class RegionChecks
{
    private const ulong PageMask = 0xfff;
    private const ulong OneMiB = 1 << 20;
    private const ulong OneGiB = 1 << 30;
    private const ulong FourGiB = 4 * OneGiB;

    // hvmloader's memory_map_setup(): what it reserves for itself below its BIOS.
    private const ulong GuestFirmwareLast = 0xfdff_ffff;

    // VT-d 3.14, and Linux's IOAPIC_RANGE_START to IOAPIC_RANGE_END.
    private const ulong InterruptFirst = 0xfee0_0000;
    private const ulong InterruptLast = 0xfeef_ffff;

    internal static void Run(DmarView view, DmarTable table, FindingCollector findings)
    {
        HashSet<ushort> segments = [.. table.Structures.OfType<HardwareUnit>().Select(u => u.Segment)];
        foreach (ReservedMemoryRegion region in table.ReservedMemoryRegions)
        {
            if (segments.Count > 0 && !segments.Contains(region.Segment))
            {
                findings.Add(
                    LintCode.RegionWithoutUnit, view.PlaceOf(region, 6, 2, "PCI Segment Number"), $"no DRHD is of segment {region.Segment}");
            }

            // What is said of a region that ends before it begins is DMAR1019.
            if (region.BaseAddress <= region.LimitAddress)
            {
                CheckSize(view, region, findings);
                CheckPosition(view, table, region, findings);
            }
        }

        RegionOverlaps.Run(view, table, findings);
    }

    internal static LintPlace Base(DmarView view, ReservedMemoryRegion region) => view.PlaceOf(region, 8, 8, "Base Address");

    internal static LintPlace Limit(DmarView view, ReservedMemoryRegion region) => view.PlaceOf(region, 16, 8, "End Address (limit)");

    internal static LintPlace Range(DmarView view, ReservedMemoryRegion region) => view.PlaceOf(region, 8, 16, "Base Address, End Address (limit)");

    internal static string RangeText(ReservedMemoryRegion region) => $"[{region.BaseAddress}-{region.LimitAddress}]";

    internal static bool Meets(ReservedMemoryRegion region, ulong first, ulong last) =>
        region.BaseAddress.Value <= last && first <= region.LimitAddress.Value;

    private static void CheckSize(DmarView view, ReservedMemoryRegion region, FindingCollector findings)
    {
        ulong last = region.LimitAddress.Value;
        ulong lessOne = last - region.BaseAddress.Value;
        if (lessOne == 0)
        {
            string pages = (last & PageMask) == 0 ? "Xen reports 0 pages for it" : "Xen maps the whole page";
            findings.Add(LintCode.OneByteRegion, Range(view, region), $"{RangeText(region)} is one byte", pages);
            return;
        }

        if ((last & PageMask) == 0)
        {
            findings.Add(
                LintCode.LimitAtPageStart, Limit(view, region), $"the limit {region.LimitAddress} is the first byte of a page",
                $"Xen rounds the inclusive limit up and reserves only up to 0x{last - 1:x}, so the device loses a page");
        }

        if (lessOne < PageMask)
        {
            findings.Add(LintCode.SubPageRegion, Range(view, region), $"{RangeText(region)} has {lessOne + 1} bytes");
        }

        if (lessOne >= OneGiB - 1)
        {
            string size = lessOne == ulong.MaxValue ? "all addresses" : SizeText.Of(lessOne + 1);
            findings.Add(LintCode.HugeRegion, Range(view, region), $"{RangeText(region)} has {size}");
        }
    }

    private static void CheckPosition(DmarView view, DmarTable table, ReservedMemoryRegion region, FindingCollector findings)
    {
        if (region.BaseAddress.Value < OneMiB)
        {
            findings.Add(
                LintCode.RegionBelow1MiB, Base(view, region),
                $"{RangeText(region)} starts below 1 MiB (pages 0x{region.BaseAddress.Value >> 12:x} to 0x{region.LimitAddress.Value >> 12:x})");
        }

        if (region.BaseAddress.Value == 0)
        {
            findings.Add(LintCode.RegionAtZero, Base(view, region), "the region starts at address 0, where interrupt vectors and BIOS data are");
        }

        if (UnitChecks.IsBeyond(region.LimitAddress.Value, table))
        {
            findings.Add(
                LintCode.RegionBeyondWidth, Limit(view, region),
                $"{RangeText(region)} needs more than the {table.HostAddressWidth} address bits of the header");
        }

        if (Meets(region, GuestLayout.ReservedDynamicStart, GuestFirmwareLast))
        {
            findings.Add(
                LintCode.RegionInGuestFirmware, Range(view, region),
                $"{RangeText(region)} meets [0x{GuestLayout.ReservedDynamicStart:x}-0x{GuestFirmwareLast:x}], which hvmloader needs");
        }

        if (Meets(region, InterruptFirst, InterruptLast))
        {
            findings.Add(
                LintCode.RegionInInterruptRange, Range(view, region), $"{RangeText(region)} meets [0x{InterruptFirst:x}-0x{InterruptLast:x}]");
        }

        if (region.LimitAddress.Value >= FourGiB)
        {
            findings.Add(LintCode.RegionAbove4GiB, Limit(view, region), $"{RangeText(region)} ends above 4 GiB");
        }
    }
}
