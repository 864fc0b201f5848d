using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Explain;

/// <summary>A code that reports print, with what its own rule table says of it.</summary>
/// <param name="Code">The code as reports print it: <c>DMAR1007</c>, <c>E820-2001</c>.</param>
/// <param name="Severity">Its severity.</param>
/// <param name="Title">A few words without a full stop.</param>
public sealed record ExplainedCode(string Code, DiagnosticSeverity Severity, string Title);
