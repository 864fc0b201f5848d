using System.Globalization;
using RdmPlanner.Planner.Diff;

namespace RdmPlanner.Planner.Reports;

/// <summary>Words for comparisons.</summary>
internal static class DiffNames
{
    internal static string Of(DiffSubject subject) => subject switch
    {
        DiffSubject.Header => "header",
        DiffSubject.Region => "region",
        DiffSubject.Unit => "unit",
        DiffSubject.Structure => "structure",
        DiffSubject.HostMap => "host_map",
        DiffSubject.Setting => "setting",
        DiffSubject.Edge => "edge",
        DiffSubject.PlannedRegion => "planned_region",
        DiffSubject.MapEntry => "map_entry",
        DiffSubject.Bar => "bar",
        DiffSubject.Finding => "finding",
        DiffSubject.Verdict => "verdict",
        _ => throw new System.Diagnostics.UnreachableException($"subject {subject}"),
    };

    internal static string Of(DiffAction action) => action switch
    {
        DiffAction.Added => "added",
        DiffAction.Removed => "removed",
        DiffAction.Moved => "moved",
        DiffAction.Resized => "resized",
        DiffAction.Changed => "changed",
        _ => throw new System.Diagnostics.UnreachableException($"action {action}"),
    };

    internal static string Of(DiffKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The change on one line: <c>region RMRR [...] moved</c>.</summary>
    internal static string Line(DiffChange change) => change.Action == DiffAction.Changed && change.Fields is [var only] && IsScalar(change)
        ? $"{Label(change.Subject)}{change.Name}: {only.Before ?? "none"} -> {only.After ?? "none"}{Remark(change)}"
        : IsScalar(change) && change.Fields is [var value]
        ? $"{Label(change.Subject)}{change.Name}: {value.After ?? value.Before}{Remark(change)}"
        : $"{Label(change.Subject)}{change.Name} {(change.Action == DiffAction.Added ? "is new" : change.Action == DiffAction.Removed ? "is gone" : Of(change.Action))}";

    /// <summary>Whether the change is of one named value and has no more to say.</summary>
    internal static bool IsScalar(DiffChange change) =>
        change.Subject is DiffSubject.Header or DiffSubject.Setting or DiffSubject.Edge or DiffSubject.Finding or DiffSubject.Verdict;

    /// <summary>The last line of a report: <c>1 region moved, 0 added, 1 removed; verdict ACCEPTED -> REJECTED</c>.</summary>
    internal static string Summary(DiffReport report)
    {
        List<string> parts = [];
        if (report.IsSame)
        {
            parts.Add("no differences");
        }
        else
        {
            int moved = report.RegionCount(DiffAction.Moved);
            string regions = string.Create(
                CultureInfo.InvariantCulture,
                $"{moved} region{(moved == 1 ? "" : "s")} moved, {report.RegionCount(DiffAction.Added)} added, {report.RegionCount(DiffAction.Removed)} removed");
            regions += Also(report.RegionCount(DiffAction.Resized), "resized") + Also(report.RegionCount(DiffAction.Changed), "changed");
            parts.Add(regions);
            int others = report.Found.Changes.Count(c => !c.IsIdentity
                && c.Subject is DiffSubject.Header or DiffSubject.Unit or DiffSubject.Structure or DiffSubject.HostMap or DiffSubject.Setting);
            if (others > 0)
            {
                string what = report.Kind == DiffKind.Hosts ? "of units, structures and header" : "of the guest's settings";
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{others} change{(others == 1 ? "" : "s")} {what}"));
            }

            if (report.Found.Changes.All(c => c.IsIdentity))
            {
                parts.Add("only names and revisions differ, nothing that changes a map");
            }
        }

        if (report.VerdictBefore is { } before && report.VerdictAfter is { } after)
        {
            parts.Add(before == after
                ? $"verdict {before.ToUpperInvariant()} in both"
                : $"verdict {before.ToUpperInvariant()} -> {after.ToUpperInvariant()}");
        }

        return string.Join("; ", parts);
    }

    private static string Also(int count, string verb) => count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {count} {verb}");

    private static string Remark(DiffChange change) => change.IsIdentity ? " (a name only)" : "";

    private static string Label(DiffSubject subject) => subject switch
    {
        DiffSubject.Header => "header ",
        DiffSubject.HostMap => "host map: ",
        DiffSubject.Setting => "guest ",
        DiffSubject.MapEntry => "map: ",
        DiffSubject.Verdict => "verdict ",
        _ => "",
    };
}
