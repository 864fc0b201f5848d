using RdmPlanner.Acpi;
using RdmPlanner.Acpi.Logs;

namespace RdmPlanner.Planner.Lint;

/// <summary>Rules about a table and a boot log of the same host.</summary>
internal static class LogComparison
{
    internal static void Run(DmarView view, DmarTable table, LintRequest request, FindingCollector findings)
    {
        if (request.Log is not { } log || (log.Reading.Regions.IsEmpty && log.Reading.Units.IsEmpty))
        {
            return;
        }

        CompareRegions(view, table, log, findings);
        CompareUnits(view, table, log, findings);
        if (log.Reading.HostAddressWidth is { } width && width != table.HostAddressWidth)
        {
            findings.Add(
                LintCode.WidthDiffers, view.Header(36, 1, "Host Address Width"),
                $"the table says {table.HostAddressWidth} address bits, {log.Name} says {width}");
        }

        if (log.Reading.Table?.LengthInBytes is { } length && length != table.Header.Length)
        {
            findings.Add(
                LintCode.LoggedTableDiffers, view.Header(4, 4, "Table Length"),
                $"the table has {table.Header.Length} bytes, the one of {log.Name} line {log.Reading.Table.Line} has {length}");
        }
    }

    private static void CompareRegions(DmarView view, DmarTable table, LintLog log, FindingCollector findings)
    {
        // Regions from Xen's command line are not the firmware's.
        List<LoggedRegion> logged = [.. log.Reading.Regions.Where(r => !r.FromCommandLine)];
        List<ReservedMemoryRegion> unmatched = [];
        foreach (ReservedMemoryRegion region in table.ReservedMemoryRegions)
        {
            int same = logged.FindIndex(r => r.BaseAddress == region.BaseAddress && r.LimitAddress == region.LimitAddress);
            if (same >= 0)
            {
                logged.RemoveAt(same);
            }
            else
            {
                unmatched.Add(region);
            }
        }

        foreach (ReservedMemoryRegion region in unmatched)
        {
            int moved = logged.FindIndex(r => Size(r.BaseAddress, r.LimitAddress) == Size(region.BaseAddress, region.LimitAddress));
            if (moved < 0)
            {
                findings.Add(
                    LintCode.TableRegionNotLogged, RegionChecks.Range(view, region),
                    $"{RegionChecks.RangeText(region)} is not among the {Reports.CountText.Of(log.Reading.Regions.Length, "region")} of {log.Name}");
                continue;
            }

            findings.Add(
                LintCode.RegionMoved, RegionChecks.Range(view, region),
                $"{RegionChecks.RangeText(region)} is at {Text(logged[moved])} in {log.Name} line {logged[moved].Line}");
            logged.RemoveAt(moved);
        }

        foreach (LoggedRegion region in logged)
        {
            findings.Add(LintCode.LoggedRegionNotInTable, At(log, region.Line), $"{Text(region)} is not among the table's RMRRs");
        }
    }

    private static void CompareUnits(DmarView view, DmarTable table, LintLog log, FindingCollector findings)
    {
        if (log.Reading.Units.IsEmpty)
        {
            return;
        }

        HashSet<Hpa> logged = [.. log.Reading.Units.Select(u => u.RegisterBase)];
        HashSet<Hpa> stated = [];
        foreach (HardwareUnit unit in table.Structures.OfType<HardwareUnit>())
        {
            stated.Add(unit.RegisterBase);
            if (!logged.Contains(unit.RegisterBase))
            {
                findings.Add(
                    LintCode.UnitsDiffer, view.PlaceOf(unit, 8, 8, "Register Base Address"),
                    $"no unit at {unit.RegisterBase} in {log.Name}");
            }
        }

        foreach (LoggedUnit unit in log.Reading.Units.Where(u => !stated.Contains(u.RegisterBase)))
        {
            findings.Add(LintCode.UnitsDiffer, At(log, unit.Line), $"the table has no unit at {unit.RegisterBase}");
        }
    }

    private static ulong Size(Hpa first, Hpa last) => unchecked(last.Value - first.Value);

    private static string Text(LoggedRegion region) => $"[{region.BaseAddress}-{region.LimitAddress}]";

    private static LintPlace At(LintLog log, int line) => new(log.Name) { Line = line };
}
