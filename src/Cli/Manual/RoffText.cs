using System.Text;

namespace RdmPlanner.Cli.Manual;

/// <summary>Writes a manual page in the <c>man</c> macros of roff, man(7).</summary>
internal sealed class RoffText
{
    private static readonly string Version = typeof(RoffText).Assembly.GetName().Version!.ToString(3);

    private readonly StringBuilder _text = new();

    /// <summary>The page's first line; without a date, so that the same program gives the same page.</summary>
    internal RoffText Title(string name)
    {
        // .nh and .ad l: no hyphens within options, no stretched lines.
        _text.Append(".TH ").Append(Quoted(name.ToUpperInvariant())).Append(" 1 \"\" ").Append(Quoted("rdmplan " + Version))
            .Append(" \"RdmPlanner\"\n.nh\n.ad l\n");
        return this;
    }

    /// <summary>Starts a section.</summary>
    internal RoffText Section(string name)
    {
        _text.Append(".SH ").Append(Quoted(name)).Append('\n');
        return this;
    }

    /// <summary>Starts a paragraph and writes it.</summary>
    internal RoffText Paragraph(string text)
    {
        _text.Append(".PP\n");
        return Line(text);
    }

    /// <summary>Writes a line of text that is filled with its neighbours.</summary>
    internal RoffText Line(string text)
    {
        _text.Append(Guarded(Escaped(text))).Append('\n');
        return this;
    }

    /// <summary>Writes a tagged paragraph.</summary>
    /// <param name="tag">Its tag: words in bold and in italics, in turn, starting with bold; an empty one is skipped.</param>
    /// <param name="text">Its text.</param>
    internal RoffText Tagged(ReadOnlySpan<string> tag, string text)
    {
        _text.Append(".TP\n").Append(Alternating(tag)).Append('\n');
        return Line(text);
    }

    /// <summary>Writes lines as they are, indented.</summary>
    internal RoffText Verbatim(IEnumerable<string> lines)
    {
        _text.Append(".PP\n.RS 4\n.nf\n");
        foreach (string line in lines)
        {
            Line(line);
        }

        _text.Append(".fi\n.RE\n");
        return this;
    }

    /// <summary>Words in bold and in italics, in turn, without blanks between them.</summary>
    internal static string Alternating(ReadOnlySpan<string> words)
    {
        StringBuilder text = new();
        for (int i = 0; i < words.Length; i++)
        {
            if (words[i].Length > 0)
            {
                text.Append(i % 2 == 0 ? "\\fB" : "\\fI").Append(Escaped(words[i])).Append("\\fR");
            }
        }

        return text.ToString();
    }

    /// <summary>Writes a line that is escaped already.</summary>
    internal RoffText Raw(string line)
    {
        _text.Append(line).Append('\n');
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    // groff_char(7): a plain '-' is a hyphen, and quotes, '^' and '~' are typographic unless they are named.
    private static string Escaped(string text) => text
        .Replace("\\", "\\e", StringComparison.Ordinal)
        .Replace("-", "\\-", StringComparison.Ordinal)
        .Replace("'", "\\(aq", StringComparison.Ordinal)
        .Replace("`", "\\(ga", StringComparison.Ordinal)
        .Replace("^", "\\(ha", StringComparison.Ordinal)
        .Replace("~", "\\(ti", StringComparison.Ordinal);

    // A line that starts with '.' would be a request.
    private static string Guarded(string line) => line.StartsWith('.') ? "\\&" + line : line;

    private static string Quoted(string text) => "\"" + Escaped(text).Replace("\"", "\\(dq", StringComparison.Ordinal) + "\"";
}
