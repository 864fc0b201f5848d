using System.Globalization;
using System.Text;
using RdmPlanner.Planner.Findings;

namespace RdmPlanner.Planner.Explain;

/// <summary>Explanations as text.</summary>
public static class ExplainText
{
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
            text.Append("Next command\n  ").Append(Reports.SafeText.Plain(page.Next)).Append("\n\n");
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
