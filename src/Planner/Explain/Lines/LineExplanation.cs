using System.Collections.Immutable;

namespace RdmPlanner.Planner.Explain;

/// <summary>One explanation: a page, the lines that it explains, and what is said of the host.</summary>
/// <param name="Page">The page, with the values of the first line filled in.</param>
/// <param name="Lines">The different lines, in order of their first occurrence; at most <see cref="MostLines"/> are kept.</param>
/// <param name="Host">What the lines mean on the host that was given; empty when none was.</param>
public sealed record LineExplanation(ExplainPage Page, ImmutableArray<LineMatch> Lines, ImmutableArray<string> Host)
{
    /// <summary>How many different lines of one page are listed.</summary>
    public const int MostLines = 8;

    /// <summary>Fills a page with the values of a line.</summary>
    /// <param name="match">The line.</param>
    /// <returns>The page.</returns>
    /// <exception cref="InvalidOperationException">The table of patterns names a page that does not exist.</exception>
    public static ExplainPage PageOf(LineMatch match)
    {
        ExplainPage page = ExplainPages.Find(match.Page) ?? throw new InvalidOperationException($"no page {match.Page}");
        return page with
        {
            Meaning = match.Fill(page.Meaning),
            Layer = match.Fill(page.Layer),
            Steps = [.. page.Steps.Select(match.Fill)],
            Avoid = match.Fill(page.Avoid),
            Next = page.Next is null ? null : match.Fill(page.Next),
        };
    }

    /// <summary>Gathers lines by their pages; each page and each different line once.</summary>
    /// <param name="matches">The recognised lines.</param>
    /// <param name="answer">What is said of the host for one line.</param>
    /// <returns>One explanation a page, in order of first occurrence.</returns>
    public static ImmutableArray<LineExplanation> Gather(
        IEnumerable<LineMatch> matches, Func<LineMatch, ImmutableArray<string>> answer) =>
    [
        .. matches.GroupBy(m => m.Page).Select(group =>
        {
            LineMatch[] lines = [.. group.DistinctBy(m => (m.Device, m.Start, m.End, m.Word)).Take(MostLines)];
            return new LineExplanation(PageOf(lines[0]), [.. lines], [.. lines.SelectMany(l => answer(l)).Distinct()]);
        }),
    ];
}
