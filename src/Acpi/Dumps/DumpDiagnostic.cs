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

    /// <summary>The severity of a code.</summary>
    /// <param name="code">A named code.</param>
    /// <returns>Error where bytes, tables or regions are missing from the result because of it.</returns>
    public static DiagnosticSeverity SeverityOf(DumpDiagnosticCode code) => Row(code).Severity;

    /// <summary>A few words that name a code, without particulars and full stop.</summary>
    /// <param name="code">A named code.</param>
    /// <returns>The title.</returns>
    public static string TitleOf(DumpDiagnosticCode code) => Row(code).Title;

    /// <summary>For example <c>DUMP6005 line 7: ...</c>; the line is left out when it is 0.</summary>
    /// <returns>Code, line and message.</returns>
    public override string ToString() =>
        Line == 0 ? $"DUMP{(int)Code}: {Message}" : $"DUMP{(int)Code} line {Line}: {Message}";

    /// <summary>The one table of severities and titles.</summary>
    private static (DiagnosticSeverity Severity, string Title) Row(DumpDiagnosticCode code) => code switch
    {
        DumpDiagnosticCode.EmptyInput => (DiagnosticSeverity.Error, "No input"),
        DumpDiagnosticCode.NothingRecognised => (DiagnosticSeverity.Error, "No table recognised"),
        DumpDiagnosticCode.NoRawTableData => (DiagnosticSeverity.Error, "Disassembly without raw table data"),
        DumpDiagnosticCode.LinesNotUsed => (DiagnosticSeverity.Note, "Lines that belong to no dump"),
        DumpDiagnosticCode.OffsetGap => (DiagnosticSeverity.Error, "Lines of the dump are missing"),
        DumpDiagnosticCode.OffsetBackwards => (DiagnosticSeverity.Error, "Offset goes backwards"),
        DumpDiagnosticCode.LineRepeated => (DiagnosticSeverity.Note, "Line given twice"),
        DumpDiagnosticCode.SqueezeUnusable => (DiagnosticSeverity.Error, "Repetition mark cannot be expanded"),
        DumpDiagnosticCode.TableTooLarge => (DiagnosticSeverity.Error, "Table too large"),
        DumpDiagnosticCode.NotATable => (DiagnosticSeverity.Warning, "Bytes that are no ACPI table"),
        DumpDiagnosticCode.HeaderNameDiffers => (DiagnosticSeverity.Warning, "Name beside the bytes differs"),
        DumpDiagnosticCode.StatedLengthDiffers => (DiagnosticSeverity.Warning, "Length beside the bytes differs"),
        DumpDiagnosticCode.Utf16Text => (DiagnosticSeverity.Note, "Text in UTF-16"),
        DumpDiagnosticCode.FirstOffsetNotZero => (DiagnosticSeverity.Note, "Dump starts at another offset"),
        DumpDiagnosticCode.PaddingSkipped => (DiagnosticSeverity.Note, "Zero bytes between tables"),
        DumpDiagnosticCode.TooManyTables => (DiagnosticSeverity.Error, "Too many tables"),
        DumpDiagnosticCode.HiddenByXen => (DiagnosticSeverity.Note, "Table hidden by Xen"),
        DumpDiagnosticCode.FoundInsideData => (DiagnosticSeverity.Note, "Table inside other data"),
        DumpDiagnosticCode.FurtherNotShown => (DiagnosticSeverity.Note, "Further remarks only counted"),
        DumpDiagnosticCode.TooManyStructures => (DiagnosticSeverity.Error, "Too many structures"),
        DumpDiagnosticCode.TooManyMapEntries => (DiagnosticSeverity.Error, "Too many entries of a memory map"),
        DumpDiagnosticCode.NotALog => (DiagnosticSeverity.Error, "No boot log"),
        DumpDiagnosticCode.RegionLineUnreadable => (DiagnosticSeverity.Error, "Region in the log cannot be read"),
        DumpDiagnosticCode.LogLineUnreadable => (DiagnosticSeverity.Warning, "Line of the log cannot be read"),
        DumpDiagnosticCode.SeveralBoots => (DiagnosticSeverity.Note, "Several boots in the log"),
        DumpDiagnosticCode.NoRegionInLog => (DiagnosticSeverity.Warning, "No region in the log"),
        DumpDiagnosticCode.LimitBelowBase => (DiagnosticSeverity.Warning, "Reported region ends before it starts"),
        DumpDiagnosticCode.FirmwareBugReported => (DiagnosticSeverity.Warning, "The kernel calls the table wrong"),
        DumpDiagnosticCode.XenComplaint => (DiagnosticSeverity.Warning, "Xen complains about the table"),
        DumpDiagnosticCode.RegionIgnoredByXen => (DiagnosticSeverity.Note, "Region ignored by Xen"),
        DumpDiagnosticCode.DevicesNotLogged => (DiagnosticSeverity.Note, "The log names no devices"),
        DumpDiagnosticCode.TooManyRegions => (DiagnosticSeverity.Error, "Too many regions"),
        DumpDiagnosticCode.BundleUnreadable => (DiagnosticSeverity.Error, "Bundle cannot be read"),
        DumpDiagnosticCode.BundleUnsafe => (DiagnosticSeverity.Error, "Bundle reaches out of itself"),
        DumpDiagnosticCode.BundleTooLarge => (DiagnosticSeverity.Error, "Bundle too large"),
        DumpDiagnosticCode.BundleWithoutTable => (DiagnosticSeverity.Error, "Bundle without a table"),
        DumpDiagnosticCode.BundleLink => (DiagnosticSeverity.Note, "Links of a bundle not followed"),
        DumpDiagnosticCode.BundlePartNotUsed => (DiagnosticSeverity.Warning, "File of a bundle not used"),
        _ => throw new UnreachableException($"no row for {code}"),
    };
}
