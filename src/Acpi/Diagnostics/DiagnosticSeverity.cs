namespace RdmPlanner.Acpi;

/// <summary>How much a diagnostic matters. Ordered: a greater value is worse.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Note,

    /// <summary>The specification is not followed, but the meaning is clear and real firmware does it.</summary>
    Warning,

    /// <summary>The data is damaged or contradicts itself; what was decoded may be incomplete.</summary>
    Error,
}
