using System.Text;

namespace RdmPlanner.Planner.Configuration;

/// <summary>Escapes inside quoted strings, as xlu__cfgl_dequote (libxlu_cfg.c) has them.</summary>
internal static class XlStringEscapes
{
    /// <summary>Resolves the escapes.</summary>
    /// <param name="inner">The characters between the quotes; a backslash is never the last of them.</param>
    /// <param name="error">xl's words when an escape is refused, else null. The characters before it are kept.</param>
    /// <param name="dropped">Whether an octal escape lost its character.</param>
    /// <returns>The string's value.</returns>
    public static string Resolve(ReadOnlySpan<char> inner, out string? error, out bool dropped)
    {
        error = null;
        dropped = false;
        if (!inner.Contains('\\'))
        {
            return inner.ToString();
        }

        var value = new StringBuilder(inner.Length);
        for (int at = 0; at < inner.Length; at++)
        {
            if (inner[at] != '\\')
            {
                value.Append(inner[at]);
                continue;
            }

            char escape = inner[++at];
            if (Simple(escape) is { } character)
            {
                value.Append(character);
            }
            else if (escape is >= '0' and <= '7' && OctalLength(inner[(at + 1)..]) is var used and > 1)
            {
                // xlu__cfgl_dequote reads the digits (as decimal, after the first) and never stores the character.
                at += used;
                dropped = true;
            }
            else
            {
                error = Refusal(escape);
                break;
            }
        }

        return value.ToString();
    }

    private static char? Simple(char escape) => escape switch
    {
        '"' or '\'' or '\\' => escape,
        'a' => '\a',
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\v',
        _ => null,
    };

    private static int OctalLength(ReadOnlySpan<char> rest) => CNumbers.DecimalLength(rest[..Math.Min(3, rest.Length)]);

    // A hexadecimal escape is refused always: two digits at most are read and more than two are wanted.
    private static string Refusal(char escape) => escape switch
    {
        'x' => "invalid digit after backslash hexnumerical character escape in quoted string",
        >= '0' and <= '7' => "invalid digit after backslash octalnumerical character escape in quoted string",
        _ => "invalid character after backlash in quoted string",
    };
}
