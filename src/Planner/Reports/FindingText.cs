using RdmPlanner.Planner.Findings;

namespace RdmPlanner.Planner.Reports;

/// <summary>A finding as text, in the form of compilers: header, place, help.</summary>
public static class FindingText
{
    /// <summary>Writes one finding.</summary>
    /// <param name="finding">The finding.</param>
    /// <returns>One to four lines, each ended by LF; no control characters.</returns>
    public static string Of(Finding finding)
    {
        string text = $"{finding.SeverityText}[{finding.Code}]: {SafeText.Plain(finding.Message)}\n";
        text += finding.Location is null ? "" : $"  --> {SafeText.Plain(finding.Location)}\n";
        text += finding.Source is null ? "" : $"  = {finding.Source}\n";
        return text + (finding.Help is null ? "" : $"  help: {SafeText.Plain(finding.Help)}\n");
    }
}
