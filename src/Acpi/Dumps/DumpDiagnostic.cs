using System.Diagnostics;

namespace RdmPlanner.Acpi.Dumps;

/// <summary>One thing worth saying about a dump or a boot log, with the line it concerns.</summary>
/// <param name="Code">What happened.</param>
/// <param name="Line">The line, counted from 1; 0 when it concerns the whole input or binary data.</param>
/// <param name="Message">One sentence without code and line.</param>
public sealed record DumpDiagnostic(DumpDiagnosticCode Code, int Line, string Message)
{
    /// <summary>How much it matters; follows from the code alone.</summary>
    public DiagnosticSeverity Severity => SeverityOf(Code);

    /// <summary>The severity of a code: the one table of them.</summary>
    /// <param name="code">A named code.</param>
    /// <returns>Error where bytes, tables or regions are missing from the result because of it.</returns>
    public static DiagnosticSeverity SeverityOf(DumpDiagnosticCode code) => code switch
    {
        DumpDiagnosticCode.EmptyInput => DiagnosticSeverity.Error,
        DumpDiagnosticCode.NothingRecognised => DiagnosticSeverity.Error,
        DumpDiagnosticCode.NoRawTableData => DiagnosticSeverity.Error,
        DumpDiagnosticCode.LinesNotUsed => DiagnosticSeverity.Note,
        DumpDiagnosticCode.OffsetGap => DiagnosticSeverity.Error,
        DumpDiagnosticCode.OffsetBackwards => DiagnosticSeverity.Error,
        DumpDiagnosticCode.LineRepeated => DiagnosticSeverity.Note,
        DumpDiagnosticCode.SqueezeUnusable => DiagnosticSeverity.Error,
        DumpDiagnosticCode.TableTooLarge => DiagnosticSeverity.Error,
        DumpDiagnosticCode.NotATable => DiagnosticSeverity.Warning,
        DumpDiagnosticCode.HeaderNameDiffers => DiagnosticSeverity.Warning,
        DumpDiagnosticCode.StatedLengthDiffers => DiagnosticSeverity.Warning,
        DumpDiagnosticCode.Utf16Text => DiagnosticSeverity.Note,
        DumpDiagnosticCode.FirstOffsetNotZero => DiagnosticSeverity.Note,
        DumpDiagnosticCode.PaddingSkipped => DiagnosticSeverity.Note,
        DumpDiagnosticCode.TooManyTables => DiagnosticSeverity.Error,
        DumpDiagnosticCode.HiddenByXen => DiagnosticSeverity.Note,
        DumpDiagnosticCode.FoundInsideData => DiagnosticSeverity.Note,
        DumpDiagnosticCode.FurtherNotShown => DiagnosticSeverity.Note,
        DumpDiagnosticCode.NotALog => DiagnosticSeverity.Error,
        DumpDiagnosticCode.RegionLineUnreadable => DiagnosticSeverity.Error,
        DumpDiagnosticCode.LogLineUnreadable => DiagnosticSeverity.Warning,
        DumpDiagnosticCode.SeveralBoots => DiagnosticSeverity.Note,
        DumpDiagnosticCode.NoRegionInLog => DiagnosticSeverity.Warning,
        DumpDiagnosticCode.LimitBelowBase => DiagnosticSeverity.Warning,
        DumpDiagnosticCode.FirmwareBugReported => DiagnosticSeverity.Warning,
        DumpDiagnosticCode.XenComplaint => DiagnosticSeverity.Warning,
        DumpDiagnosticCode.RegionIgnoredByXen => DiagnosticSeverity.Note,
        DumpDiagnosticCode.DevicesNotLogged => DiagnosticSeverity.Note,
        DumpDiagnosticCode.TooManyRegions => DiagnosticSeverity.Error,
        _ => throw new UnreachableException($"no severity for {code}"),
    };

    /// <summary>For example <c>DUMP6005 line 7: ...</c>; the line is left out when it is 0.</summary>
    /// <returns>Code, line and message.</returns>
    public override string ToString() =>
        Line == 0 ? $"DUMP{(int)Code}: {Message}" : $"DUMP{(int)Code} line {Line}: {Message}";
}
