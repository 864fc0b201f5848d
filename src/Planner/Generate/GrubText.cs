using System.Collections.Immutable;
using System.Text;

namespace RdmPlanner.Planner.Generate;

/// <summary>Options as a line of <c>/etc/default/grub</c>.</summary>
/// <remarks>
/// The value is read twice: by the shell, inside double quotes, and then by grub in grub.cfg, where <c>;</c> ends a
/// command and <c>$</c> names a variable. A backslash before either is for grub; one more before what the shell would take.
/// </remarks>
public static class GrubText
{
    /// <summary>Writes the line: <c>GRUB_CMDLINE_XEN="rmrr=0xd5d45=0:1d.0\;0xd5d46=0:1a.0"</c>.</summary>
    /// <param name="variable">The variable's name.</param>
    /// <param name="words">The options.</param>
    /// <returns>The line without its end.</returns>
    public static string Line(string variable, ImmutableArray<string> words) => $"{variable}=\"{Value(words)}\"";

    private static string Value(ImmutableArray<string> words)
    {
        StringBuilder text = new();
        foreach (char c in string.Join(' ', words))
        {
            text.Append(c switch
            {
                ';' => @"\;",
                '$' => @"\\\$",
                _ => c.ToString(),
            });
        }

        return text.ToString();
    }
}
