namespace RdmPlanner.Planner.Configuration;

/// <summary>The findings about a guest's configuration; printed as <c>CFG5001</c>. Numbers are stable.</summary>
/// <remarks>Severity and title of each are in <see cref="ConfigDiagnosticCatalog"/>.</remarks>
public enum ConfigDiagnosticCode
{
    /// <summary>Characters that are no token of the grammar (libxlu_cfg_l.l).</summary>
    LexicalError = 5001,

    /// <summary>A token where the grammar has another (libxlu_cfg_y.y).</summary>
    SyntaxError = 5002,

    /// <summary>A backslash followed by something that is no escape.</summary>
    InvalidEscape = 5003,

    /// <summary>An octal escape: xl accepts it and drops the character.</summary>
    NumericEscapeDropped = 5004,

    /// <summary>A string without its closing quote on the same line.</summary>
    UnterminatedString = 5005,

    /// <summary>Two strings side by side, joined here, refused by xl.</summary>
    AdjacentStrings = 5006,

    /// <summary><c>+=</c> of a list to a string or the reverse.</summary>
    CannotAppend = 5007,

    /// <summary>A later assignment replaces an earlier one.</summary>
    Replaced = 5008,

    /// <summary>More text, settings or nesting than is read.</summary>
    LimitExceeded = 5009,

    /// <summary>Carriage returns, which xl refuses.</summary>
    CarriageReturn = 5010,

    /// <summary>A comment on a last line without newline, which xl refuses.</summary>
    UnfinishedComment = 5011,

    /// <summary>A list where a single value belongs or the reverse; the setting is ignored.</summary>
    WrongShape = 5020,

    /// <summary>A value that is not a number; the setting is ignored.</summary>
    NotANumber = 5021,

    /// <summary><c>+=</c> on a number; the setting is ignored.</summary>
    CannotAddToNumber = 5022,

    /// <summary>A word that the setting does not know.</summary>
    UnknownWord = 5023,

    /// <summary>A number outside of what xl or libxl takes.</summary>
    OutOfRange = 5024,

    /// <summary>Less video memory than libxl takes for the graphics card.</summary>
    VideoRamTooSmall = 5025,

    /// <summary>The file names no kind of guest.</summary>
    GuestTypeAssumed = 5026,

    /// <summary>A setting that has no effect on this kind of guest.</summary>
    NoEffect = 5027,

    /// <summary><c>type</c> and <c>builder</c> contradict.</summary>
    GuestTypeContradiction = 5028,

    /// <summary>The file cannot be read by this release's xl.</summary>
    RefusedByRelease = 5029,

    /// <summary>An <c>rdm</c> string that is not understood.</summary>
    RdmOptionInvalid = 5030,

    /// <summary>A spelling of the 2015 design or its review.</summary>
    OldSpelling = 5031,

    /// <summary>Spaces inside an option string, which every release refuses.</summary>
    SpacesInOption = 5032,

    /// <summary>The release drops the <c>rdm</c> string without stopping.</summary>
    RdmIgnoredByRelease = 5033,

    /// <summary>The release reads a field it never wrote.</summary>
    UninitialisedRead = 5034,

    /// <summary>A <c>pci</c> string that is not understood.</summary>
    PciOptionInvalid = 5035,

    /// <summary>The release ignores a key of a <c>pci</c> string.</summary>
    PciKeyIgnored = 5036,

    /// <summary>The release's xl crashes on the <c>pci</c> string.</summary>
    PciOptionAborts = 5037,

    /// <summary>A device or slot number beyond PCI's range that the release lets pass.</summary>
    PciNumberUnchecked = 5038,

    /// <summary>A policy word that the release reports and then accepts.</summary>
    PolicyWordIgnored = 5039,

    /// <summary>More memory at start than at most.</summary>
    MemoryAboveMaximum = 5040,

    /// <summary>A CSV file without a column that is needed, or with broken quoting.</summary>
    CsvMalformed = 5050,

    /// <summary>Text that is no address or size.</summary>
    BadAddress = 5051,

    /// <summary>A range that ends before it starts, or beyond the address space.</summary>
    BadRange = 5052,

    /// <summary>Text that is no PCI address.</summary>
    BadDevice = 5053,

    /// <summary>A word that is no policy.</summary>
    BadPolicy = 5054,

    /// <summary>A word that is no memory type.</summary>
    BadMemoryType = 5055,

    /// <summary>An unknown or repeated part of a region option.</summary>
    BadRegionOption = 5056,
}
