using System.Collections.Immutable;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Planner.Lint;

/// <summary>What Xen makes of the table as a whole: its own acceptance is run, none of its rules is written again.</summary>
internal static class XenChecks
{
    private const int MostLinesShown = 4;

    internal static void Run(DmarView view, DmarTable table, LintRequest request, FindingCollector findings)
    {
        DmarModel model = DmarModel.From(table);
        HypervisorInput input = request.Topology.ApplyTo(new HypervisorInput
        {
            E820 = request.MemoryMap?.ToRecords() ?? [],
            Dmar = model,
            DebugBuild = false,
            Profile = request.Xen,
        });
        HypervisorResult result = DmarAcceptance.Run(input);
        if (!result.VtdUsable)
        {
            SayDisabled(view, table, input, result, findings);
        }

        if (request.RmrrOption is { } option)
        {
            CheckOption(input with { RmrrOption = RmrrOption.FromCommandLine(WithoutName(option)), MaxPage = HypervisorInput.MaxPageOf(request.MemoryMap) }, findings);
        }
    }

    private static void SayDisabled(
        DmarView view, DmarTable table, HypervisorInput input, HypervisorResult result, FindingCollector findings)
    {
        int index = FirstFailing(input);
        LintPlace place = index < 0 ? view.Header(36, 1, "Host Address Width")
            : index < table.Structures.Length ? view.PlaceOf(table.Structures[index])
            : view.Remainder(table);
        string what = index < 0 ? "the header" : index < table.Structures.Length ? view.NameOf(table.Structures[index]) : "what follows the last structure";
        findings.Add(
            LintCode.XenDisablesVtd, place,
            $"Xen {input.Profile} turns VT-d off for the whole host at {what} ({ErrorNumber.NameOf(result.Rc)})",
            [.. Lines(result.Log)]);
    }

    /// <summary>Index of the structure at which Xen gives up; -1 for the header. An error stays one whatever follows, so the search halves.</summary>
    private static int FirstFailing(HypervisorInput input)
    {
        ImmutableArray<DmarEntry> entries = input.Dmar!.Entries;
        int good = -1;
        int bad = entries.Length;
        while (bad - good > 1)
        {
            int middle = good + ((bad - good) / 2);
            bool fails = !DmarAcceptance.Run(input with { Dmar = input.Dmar with { Entries = entries[..middle] } }).VtdUsable;
            (good, bad) = fails ? (good, middle) : (middle, bad);
        }

        return bad - 1;
    }

    /// <summary>The option, asked alone for what is wrong with its text and with the table for what is wrong with its regions.</summary>
    private static void CheckOption(HypervisorInput input, FindingCollector findings)
    {
        HypervisorResult result = DmarAcceptance.Run(input);
        LintPlace place = new("rmrr=");
        if (result.ParamRc is { } rc && rc != ErrorNumber.None)
        {
            findings.Add(
                LintCode.RmrrOptionUnusable, place,
                $"the option's parser stops with {ErrorNumber.NameOf(rc)} after {CountText.Of(result.ParamCount, "region")}", [.. Lines(result.Log)]);
        }

        foreach (IgnoredRegion ignored in result.Dispositions.OfType<IgnoredRegion>().Where(r => r.Source.Origin == RegionOrigin.Option))
        {
            findings.Add(
                LintCode.RmrrOptionRegionIgnored, place,
                $"{ignored.Source}, [{ignored.BaseAddress}-{ignored.LimitAddress}], is ignored: {ReasonText(ignored.Reason)}");
        }
    }

    private static string ReasonText(IgnoredReason reason) => reason switch
    {
        IgnoredReason.OverlapsRegistered => "it overlaps a region that Xen knows already",
        IgnoredReason.InvalidFrames => "the host has no such page frames",
        IgnoredReason.SegmentsDiffer => "its devices are in several segments",
        IgnoredReason.OptionBaseAboveLimit => "it ends before it begins",
        IgnoredReason.DevicesAbsent => "none of its devices is there",
        IgnoredReason.VtdTurnedOff => "VT-d is off",
        _ => reason.ToString(),
    };

    private static string WithoutName(string option) =>
        option.StartsWith("rmrr=", StringComparison.Ordinal) ? option["rmrr=".Length..] : option;

    private static IEnumerable<string> Lines(ImmutableArray<XenLogLine> log) =>
        log.Where(l => l.Level is XenLogLevel.Error or XenLogLevel.Warning).TakeLast(MostLinesShown)
            .Select(l => $"Xen says: {SafeText.Plain(l.Text.Trim())}");
}
