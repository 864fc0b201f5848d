using System.Collections.Immutable;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Planner.Lint;

/// <summary>Lines of a boot log that mean a fault of the firmware: one table of patterns.</summary>
/// <param name="Code">The rule.</param>
/// <param name="Parts">What a line must contain, all of it.</param>
internal sealed record LogPatterns(LintCode Code, params ImmutableArray<string> Parts)
{
    private const int LongestShown = 200;

    /// <summary>All patterns; the first that fits a line counts.</summary>
    internal static ImmutableArray<LogPatterns> All { get; } =
    [
        new(LintCode.DmaFaultLogged, "DMAR:[fault reason"),
        new(LintCode.DmaFaultLogged, "DMAR: [fault reason"),
        new(LintCode.DmaFaultLogged, "DMAR:[DMA "),
        new(LintCode.DmaFaultLogged, "DMAR: [DMA "),
        new(LintCode.DmaFaultLogged, "DMAR: [INTR-REMAP] Request device"),
        new(LintCode.IsochTlbLogged, "TLB entries for ISOCH unit is 16"),
        new(LintCode.IsochTlbLogged, "ISOCH DMAR unit but no TLB space"),
        new(LintCode.X2ApicOptOutLogged, "x2apic opt out bit"),
        new(LintCode.X2ApicOptOutLogged, "requested that x2apic be disabled"),
        new(LintCode.DeviceIneligibleLogged, "ineligible for IOMMU domain attach due to platform RMRR"),
        new(LintCode.DeviceIneligibleLogged, "rejecting configuring the device without a 1:1 mapping"),
        new(LintCode.SharedRegionLogged, "disallowed to assign", "shared RMRR"),
        new(LintCode.VtdDisabledLogged, "Disabling VT-d"),
        new(LintCode.XenRegionComplaintLogged, "RMRR", "in reserved memory"),
        new(LintCode.XenRegionComplaintLogged, "RMRR: page at"),
        new(LintCode.XenRegionComplaintLogged, "[VT-D]", "Overlapping RMRRs"),
        new(LintCode.AmdIommuLogged, "[Firmware Bug]", "AMD-Vi"),
        new(LintCode.AmdIommuLogged, "AMD-Vi", "No southbridge IOAPIC found"),
        new(LintCode.AmdIommuLogged, "AMD-Vi", "IVRS invalid checksum"),
        new(LintCode.AmdIommuLogged, "AMD-Vi", "not in IVRS table"),
        new(LintCode.AmdIommuLogged, "AMD-Vi", "IVHD", "invalid"),
        new(LintCode.AmdIommuLogged, "AMD-Vi", "Invalid HID"),
        new(LintCode.AmdIommuLogged, "AMD-Vi", "Invalid acpihid"),
        new(LintCode.AmdIommuLogged, "ivrs, add hid", "invalid"),
        new(LintCode.AmdIommuLogged, "AMD-Vi", "Disabling interrupt remapping"),
        new(LintCode.AmdIommuLogged, "AMD-Vi", "Cannot reserve memory region"),
        new(LintCode.AmdIommuLogged, "AMD-Vi", "This is a BIOS bug"),
        new(LintCode.AmdIommuLogged, "AMD-Vi", "Failed to get valid IVRS"),
        new(LintCode.AmdIommuLogged, "AMD-Vi: Error initialization"),
        new(LintCode.AmdIommuLogged, "AMD-Vi: IVMD:", "no IOMMU"),
        new(LintCode.AmdIommuLogged, "AMD-Vi: IVMD:", "can't be converted"),
        new(LintCode.AmdIommuLogged, "AMD-Vi: Error: IVMD"),
        new(LintCode.AmdIommuLogged, "AMD-Vi: IVMD:", "not in"),
        new(LintCode.FirmwareBugLogged, "[Firmware Bug]", "DMAR"),
        new(LintCode.FirmwareBugLogged, "[Firmware Bug]", "RMRR"),
        new(LintCode.FirmwareBugLogged, "Your BIOS is broken", "DMAR"),
        new(LintCode.FirmwareBugLogged, "Your BIOS is broken", "RMRR"),
        new(LintCode.FirmwareBugLogged, "Your BIOS is broken", "RHSA"),
        new(LintCode.FirmwareBugLogged, "Your BIOS is broken", "ANDD"),
    ];

    /// <summary>Looks at the lines of the boot that the log's reader chose, or at all where it found none.</summary>
    internal static void Run(LintRequest request, FindingCollector findings)
    {
        if (request.Log is not { } log)
        {
            return;
        }

        int first = Math.Max(log.Reading.FirstLine, 1);
        int last = log.Reading.FirstLine > 0 ? Math.Min(log.Reading.LastLine, log.Lines.Length) : log.Lines.Length;
        Dictionary<LintCode, (int Line, int Count)> found = [];
        for (int number = first; number <= last; number++)
        {
            string line = log.Lines[number - 1];
            if (All.FirstOrDefault(p => p.Fits(line)) is { } pattern)
            {
                (int Line, int Count) seen = found.GetValueOrDefault(pattern.Code, (number, 0));
                found[pattern.Code] = (seen.Line, seen.Count + 1);
            }
        }

        foreach ((LintCode code, (int Line, int Count) seen) in found)
        {
            string text = log.Lines[seen.Line - 1].Trim();
            string shown = text.Length > LongestShown ? text[..LongestShown] + "..." : text;
            string more = seen.Count > 1 ? $" (and {seen.Count - 1} more such line{(seen.Count == 2 ? "" : "s")})" : "";
            findings.Add(code, new LintPlace(log.Name) { Line = seen.Line }, $"the log says: {SafeText.Plain(shown)}{more}");
        }
    }

    /// <summary>Whether a line has all parts.</summary>
    internal bool Fits(string line) => Parts.All(part => line.Contains(part, StringComparison.OrdinalIgnoreCase));
}
