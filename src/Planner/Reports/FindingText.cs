using System.Text;
using RdmPlanner.Planner.Findings;

namespace RdmPlanner.Planner.Reports;

/// <summary>A finding as text, in the form of compilers: header, place, help.</summary>
public static class FindingText
{
    private const int Width = 100;

    /// <summary>Writes one finding.</summary>
    /// <param name="finding">The finding.</param>
    /// <returns>Lines of at most 100 columns where words allow it, each ended by LF; no control characters.</returns>
    public static string Of(Finding finding)
    {
        StringBuilder text = new();
        Append(text, $"{finding.SeverityText}[{finding.Code}]: ", finding.Message);
        Append(text, "  --> ", finding.Location);
        Append(text, "  = ", finding.Source);
        Append(text, "  help: ", finding.Help);
        return text.ToString();
    }

    /// <summary>Adds words behind a label, broken into lines as findings are; nothing for null.</summary>
    /// <param name="text">Where to add.</param>
    /// <param name="label">What is before the words.</param>
    /// <param name="words">The words.</param>
    /// <param name="indent">Columns before every line but the first.</param>
    internal static void Append(StringBuilder text, string label, string? words, int indent = 6)
    {
        if (words is null)
        {
            return;
        }

        text.Append(label);
        int column = label.Length;
        bool isFirst = true;
        foreach (string word in SafeText.Plain(words).Split(' '))
        {
            if (!isFirst && column + 1 + word.Length > Width)
            {
                text.Append('\n').Append(' ', indent);
                column = indent;
            }
            else if (!isFirst)
            {
                text.Append(' ');
                column++;
            }

            text.Append(word);
            column += word.Length;
            isFirst = false;
        }

        text.Append('\n');
    }
}
