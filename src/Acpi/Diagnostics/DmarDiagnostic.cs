namespace RdmPlanner.Acpi;

/// <summary>One finding about the bytes of a DMAR table.</summary>
/// <param name="Code">What was found; severity, title and clause follow from it.</param>
/// <param name="Offset">First byte concerned, from the start of the data: 0 up to the data's length, inclusive.</param>
/// <param name="Message">One sentence with the values at hand, without a full stop.</param>
public sealed record DmarDiagnostic(DmarDiagnosticCode Code, int Offset, string Message)
{
    /// <summary>The code as users see and search it: <c>DMAR1006</c>.</summary>
    public string CodeText => $"DMAR{(int)Code}";

    /// <summary>Severity, looked up from the code.</summary>
    public DiagnosticSeverity Severity => DmarRule.Of(Code).Severity;

    /// <summary>Title, looked up from the code.</summary>
    public string Title => DmarRule.Of(Code).Title;

    /// <summary>Clause of the VT-d specification, looked up from the code.</summary>
    public string Clause => DmarRule.Of(Code).Clause;

    /// <summary>Code and offset, as the fixtures write them: <c>DMAR1006@9</c>.</summary>
    /// <returns>The short form.</returns>
    public override string ToString() => $"{CodeText}@{Offset}";
}
