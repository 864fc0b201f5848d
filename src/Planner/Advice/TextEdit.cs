using System.Collections.Immutable;
using System.Text;

namespace RdmPlanner.Planner.Advice;

/// <summary>One replacement in a text.</summary>
/// <param name="Span">What is replaced; empty for an insertion.</param>
/// <param name="Text">What takes its place; empty for a removal.</param>
internal readonly record struct TextEdit(TextSpan Span, string Text)
{
    /// <summary>Applies edits that do not overlap, unless both remove; insertions at one place keep their order.</summary>
    internal static string Apply(string text, IEnumerable<TextEdit> edits)
    {
        StringBuilder edited = new(text.Length);
        int at = 0;
        foreach (TextEdit edit in InOrder(edits))
        {
            edited.Append(text, at, edit.Span.Start - at).Append(edit.Text);
            at = edit.Span.End;
        }

        return edited.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>The edits by place; removals that overlap become one.</summary>
    internal static ImmutableArray<TextEdit> InOrder(IEnumerable<TextEdit> edits)
    {
        List<TextEdit> ordered = [];
        foreach (TextEdit edit in edits.OrderBy(e => e.Span.Start).ThenBy(e => e.Span.End))
        {
            if (ordered is [.., { } last] && edit.Span.Start < last.Span.End && edit.Text.Length == 0 && last.Text.Length == 0)
            {
                ordered[^1] = last with { Span = new TextSpan(last.Span.Start, Math.Max(last.Span.End, edit.Span.End)) };
            }
            else
            {
                ordered.Add(edit);
            }
        }

        return [.. ordered];
    }
}
