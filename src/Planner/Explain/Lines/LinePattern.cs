using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace RdmPlanner.Planner.Explain;

/// <summary>One row of <c>LinePatterns.tsv</c>: a wording, an example of it, and the page that explains it.</summary>
/// <remarks>
/// A wording is matched anywhere in a line, without regard to case and to the number of spaces; so prefixes of dmesg, xl,
/// journals and consoles do not matter. <see cref="Placeholders"/> names what may stand in it between braces.
/// </remarks>
public sealed class LinePattern
{
    private const string Hex = @"(?:0x)?[0-9a-f]{1,16}\b";

    private const RegexOptions Options =
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private readonly string _anchor;
    private readonly Lazy<Regex> _regex;

    /// <summary>Makes a row.</summary>
    /// <param name="wording">The wording with its placeholders.</param>
    /// <param name="page">Name of the page.</param>
    /// <param name="example">A line as people paste it.</param>
    /// <exception cref="FormatException">The wording has an unknown or unclosed placeholder, or no text of its own.</exception>
    public LinePattern(string wording, string page, string example)
    {
        (Wording, Page, Example) = (wording, page, example);
        string expression = Expression(wording, out _anchor);
        _regex = new Lazy<Regex>(() => new Regex(expression, Options));
    }

    /// <summary>What may stand between braces, and what each matches.</summary>
    public static ImmutableDictionary<string, string> Placeholders { get; } = new Dictionary<string, string>
    {
        ["device"] = "(?:[0-9a-f]{1,8}:)?[0-9a-f]{1,2}:[0-9a-f]{1,2}\\.[0-7]",
        ["address"] = Hex,
        ["end"] = Hex,
        ["size"] = Hex,
        ["frame"] = Hex,
        ["other"] = Hex,
        ["last-frame"] = Hex,
        ["last-page"] = Hex,
        ["number"] = "-?(?:0x)?[0-9a-f]+",
        ["bits"] = "[0-9]{1,3}",
        ["word"] = "[^ ]+",
        ["any"] = "[^ ]*?",
        ["text"] = ".*?",
    }.ToImmutableDictionary();

    /// <summary>The wording with its placeholders.</summary>
    public string Wording { get; }

    /// <summary>Name of the page.</summary>
    public string Page { get; }

    /// <summary>A line as people paste it.</summary>
    public string Example { get; }

    /// <summary>Looks for the wording in a line.</summary>
    /// <param name="line">A line with single spaces.</param>
    /// <returns>The texts of the placeholders, or null when the wording is not there.</returns>
    public IReadOnlyDictionary<string, string>? Match(string line)
    {
        if (!line.Contains(_anchor, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        Match match = _regex.Value.Match(line);
        return match.Success
            ? match.Groups.Cast<Group>().Where(g => g.Success && g.Name != "0").ToDictionary(g => g.Name.Replace('_', '-'), g => g.Value)
            : null;
    }

    private static string Expression(string wording, out string anchor)
    {
        StringBuilder expression = new();
        anchor = "";
        for (int at = 0; at < wording.Length;)
        {
            int open = wording.IndexOf('{', at);
            string literal = wording[at..(open < 0 ? wording.Length : open)];
            expression.Append(Regex.Escape(literal));
            anchor = literal.Length > anchor.Length ? literal : anchor;
            if (open < 0)
            {
                break;
            }

            int close = wording.IndexOf('}', open);
            string name = close < 0 ? "" : wording[(open + 1)..close];
            if (!Placeholders.TryGetValue(name, out string? meaning))
            {
                throw new FormatException($"'{wording}': unknown placeholder '{name}'");
            }

            expression.Append(name is "any" or "text" ? meaning : $"(?<{name.Replace('-', '_')}>{meaning})");
            at = close + 1;
        }

        return anchor.Trim().Length >= 4 ? expression.ToString() : throw new FormatException($"'{wording}': no text to look for");
    }
}
