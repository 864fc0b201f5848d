using System.Collections.Immutable;
using System.Text;

namespace RdmPlanner.Planner.Advice;

/// <summary>One replacement in a text.</summary>
/// <param name="Span">What is replaced; empty for an insertion.</param>
/// <param name="Text">What takes its place; empty for a removal.</param>
internal readonly record struct TextEdit(TextSpan Span, string Text)
{
    /// <summary>Applies edits that do not overlap; insertions at one place keep their order.</summary>
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

    /// <summary>The edits by place.</summary>
    internal static ImmutableArray<TextEdit> InOrder(IEnumerable<TextEdit> edits) =>
        [.. edits.OrderBy(e => e.Span.Start).ThenBy(e => e.Span.End)];
}
