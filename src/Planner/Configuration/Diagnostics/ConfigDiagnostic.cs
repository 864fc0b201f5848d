using System.Globalization;
using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Configuration;

/// <summary>One finding about a guest's configuration, with its place.</summary>
/// <param name="Code">What was found.</param>
/// <param name="File">The file as the user named it, or the option (<c>--rdm</c>) when <paramref name="Line"/> is 0.</param>
/// <param name="Line">Line from 1; 0 when the finding is not about a place in a file.</param>
/// <param name="Column">Column in characters from 1; 0 with line 0.</param>
/// <param name="Message">One sentence with the particulars, no full stop.</param>
public sealed record ConfigDiagnostic(ConfigDiagnosticCode Code, string File, int Line, int Column, string Message)
{
    /// <summary>How much it matters; from the code alone.</summary>
    public DiagnosticSeverity Severity => ConfigDiagnosticCatalog.Severity(Code);

    /// <summary>The code as users see it: <c>CFG5001</c>.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"CFG{(int)Code}");

    /// <summary>The place: <c>guest.cfg:12:1</c>, or the option's name.</summary>
    public string Location => Line == 0 ? File : Origins.At(File, Line, Column);

    /// <summary>One line in the form of a compiler.</summary>
    /// <returns><c>guest.cfg:12:1: error CFG5001: message</c>.</returns>
    public override string ToString()
    {
        string word = Severity switch
        {
            DiagnosticSeverity.Note => "note",
            DiagnosticSeverity.Warning => "warning",
            _ => "error",
        };
        return $"{Location}: {word} {Id}: {Message}";
    }
}
