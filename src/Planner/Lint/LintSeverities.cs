using RdmPlanner.Acpi;
using RdmPlanner.Planner.Findings;

namespace RdmPlanner.Planner.Lint;

/// <summary>How bad each profile finds something; null where a profile has nothing to say.</summary>
/// <param name="Spec">The specification.</param>
/// <param name="Linux">Linux: an error loses the IOMMU or the structure, a warning is printed.</param>
/// <param name="Xen">Xen: an error turns VT-d off, a warning loses a region or a device.</param>
/// <param name="Fwts">The Firmware Test Suite: an error is a failed test.</param>
public readonly record struct LintSeverities(
    DiagnosticSeverity? Spec, DiagnosticSeverity? Linux, DiagnosticSeverity? Xen, DiagnosticSeverity? Fwts)
{
    /// <summary>The severity under one profile.</summary>
    /// <remarks>
    /// For all together the worst of the specification, Linux and Xen counts. FWTS fails right tables too (other scope
    /// types, disabled devices), so what nobody else minds is a note.
    /// </remarks>
    /// <param name="profile">The profile.</param>
    /// <returns>The severity, or null when nothing is found wrong.</returns>
    public DiagnosticSeverity? For(LintProfile profile) => profile switch
    {
        LintProfile.All => Worst(Worst(Spec, Linux), Xen) ?? (Fwts is null ? null : DiagnosticSeverity.Note),
        LintProfile.Spec => Spec,
        LintProfile.Linux => Linux,
        LintProfile.Xen => Xen,
        LintProfile.Fwts => Fwts,
        _ => throw new System.Diagnostics.UnreachableException($"profile {profile}"),
    };

    /// <summary>The four side by side: <c>spec error, linux warning, xen -, fwts -</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"spec {Word(Spec)}, linux {Word(Linux)}, xen {Word(Xen)}, fwts {Word(Fwts)}";

    private static string Word(DiagnosticSeverity? severity) => severity is { } known ? Finding.SeverityName(known) : "-";

    private static DiagnosticSeverity? Worst(DiagnosticSeverity? left, DiagnosticSeverity? right) =>
        left is null || right > left ? right : left;
}
