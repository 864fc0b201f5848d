using System.Globalization;
using System.Text;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Planner.Explain;

/// <summary>Explanations as text.</summary>
public static class ExplainText
{
    /// <summary>Characters of a pasted line that are shown.</summary>
    private const int MostShown = 240;

    /// <summary>Writes the page of a code.</summary>
    /// <param name="code">The code.</param>
    /// <param name="page">Its page.</param>
    /// <returns>The text; LF line ends.</returns>
    public static string Write(ExplainedCode code, ExplainPage page)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{Finding.SeverityName(code.Severity)}[{code.Code}]: {code.Title}\n\n");
        AppendSections(text, page);
        return text.ToString();
    }

    /// <summary>Writes the explanation of lines of a log.</summary>
    /// <param name="explanation">The explanation.</param>
    /// <returns>The text; LF line ends; nothing in it can control a terminal.</returns>
    public static string Write(LineExplanation explanation)
    {
        StringBuilder text = new();
        text.Append(explanation.Page.Title).Append('\n');
        foreach (LineMatch line in explanation.Lines)
        {
            text.Append("  | ").Append(SafeText.Plain(line.Line.Length > MostShown ? line.Line[..MostShown] + "..." : line.Line)).Append('\n');
        }

        text.Append('\n');
        if (!explanation.Host.IsEmpty)
        {
            text.Append("On this host\n");
            foreach (string paragraph in explanation.Host)
            {
                Paragraph.Append(text, "  ", paragraph);
            }

            text.Append('\n');
        }

        AppendSections(text, explanation.Page);
        return text.ToString();
    }

    /// <summary>Writes what the planner says of a guest.</summary>
    /// <param name="paragraphs">The verdict and its reasons.</param>
    /// <returns>The text, with a heading; empty when nothing is said.</returns>
    public static string Guest(IReadOnlyCollection<string> paragraphs)
    {
        if (paragraphs.Count == 0)
        {
            return "";
        }

        StringBuilder text = new("\nA guest on this host\n");
        foreach (string paragraph in paragraphs)
        {
            Paragraph.Append(text, "  ", paragraph);
        }

        return text.ToString();
    }

    /// <summary>Writes the command to run next, as the last thing that is said.</summary>
    /// <param name="command">The command; null for none.</param>
    /// <returns>The text, with a heading; empty for none.</returns>
    public static string Next(string? command) => command is null ? "" : $"\nNext command\n  {SafeText.Plain(command)}\n";

    /// <summary>Lists what lines are recognised.</summary>
    /// <returns>The titles of the pages about lines, one a line, in order of the pages' names.</returns>
    public static string RecognisedLines() =>
        string.Concat(ExplainPages.Names.Where(n => char.IsAsciiLetterLower(n[0])).Select(n => $"  {ExplainPages.Find(n)!.Title}\n"));

    /// <summary>Lists all codes.</summary>
    /// <param name="codes">The codes.</param>
    /// <returns>One line a code: code, severity, title.</returns>
    public static string List(IEnumerable<ExplainedCode> codes)
    {
        StringBuilder text = new();
        foreach (ExplainedCode code in codes)
        {
            text.Append(CultureInfo.InvariantCulture, $"{code.Code,-10} {Finding.SeverityName(code.Severity),-8} {code.Title}\n");
        }

        return text.ToString();
    }

    /// <summary>Writes the sections of a page, in their fixed order.</summary>
    internal static void AppendSections(StringBuilder text, ExplainPage page)
    {
        AppendSection(text, "What it means", page.Meaning);
        AppendSection(text, "Layer", page.Layer);
        AppendSection(text, "Versions", page.Versions);
        text.Append("What to try, in this order\n");
        for (int i = 0; i < page.Steps.Length; i++)
        {
            Paragraph.Append(text, string.Create(CultureInfo.InvariantCulture, $"  {i + 1}. "), page.Steps[i]);
        }

        text.Append('\n');
        AppendSection(text, "What not to do", page.Avoid);
        AppendSection(text, "Source", page.Source);
        if (page.Next is not null)
        {
            text.Append("Next command\n  ").Append(SafeText.Plain(page.Next)).Append("\n\n");
        }

        text.Length--;
    }

    private static void AppendSection(StringBuilder text, string heading, string? words)
    {
        if (words is not null)
        {
            text.Append(heading).Append('\n');
            Paragraph.Append(text, "  ", words);
            text.Append('\n');
        }
    }
}
