using System.Diagnostics;
using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Configuration;

/// <summary>The one table from a configuration finding to its severity and title.</summary>
public static class ConfigDiagnosticCatalog
{
    /// <summary>Severity of a finding.</summary>
    /// <param name="code">A defined code.</param>
    /// <returns>Its severity.</returns>
    public static DiagnosticSeverity Severity(ConfigDiagnosticCode code) => Entry(code).Severity;

    /// <summary>A few words that name a finding, without its particulars.</summary>
    /// <param name="code">A defined code.</param>
    /// <returns>Its title, lower case, no full stop.</returns>
    public static string Title(ConfigDiagnosticCode code) => Entry(code).Title;

    private static (DiagnosticSeverity Severity, string Title) Entry(ConfigDiagnosticCode code) => code switch
    {
        ConfigDiagnosticCode.LexicalError => (DiagnosticSeverity.Error, "lexical error"),
        ConfigDiagnosticCode.SyntaxError => (DiagnosticSeverity.Error, "syntax error"),
        ConfigDiagnosticCode.InvalidEscape => (DiagnosticSeverity.Error, "invalid escape in a string"),
        ConfigDiagnosticCode.NumericEscapeDropped => (DiagnosticSeverity.Warning, "octal escape without effect"),
        ConfigDiagnosticCode.UnterminatedString => (DiagnosticSeverity.Error, "string without closing quote"),
        ConfigDiagnosticCode.AdjacentStrings => (DiagnosticSeverity.Warning, "adjacent strings"),
        ConfigDiagnosticCode.CannotAppend => (DiagnosticSeverity.Error, "list and string cannot be added"),
        ConfigDiagnosticCode.Replaced => (DiagnosticSeverity.Warning, "setting given more than once"),
        ConfigDiagnosticCode.LimitExceeded => (DiagnosticSeverity.Error, "configuration too large"),
        ConfigDiagnosticCode.CarriageReturn => (DiagnosticSeverity.Warning, "carriage returns in the file"),
        ConfigDiagnosticCode.UnfinishedComment => (DiagnosticSeverity.Warning, "comment on a last line without newline"),
        ConfigDiagnosticCode.WrongShape => (DiagnosticSeverity.Warning, "list and single value confused"),
        ConfigDiagnosticCode.NotANumber => (DiagnosticSeverity.Warning, "not a number"),
        ConfigDiagnosticCode.CannotAddToNumber => (DiagnosticSeverity.Warning, "+= on a number"),
        ConfigDiagnosticCode.UnknownWord => (DiagnosticSeverity.Error, "unknown word"),
        ConfigDiagnosticCode.OutOfRange => (DiagnosticSeverity.Error, "number out of range"),
        ConfigDiagnosticCode.VideoRamTooSmall => (DiagnosticSeverity.Error, "not enough video memory"),
        ConfigDiagnosticCode.GuestTypeAssumed => (DiagnosticSeverity.Warning, "kind of guest assumed"),
        ConfigDiagnosticCode.NoEffect => (DiagnosticSeverity.Warning, "setting without effect"),
        ConfigDiagnosticCode.GuestTypeContradiction => (DiagnosticSeverity.Error, "type and builder contradict"),
        ConfigDiagnosticCode.RefusedByRelease => (DiagnosticSeverity.Error, "file refused by this release"),
        ConfigDiagnosticCode.RdmOptionInvalid => (DiagnosticSeverity.Error, "rdm string not understood"),
        ConfigDiagnosticCode.OldSpelling => (DiagnosticSeverity.Note, "old spelling"),
        ConfigDiagnosticCode.SpacesInOption => (DiagnosticSeverity.Note, "spaces in an option string"),
        ConfigDiagnosticCode.RdmIgnoredByRelease => (DiagnosticSeverity.Warning, "rdm string ignored by this release"),
        ConfigDiagnosticCode.UninitialisedRead => (DiagnosticSeverity.Warning, "uninitialised field read by this release"),
        ConfigDiagnosticCode.PciOptionInvalid => (DiagnosticSeverity.Error, "pci string not understood"),
        ConfigDiagnosticCode.PciKeyIgnored => (DiagnosticSeverity.Warning, "pci key ignored by this release"),
        ConfigDiagnosticCode.PciOptionAborts => (DiagnosticSeverity.Error, "xl of this release crashes"),
        ConfigDiagnosticCode.PciNumberUnchecked => (DiagnosticSeverity.Warning, "number unchecked by this release"),
        ConfigDiagnosticCode.PolicyWordIgnored => (DiagnosticSeverity.Warning, "policy word ignored by this release"),
        ConfigDiagnosticCode.MemoryAboveMaximum => (DiagnosticSeverity.Warning, "memory above maxmem"),
        ConfigDiagnosticCode.CsvMalformed => (DiagnosticSeverity.Error, "CSV not understood"),
        ConfigDiagnosticCode.BadAddress => (DiagnosticSeverity.Error, "not an address or size"),
        ConfigDiagnosticCode.BadRange => (DiagnosticSeverity.Error, "not a range"),
        ConfigDiagnosticCode.BadDevice => (DiagnosticSeverity.Error, "not a PCI address"),
        ConfigDiagnosticCode.BadPolicy => (DiagnosticSeverity.Error, "not a policy"),
        ConfigDiagnosticCode.BadMemoryType => (DiagnosticSeverity.Error, "not a memory type"),
        ConfigDiagnosticCode.BadRegionOption => (DiagnosticSeverity.Error, "region option not understood"),
        _ => throw new UnreachableException($"no entry for {code}"),
    };
}
