using RdmPlanner.Acpi;
using RdmPlanner.Acpi.Dumps;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Plan;

namespace RdmPlanner.Planner.Findings;

/// <summary>One row of a report: a diagnostic of any stage, in the form all outputs share.</summary>
/// <param name="Code">The code: <c>DMAR1006</c>, <c>RDM3001</c>.</param>
/// <param name="Severity">Its severity.</param>
/// <param name="Message">What is the matter, without a final full stop.</param>
/// <param name="Location">Where: <c>host.bin:0x68</c>, <c>guest.cfg:4:1</c>; null when nowhere in particular.</param>
/// <param name="Help">What to do, when that is known; else null.</param>
/// <param name="Source">The clause or rule behind it; null when there is none.</param>
public sealed record Finding(
    string Code, DiagnosticSeverity Severity, string Message, string? Location = null, string? Help = null, string? Source = null)
{
    /// <summary>The severity as every output writes it: <c>note</c>, <c>warning</c> or <c>error</c>.</summary>
    public string SeverityText => SeverityName(Severity);

    /// <summary>The name of a severity.</summary>
    /// <param name="severity">The severity.</param>
    /// <returns><c>note</c>, <c>warning</c> or <c>error</c>.</returns>
    public static string SeverityName(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Note => "note",
        DiagnosticSeverity.Warning => "warning",
        DiagnosticSeverity.Error => "error",
        _ => throw new System.Diagnostics.UnreachableException($"severity {severity}"),
    };

    /// <summary>Makes a row of a table's diagnostic.</summary>
    /// <param name="diagnostic">The diagnostic.</param>
    /// <param name="table">Name of the table's dump.</param>
    /// <returns>The row.</returns>
    public static Finding Of(DmarDiagnostic diagnostic, string table) => new(
        diagnostic.CodeText, diagnostic.Severity, diagnostic.Message, $"{table}:0x{diagnostic.Offset:x}", null, diagnostic.Clause);

    /// <summary>Makes a row of a plan's diagnostic.</summary>
    /// <param name="diagnostic">The diagnostic.</param>
    /// <returns>The row.</returns>
    public static Finding Of(PlanDiagnostic diagnostic) =>
        new(diagnostic.CodeText, diagnostic.Severity, diagnostic.Message, diagnostic.Location, diagnostic.Help);

    /// <summary>Makes a row of a dump's diagnostic.</summary>
    /// <param name="diagnostic">The diagnostic.</param>
    /// <param name="file">Name of the dump or log.</param>
    /// <returns>The row.</returns>
    public static Finding Of(DumpDiagnostic diagnostic, string file) => new(
        $"DUMP{(int)diagnostic.Code}", diagnostic.Severity, diagnostic.Message, diagnostic.Line == 0 ? file : $"{file}:{diagnostic.Line}");

    /// <summary>Makes a row of a configuration's diagnostic.</summary>
    /// <param name="diagnostic">The diagnostic.</param>
    /// <returns>The row.</returns>
    public static Finding Of(ConfigDiagnostic diagnostic) =>
        new(diagnostic.Id, diagnostic.Severity, diagnostic.Message, diagnostic.Location);
}
