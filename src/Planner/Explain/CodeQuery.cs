using System.Collections.Immutable;
using System.Globalization;

namespace RdmPlanner.Planner.Explain;

/// <summary>What somebody typed or pasted where a code is meant: <c>dmar1007</c>, <c>DMAR 1007</c>, <c>error[DMAR1007]: ...</c>, <c>1007</c>.</summary>
/// <param name="Family">Upper-case letters of the family; empty when only a number was given.</param>
/// <param name="Number">The number.</param>
public readonly record struct CodeQuery(string Family, int Number)
{
    private const int MostDigits = 6;

    private static readonly string[] Severities = ["error", "warning", "note"];

    /// <summary>The code in the form in which people write it, for messages.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Family}{(Family == "E820" ? "-" : "")}{Number}");

    /// <summary>Reads a code.</summary>
    /// <param name="text">Anything.</param>
    /// <param name="query">The code, or <c>default</c>.</param>
    /// <returns>False when the text has not the form of a code; nothing is said about whether the code exists.</returns>
    public static bool TryParse(string text, out CodeQuery query)
    {
        query = default;
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        bool isReport = SkipSeverity(ref rest);
        int close = rest.IndexOf(']');
        if (isReport && close >= 0)
        {
            rest = rest[..close];
        }

        rest = rest.Trim(" \t[]:`'\"");
        int digits = rest.Length;
        while (digits > 0 && char.IsAsciiDigit(rest[digits - 1]))
        {
            digits--;
        }

        // The family E820 ends in digits itself, so without a separator the number is what follows them.
        if (rest.StartsWith("E820", StringComparison.OrdinalIgnoreCase) && digits <= 1 && rest.Length > 4)
        {
            digits = 4;
        }

        ReadOnlySpan<char> family = rest[..digits].TrimEnd(" -_\t");
        ReadOnlySpan<char> number = rest[digits..];
        if (number.Length is 0 or > MostDigits || !IsFamily(family)
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int value))
        {
            return false;
        }

        query = new CodeQuery(family.ToString().ToUpperInvariant(), value);
        return true;
    }

    /// <summary>Finds the code.</summary>
    /// <returns>Its row, or null when there is no such code.</returns>
    public ExplainedCode? Find() => CodeCatalog.Find(Text) ?? (Family.Length == 0 ? ByNumber(Number) : null);

    /// <summary>The existing codes nearest to this one: its own number in another family, then those of its family, by distance.</summary>
    /// <returns>At most five codes, nearest first; never empty.</returns>
    public ImmutableArray<ExplainedCode> Near()
    {
        (string family, int number) = this;
        return
        [
            .. CodeCatalog.All
                .OrderBy(c => NumberOf(c) == number ? 0 : 1)
                .ThenBy(c => FamilyOf(c) == family ? 0 : 1)
                .ThenBy(c => Math.Abs((long)NumberOf(c) - number))
                .Take(5),
        ];
    }

    private static ExplainedCode? ByNumber(int number) => CodeCatalog.All.FirstOrDefault(c => NumberOf(c) == number);

    private static int NumberOf(ExplainedCode code) => int.Parse(code.Code.AsSpan()[^4..], CultureInfo.InvariantCulture);

    private static string FamilyOf(ExplainedCode code) => code.Code[..^4].TrimEnd('-');

    private static bool SkipSeverity(ref ReadOnlySpan<char> text)
    {
        foreach (string severity in Severities)
        {
            if (text.StartsWith(severity, StringComparison.OrdinalIgnoreCase)
                && text[severity.Length..].TrimStart() is { Length: > 0 } after && after[0] == '[')
            {
                text = after[1..];
                return true;
            }
        }

        return false;
    }

    /// <summary>Nothing, or two to eight letters; <c>E820</c> is the one family with digits.</summary>
    private static bool IsFamily(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Equals("E820", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (text.Length is < 2 or > 8)
        {
            return false;
        }

        foreach (char c in text)
        {
            if (!char.IsAsciiLetter(c))
            {
                return false;
            }
        }

        return true;
    }
}
