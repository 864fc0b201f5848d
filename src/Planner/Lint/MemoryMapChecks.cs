using System.Collections.Immutable;
using RdmPlanner.Acpi;
using RdmPlanner.E820;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Profiles;

namespace RdmPlanner.Planner.Lint;

/// <summary>Rules about a table and the host's memory map; each parser judges by its own rule.</summary>
internal static class MemoryMapChecks
{
    private const int MostRangesShown = 4;

    internal static void Run(DmarView view, DmarTable table, LintRequest request, FindingCollector findings)
    {
        if (request.MemoryMap is not { } map)
        {
            return;
        }

        foreach (ReservedMemoryRegion region in table.ReservedMemoryRegions.Where(r => r.BaseAddress <= r.LimitAddress))
        {
            CheckRegion(view, region, map, request, findings);
        }

        foreach (HardwareUnit unit in table.Structures.OfType<HardwareUnit>())
        {
            if (unit.RegisterBase.Value != 0 && map.TypeAt(new Gpa(unit.RegisterBase.Value)) == E820Type.Ram)
            {
                findings.Add(
                    LintCode.UnitInRam, view.PlaceOf(unit, 8, 8, "Register Base Address"), $"the host has RAM at {unit.RegisterBase}");
            }
        }
    }

    private static void CheckRegion(
        DmarView view, ReservedMemoryRegion region, E820Map map, LintRequest request, FindingCollector findings)
    {
        // The last byte of the 64-bit space belongs to no map.
        ulong last = Math.Min(region.LimitAddress.Value, ulong.MaxValue - 1);
        if (region.BaseAddress.Value > last)
        {
            return;
        }

        var range = new GpaRange(new Gpa(region.BaseAddress.Value), new Gpa(last + 1));
        ReadOnlySpan<E820Entry> met = map.Overlapping(range);
        LintCode? code = Classify(met, range);
        HypervisorResult xen = AskXen(region, map, request.Xen);
        bool linuxAccepts = LinuxRegionRule.Accepts(map, region, request.Linux);
        if (code is not { } found)
        {
            return;
        }

        LintSeverities severities = LintRule.Of(found).Severities with
        {
            Linux = !linuxAccepts ? DiagnosticSeverity.Warning : found == LintCode.RegionInRam ? DiagnosticSeverity.Note : null,
            Xen = !xen.VtdUsable ? DiagnosticSeverity.Error : xen.Log.IsEmpty ? null : DiagnosticSeverity.Warning,
        };
        findings.Add(
            found, severities, RegionChecks.Range(view, region), $"{RegionChecks.RangeText(region)} meets {Describe(met, range)}",
            [.. Verdicts(linuxAccepts, xen, request)]);
    }

    private static LintCode? Classify(ReadOnlySpan<E820Entry> met, GpaRange range)
    {
        bool isCovered = IsCovered(met, range);
        bool isReserved = true;
        bool isNvs = true;
        foreach (E820Entry entry in met)
        {
            if (entry.Type == E820Type.Ram)
            {
                return LintCode.RegionInRam;
            }

            isReserved &= entry.Type == E820Type.Reserved;
            isNvs &= entry.Type == E820Type.Nvs;
        }

        return !isCovered ? LintCode.RegionInHole
            : isReserved ? null
            : isNvs ? LintCode.RegionInNvs
            : LintCode.RegionInMixedMemory;
    }

    private static bool IsCovered(ReadOnlySpan<E820Entry> met, GpaRange range)
    {
        Gpa next = range.Start;
        foreach (E820Entry entry in met)
        {
            if (entry.Start > next)
            {
                return false;
            }

            next = entry.End;
        }

        return next > range.Last;
    }

    private static string Describe(ReadOnlySpan<E820Entry> met, GpaRange range)
    {
        List<string> parts = [];
        Gpa next = range.Start;
        foreach (E820Entry entry in met)
        {
            if (entry.Start > next)
            {
                parts.Add(Part("nothing", next, entry.Start));
            }

            Gpa start = entry.Start > range.Start ? entry.Start : range.Start;
            Gpa end = entry.End < range.End ? entry.End : range.End;
            parts.Add(Part(E820TypeNames.Xen(entry.Type), start, end));
            next = entry.End;
        }

        if (next < range.End)
        {
            parts.Add(Part("nothing", next, range.End));
        }

        string more = parts.Count > MostRangesShown ? $" and {parts.Count - MostRangesShown} more" : "";
        return string.Join(", ", parts.Take(MostRangesShown)) + more;
    }

    private static string Part(string what, Gpa start, Gpa end) => $"{what} at [0x{start.Value:x}-0x{end.Value - 1:x}]";

    /// <summary>Xen's verdict on one region, whatever else is in the table.</summary>
    private static HypervisorResult AskXen(ReservedMemoryRegion region, E820Map map, XenProfile release) => DmarAcceptance.Run(new HypervisorInput
    {
        E820 = map.ToRecords(),
        Dmar = new DmarModel
        {
            Entries =
            [
                new DrhdEntry(region.Segment, 0xfed90000, 1, []),
                new RmrrEntry(region.Segment, region.BaseAddress.Value, region.LimitAddress.Value, [new ScopeEntry(1, 0, 0, [new ScopeHop(1, 0)])]),
            ],
        },
        DebugBuild = false,
        Profile = release,
    });

    private static IEnumerable<string> Verdicts(bool linuxAccepts, HypervisorResult xen, LintRequest request)
    {
        yield return linuxAccepts
            ? $"Linux {request.Linux} accepts it{(!request.Linux.ChecksRegions ? " (no check before 5.5)" : request.Linux.AcceptsNvs ? " (from 6.1 on the range that holds the last byte decides)" : "")}"
            : $"Linux {request.Linux} says 'No firmware reserved region can cover this RMRR', taints the kernel and uses the region all the same";
        yield return xen.Log.IsEmpty
            ? $"Xen {request.Xen} accepts it"
            : $"Xen {request.Xen} says: {string.Join("; ", XenLines(xen.Log))}";
    }

    private static IEnumerable<string> XenLines(ImmutableArray<XenLogLine> log) => log.Select(line => line.Text.Trim());
}
