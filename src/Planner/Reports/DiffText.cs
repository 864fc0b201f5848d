using System.Text;
using RdmPlanner.Planner.Diff;

namespace RdmPlanner.Planner.Reports;

/// <summary>A comparison as text: a line for each difference with <c>+</c>, <c>~</c> or <c>-</c>, and a summary.</summary>
public static class DiffText
{
    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The text; LF line ends, no control characters.</returns>
    public static string Write(DiffReport report)
    {
        StringBuilder text = new();
        text.Append("--- ").Append(SafeText.Plain(report.Before)).Append('\n');
        text.Append("+++ ").Append(SafeText.Plain(report.After)).Append('\n');
        foreach (DiffChange change in report.Found.Changes)
        {
            text.Append(change.Sign).Append(' ').Append(SafeText.Plain(DiffNames.Line(change))).Append('\n');
            AppendDetails(text, change);
        }

        foreach (string note in report.Found.Notes)
        {
            text.Append("note: ").Append(SafeText.Plain(note)).Append('\n');
        }

        return text.Append(DiffNames.Summary(report)).Append('\n').ToString();
    }

    private static void AppendDetails(StringBuilder text, DiffChange change)
    {
        if (DiffNames.IsScalar(change))
        {
            return;
        }

        int width = change.Fields.IsEmpty ? 0 : change.Fields.Max(f => f.Name.Length);
        foreach (DiffField field in change.Fields.Where(_ => change.Sign == '~'))
        {
            text.Append("    ").Append(field.Name.PadRight(width)).Append("  ")
                .Append(SafeText.Plain(field.Before ?? "none")).Append(" -> ").Append(SafeText.Plain(field.After ?? "none")).Append('\n');
        }

        foreach (string device in change.DevicesRemoved)
        {
            text.Append("    - device ").Append(SafeText.Plain(device)).Append('\n');
        }

        foreach (string device in change.DevicesAdded)
        {
            text.Append("    + device ").Append(SafeText.Plain(device)).Append('\n');
        }
    }
}
