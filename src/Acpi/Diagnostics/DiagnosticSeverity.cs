namespace RdmPlanner.Acpi;

/// <summary>How much a finding matters, in ascending order.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Note,

    /// <summary>Something is odd; the result stands.</summary>
    Warning,

    /// <summary>Something is wrong; the result is partial or missing.</summary>
    Error,
}
