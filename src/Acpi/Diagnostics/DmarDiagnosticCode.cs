namespace RdmPlanner.Acpi;

/// <summary>What can be said of a DMAR table. The number is for good: codes are added, never reused.</summary>
/// <remarks>Severity, title and clause of each code are in <see cref="DmarRule"/>.</remarks>
public enum DmarDiagnosticCode
{
    /// <summary>Not a code.</summary>
    None = 0,

    /// <summary>The table does not start with DMAR.</summary>
    Signature = 1001,

    /// <summary>The data ends before the 48 bytes of the table header do.</summary>
    TableTooShort = 1002,

    /// <summary>The length field says more bytes than there are.</summary>
    LengthBeyondData = 1003,

    /// <summary>The length field says fewer bytes than there are.</summary>
    LengthShortOfData = 1004,

    /// <summary>The length field leaves no room for the table header.</summary>
    LengthBelowHeader = 1005,

    /// <summary>The bytes of the table do not add up to 0.</summary>
    Checksum = 1006,

    /// <summary>A structure has length 0.</summary>
    StructureLengthZero = 1007,

    /// <summary>A structure is too short for its header or for the fields of its type.</summary>
    StructureTooShort = 1008,

    /// <summary>A structure goes on beyond the end of the table.</summary>
    StructureOverruns = 1009,

    /// <summary>A structure without scopes is longer than its fields.</summary>
    StructureTooLong = 1010,

    /// <summary>A scope is shorter than its six-byte header.</summary>
    ScopeTooShort = 1011,

    /// <summary>A scope goes on beyond the end of its structure.</summary>
    ScopeOverruns = 1012,

    /// <summary>A path has an odd number of bytes.</summary>
    OddPath = 1013,

    /// <summary>A path has no hop.</summary>
    EmptyPath = 1014,

    /// <summary>A hop has a device above 31 or a function above 7.</summary>
    HopOutOfRange = 1015,

    /// <summary>Reserved bits of the table header are set.</summary>
    ReservedTableBits = 1016,

    /// <summary>Reserved bits of a structure are set.</summary>
    ReservedStructureBits = 1017,

    /// <summary>Reserved bits of a scope are set.</summary>
    ReservedScopeBits = 1018,

    /// <summary>A reserved memory region ends before it starts.</summary>
    BaseAboveLimit = 1019,

    /// <summary>A reserved memory region does not start on a 4 KiB boundary.</summary>
    UnalignedBase = 1020,

    /// <summary>A reserved memory region does not end on a 4 KiB boundary.</summary>
    UnalignedLimit = 1021,

    /// <summary>A structure follows one of a higher type.</summary>
    TypesOutOfOrder = 1022,

    /// <summary>A structure that speaks of devices names none.</summary>
    NoScope = 1023,

    /// <summary>A path has several hops, so its bus is not known from the table.</summary>
    SeveralHops = 1024,

    /// <summary>The type of a structure is not defined.</summary>
    UnknownStructureType = 1025,

    /// <summary>The type of a scope is not defined.</summary>
    UnknownScopeType = 1026,

    /// <summary>The object name of an ANDD has no terminator.</summary>
    NameNotTerminated = 1027,
}
