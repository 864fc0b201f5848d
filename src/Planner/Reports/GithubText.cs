using System.Text;
using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Reports;

/// <summary>Workflow commands of GitHub Actions, which show messages at files and lines of a change.</summary>
internal static class GithubText
{
    /// <summary>One annotation: <c>::error file=guest.cfg,line=4,title=CFG5001::message</c>.</summary>
    /// <param name="severity">Error, warning, or notice for a note.</param>
    /// <param name="properties">The properties in order; those without a value are left out.</param>
    /// <param name="message">The message; lines are ended by LF.</param>
    /// <returns>The line with its end.</returns>
    internal static string Annotation(
        DiagnosticSeverity severity, IEnumerable<(string Name, string? Value)> properties, string message)
    {
        string command = severity switch
        {
            DiagnosticSeverity.Error => "error",
            DiagnosticSeverity.Warning => "warning",
            _ => "notice",
        };
        string list = string.Join(',', properties.Where(p => p.Value is not null).Select(p => $"{p.Name}={Escaped(p.Value!, isProperty: true)}"));
        return $"::{command}{(list.Length == 0 ? "" : " ")}{list}::{Escaped(message, isProperty: false)}\n";
    }

    /// <summary>Escapes what ends a command or a property; other control characters become readable escapes.</summary>
    /// <remarks>Mirrors escapeData and escapeProperty of actions/toolkit, packages/core/src/command.ts.</remarks>
    private static string Escaped(string text, bool isProperty)
    {
        StringBuilder escaped = new(text.Length);
        foreach (char c in text)
        {
            escaped.Append(c switch
            {
                '%' => "%25",
                '\r' => "%0D",
                '\n' => "%0A",
                ':' when isProperty => "%3A",
                ',' when isProperty => "%2C",
                _ => SafeText.Plain(c.ToString()),
            });
        }

        return escaped.ToString();
    }
}
