using System.Text;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Planner.Explain;

/// <summary>Flowing text in lines of readable width.</summary>
internal static class Paragraph
{
    private const int Width = 96;

    /// <summary>Appends one paragraph, each line ended by LF.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="first">What the first line starts with; the following ones are indented as far.</param>
    /// <param name="words">The paragraph; what it holds from inputs is made harmless here.</param>
    internal static void Append(StringBuilder text, string first, string words)
    {
        text.Append(first);
        int column = first.Length;
        bool isFirst = true;
        foreach (string word in SafeText.Plain(words).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isFirst && column + 1 + word.Length > Width)
            {
                text.Append('\n').Append(' ', first.Length);
                column = first.Length;
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
