using System.Collections.Immutable;
using RdmPlanner.Planner.Configuration;

namespace RdmPlanner.Planner.Advice;

/// <summary>A part of a configuration's text.</summary>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset behind its last character.</param>
internal readonly record struct TextSpan(int Start, int End);

/// <summary>A value as it is written, with the places an edit needs.</summary>
/// <param name="Span">All of it, brackets and quotes included.</param>
/// <param name="Kind"><see cref="XlTokenKind.Number"/>, <see cref="XlTokenKind.String"/> or <see cref="XlTokenKind.OpenList"/>.</param>
/// <param name="IsOneToken">Whether it is a single token; strings that stand beside each other are joined by the reader.</param>
/// <param name="Items">The items of a list; empty else.</param>
internal sealed record WrittenValue(TextSpan Span, XlTokenKind Kind, bool IsOneToken, ImmutableArray<WrittenValue> Items);

/// <summary>An assignment as it is written: <c>name = value</c> or <c>name += value</c>.</summary>
/// <param name="Name">The key.</param>
/// <param name="Span">From the name to the end of the value.</param>
/// <param name="IsAddition">Whether it is <c>+=</c>.</param>
/// <param name="Value">The value.</param>
internal sealed record ConfigStatement(string Name, TextSpan Span, bool IsAddition, WrittenValue Value)
{
    /// <summary>Finds the assignments of a text that <see cref="XlConfigReader"/> reads without an error.</summary>
    /// <param name="text">The text.</param>
    /// <returns>All of them in the order of the text; null when the text has an error, so that nothing may be edited.</returns>
    internal static ImmutableArray<ConfigStatement>? Find(string text)
    {
        if (XlConfigReader.Read(text, "").HasErrors)
        {
            return null;
        }

        XlLexer lexer = new(text, new XlReadReport(""));
        ImmutableArray<ConfigStatement>.Builder found = ImmutableArray.CreateBuilder<ConfigStatement>();
        XlToken token = lexer.Next();
        while (token.Kind != XlTokenKind.End)
        {
            if (token.Kind != XlTokenKind.Identifier)
            {
                token = lexer.Next();
                continue;
            }

            XlToken name = token;
            bool isAddition = lexer.Next().Kind == XlTokenKind.Append;
            token = lexer.Next();
            WrittenValue value = ReadValue(lexer, ref token);
            found.Add(new ConfigStatement(name.Value, new TextSpan(name.Start, value.Span.End), isAddition, value));
        }

        return found.DrainToImmutable();
    }

    /// <summary>Reads a value; <paramref name="token"/> is its first token before and the one behind it afterwards.</summary>
    private static WrittenValue ReadValue(XlLexer lexer, ref XlToken token)
    {
        XlToken first = token;
        int end = first.Start + first.Length;
        token = lexer.Next();
        if (first.Kind != XlTokenKind.OpenList)
        {
            bool isOne = true;
            for (; first.Kind == XlTokenKind.String && token.Kind == XlTokenKind.String; token = lexer.Next())
            {
                isOne = false;
                end = token.Start + token.Length;
            }

            return new WrittenValue(new TextSpan(first.Start, end), first.Kind, isOne, []);
        }

        ImmutableArray<WrittenValue>.Builder items = ImmutableArray.CreateBuilder<WrittenValue>();
        while (token.Kind is not (XlTokenKind.CloseList or XlTokenKind.End))
        {
            if (token.Kind is XlTokenKind.Newline or XlTokenKind.Comma)
            {
                token = lexer.Next();
            }
            else
            {
                items.Add(ReadValue(lexer, ref token));
            }
        }

        end = token.Start + token.Length;
        token = lexer.Next();
        return new WrittenValue(new TextSpan(first.Start, end), XlTokenKind.OpenList, true, items.DrainToImmutable());
    }
}
