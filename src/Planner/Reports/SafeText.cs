using System.Globalization;
using System.Text;

namespace RdmPlanner.Planner.Reports;

/// <summary>Text from tables and files, made harmless for a terminal: control characters become escapes.</summary>
public static class SafeText
{
    /// <summary>Replaces every character outside printable ASCII, and the backslash and quote, by an escape.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>Printable ASCII: <c>\x1b</c> for an escape character, <c>\\</c> for a backslash.</returns>
    public static string Quoted(string text)
    {
        StringBuilder safe = new("\"", text.Length + 2);
        foreach (char c in text)
        {
            AppendEscaped(safe, c, isQuoted: true);
        }

        return safe.Append('"').ToString();
    }

    /// <summary>Replaces control characters and what reverses or hides text by escapes; everything else stays.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>Text that a terminal shows as it is.</returns>
    public static string Plain(string text)
    {
        StringBuilder safe = new(text.Length);
        foreach (char c in text)
        {
            AppendEscaped(safe, c, isQuoted: false);
        }

        return safe.ToString();
    }

    private static void AppendEscaped(StringBuilder safe, char c, bool isQuoted)
    {
        if (isQuoted && c is '\\' or '"')
        {
            safe.Append('\\').Append(c);
        }
        else if (c is >= ' ' and < (char)0x7f || (!isQuoted && c > 0xff && IsVisible(c)))
        {
            safe.Append(c);
        }
        else
        {
            safe.Append(c <= 0xff ? @"\x" : @"\u").Append(((int)c).ToString(c <= 0xff ? "x2" : "x4", CultureInfo.InvariantCulture));
        }
    }

    private static bool IsVisible(char c) => char.GetUnicodeCategory(c) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse);
}
