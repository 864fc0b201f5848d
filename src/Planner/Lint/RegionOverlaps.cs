using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Lint;

/// <summary>Rules about two regions that meet.</summary>
internal static class RegionOverlaps
{
    private const int PageShift = 12;

    /// <summary>Names, for each region, the first one before it in address order that it meets; work is that of sorting.</summary>
    internal static void Run(DmarView view, DmarTable table, FindingCollector findings)
    {
        ReservedMemoryRegion? highest = null;
        IEnumerable<ReservedMemoryRegion> sorted = table.ReservedMemoryRegions
            .Where(r => r.BaseAddress <= r.LimitAddress)
            .OrderBy(r => r.BaseAddress).ThenBy(r => r.Offset);
        foreach (ReservedMemoryRegion region in sorted)
        {
            if (highest is not null)
            {
                Compare(view, highest, region, findings);
            }

            highest = highest is null || region.LimitAddress > highest.LimitAddress ? region : highest;
        }
    }

    private static void Compare(DmarView view, ReservedMemoryRegion one, ReservedMemoryRegion other, FindingCollector findings)
    {
        (ReservedMemoryRegion first, ReservedMemoryRegion second) = one.Offset < other.Offset ? (one, other) : (other, one);
        string range = RegionChecks.RangeText(second);
        if (other.BaseAddress <= one.LimitAddress)
        {
            bool isSame = one.BaseAddress == other.BaseAddress && one.LimitAddress == other.LimitAddress;
            findings.Add(
                LintCode.RegionsOverlap, RegionChecks.Range(view, second),
                isSame ? $"{range} is also {view.NameOf(first)}"
                    : $"{range} meets {view.NameOf(first)} {RegionChecks.RangeText(first)}");
        }
        else if (other.BaseAddress.Value >> PageShift == one.LimitAddress.Value >> PageShift)
        {
            findings.Add(
                LintCode.RegionsShareAPage, RegionChecks.Range(view, second),
                $"{range} has page 0x{other.BaseAddress.Value >> PageShift:x} in common with {view.NameOf(first)} {RegionChecks.RangeText(first)}");
        }
    }
}
