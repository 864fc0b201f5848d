namespace RdmPlanner.Acpi.Dumps;

/// <summary>What the dump reader (6001 on) or the log reader (6101 on) has to say; printed as <c>DUMP6005</c>.</summary>
/// <remarks>The numbers are stable. The severity of each is in <see cref="DumpDiagnostic.SeverityOf"/> and nowhere else.</remarks>
public enum DumpDiagnosticCode
{
    /// <summary>There is no input.</summary>
    EmptyInput = 6001,

    /// <summary>The input holds no table in any accepted form.</summary>
    NothingRecognised = 6002,

    /// <summary>A disassembly without its <c>Raw Table Data</c> section.</summary>
    NoRawTableData = 6003,

    /// <summary>One or more lines in a row are not part of any dump.</summary>
    LinesNotUsed = 6004,

    /// <summary>An offset is larger than the bytes before it account for: lines are missing.</summary>
    OffsetGap = 6005,

    /// <summary>An offset is smaller than the bytes before it account for.</summary>
    OffsetBackwards = 6006,

    /// <summary>A line was given twice.</summary>
    LineRepeated = 6007,

    /// <summary>A <c>*</c> that stands for repeated lines cannot be expanded.</summary>
    SqueezeUnusable = 6008,

    /// <summary>A table, or what <c>*</c> lines add up to, is larger than the reader's limit.</summary>
    TableTooLarge = 6009,

    /// <summary>Bytes that do not look like an ACPI table.</summary>
    NotATable = 6010,

    /// <summary>The name in the header line is not the signature in the bytes.</summary>
    HeaderNameDiffers = 6011,

    /// <summary>The length stated beside the bytes is not the number of bytes.</summary>
    StatedLengthDiffers = 6012,

    /// <summary>The text was UTF-16, as some shells write redirected output.</summary>
    Utf16Text = 6013,

    /// <summary>The first offset of a dump is not zero.</summary>
    FirstOffsetNotZero = 6014,

    /// <summary>Zero bytes between two tables were passed over.</summary>
    PaddingSkipped = 6015,

    /// <summary>More tables than the reader's limit.</summary>
    TooManyTables = 6016,

    /// <summary>The signature is <c>XMAR</c>: a DMAR that Xen has hidden from its control domain.</summary>
    HiddenByXen = 6017,

    /// <summary>A DMAR was found in the middle of other binary data.</summary>
    FoundInsideData = 6018,

    /// <summary>Further diagnostics of a kind already shown often are only counted.</summary>
    FurtherNotShown = 6019,

    /// <summary>More remapping structures than are examined.</summary>
    TooManyStructures = 6020,

    /// <summary>More entries of a memory map than are used.</summary>
    TooManyMapEntries = 6021,

    /// <summary>A boot log was expected and no line of the input is one.</summary>
    NotALog = 6101,

    /// <summary>A line reports a reserved region and its addresses cannot be read.</summary>
    RegionLineUnreadable = 6102,

    /// <summary>A line about a remapping unit, the address width or the table cannot be read.</summary>
    LogLineUnreadable = 6103,

    /// <summary>The log holds several boots; one of them was used.</summary>
    SeveralBoots = 6104,

    /// <summary>The log reports no reserved region.</summary>
    NoRegionInLog = 6105,

    /// <summary>The last address of a reported region is below its first.</summary>
    LimitBelowBase = 6106,

    /// <summary>The kernel calls the firmware's table wrong.</summary>
    FirmwareBugReported = 6107,

    /// <summary>Xen complains about a region or refuses the table.</summary>
    XenComplaint = 6108,

    /// <summary>Xen ignores a region that the firmware reports.</summary>
    RegionIgnoredByXen = 6109,

    /// <summary>The log does not say which devices the regions belong to.</summary>
    DevicesNotLogged = 6110,

    /// <summary>More regions than the reader's limit.</summary>
    TooManyRegions = 6111,

    /// <summary>The archive of a bundle is damaged.</summary>
    BundleUnreadable = 6201,

    /// <summary>A member of a bundle leads out of it, is there twice, or is neither file nor folder.</summary>
    BundleUnsafe = 6202,

    /// <summary>A bundle has more members or bytes than are read.</summary>
    BundleTooLarge = 6203,

    /// <summary>A bundle has neither a DMAR table nor a log of Xen.</summary>
    BundleWithoutTable = 6204,

    /// <summary>A bundle has links, which are not followed.</summary>
    BundleLink = 6205,

    /// <summary>A file of a bundle cannot be used.</summary>
    BundlePartNotUsed = 6206,
}
