using System.Text;
using System.Text.Encodings.Web;

namespace RdmPlanner.Planner.Reports;

/// <summary>Builds a page. Whatever is not a literal of ours goes through <see cref="Text"/> or an attribute, and is text.</summary>
internal sealed class HtmlText
{
    private readonly StringBuilder _page = new();

    /// <summary>Appends markup of ours as it is.</summary>
    internal HtmlText Raw(string markup)
    {
        _page.Append(markup);
        return this;
    }

    /// <summary>Appends text: what cannot be shown becomes an escape, what is markup becomes a reference.</summary>
    internal HtmlText Text(string text)
    {
        _page.Append(Escaped(text));
        return this;
    }

    /// <summary>Appends an element that holds text.</summary>
    /// <param name="tag">Its name and attributes, without the brackets.</param>
    /// <param name="text">The text.</param>
    internal HtmlText Element(string tag, string text)
    {
        int end = tag.IndexOf(' ', StringComparison.Ordinal);
        return Raw($"<{tag}>").Text(text).Raw($"</{(end < 0 ? tag : tag[..end])}>");
    }

    /// <summary>Appends a row of cells.</summary>
    internal HtmlText Row(string cell, params string[] texts)
    {
        Raw("<tr>");
        foreach (string text in texts)
        {
            Element(cell, text);
        }

        return Raw("</tr>\n");
    }

    /// <summary>Appends lines of text with a break between them; tabs stay, carriage returns at line ends go.</summary>
    internal HtmlText Lines(string text)
    {
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            Raw(i == 0 ? "" : "\n").Raw(string.Join('\t', lines[i].TrimEnd('\r').Split('\t').Select(Escaped)));
        }

        return this;
    }

    /// <summary>A text as it may stand in an element or a quoted attribute.</summary>
    internal static string Escaped(string text) => HtmlEncoder.Default.Encode(SafeText.Plain(text));

    /// <inheritdoc/>
    public override string ToString() => _page.ToString();
}
