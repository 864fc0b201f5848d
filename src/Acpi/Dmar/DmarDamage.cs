namespace RdmPlanner.Acpi;

/// <summary>One way to make a well-formed table wrong; each is what one diagnostic code speaks of.</summary>
public enum DmarDamage
{
    /// <summary>The signature is XMAR.</summary>
    WrongSignature,

    /// <summary>The data ends after 40 bytes.</summary>
    TableTooShort,

    /// <summary>The length field is 16 too large.</summary>
    LengthBeyondData,

    /// <summary>Four bytes follow the table.</summary>
    LengthShortOfData,

    /// <summary>The length field is 36.</summary>
    LengthBelowHeader,

    /// <summary>The checksum is one too large.</summary>
    WrongChecksum,

    /// <summary>The last structure has length 0.</summary>
    StructureLengthZero,

    /// <summary>The last structure ends after its header.</summary>
    StructureTooShort,

    /// <summary>The length of the last structure is 8 too large.</summary>
    StructureOverruns,

    /// <summary>An RHSA has four bytes too many.</summary>
    StructureTooLong,

    /// <summary>The last scope of a structure has length 5.</summary>
    ScopeTooShort,

    /// <summary>The length of the last scope of a structure is 2 too large.</summary>
    ScopeOverruns,

    /// <summary>A path has one byte more.</summary>
    OddPath,

    /// <summary>A scope has no path.</summary>
    EmptyPath,

    /// <summary>A hop has device 32.</summary>
    DeviceOutOfRange,

    /// <summary>A hop has function 8.</summary>
    FunctionOutOfRange,

    /// <summary>The table's flags have bit 7 set.</summary>
    ReservedTableBitsSet,

    /// <summary>The reserved field of an RMRR is not 0.</summary>
    ReservedStructureBitsSet,

    /// <summary>The reserved byte of a scope is not 0.</summary>
    ReservedScopeBitsSet,

    /// <summary>An RMRR has base 0x2000 and limit 0xfff.</summary>
    BaseAboveLimit,

    /// <summary>The base of an RMRR is in the middle of its page.</summary>
    UnalignedBase,

    /// <summary>The limit of an RMRR is in the middle of its page.</summary>
    UnalignedLimit,

    /// <summary>The first structure stands last.</summary>
    TypesOutOfOrder,

    /// <summary>An RMRR has no scope.</summary>
    NoScope,

    /// <summary>The last structure has type 0xffff.</summary>
    UnknownStructureType,

    /// <summary>A scope has type 0xff.</summary>
    UnknownScopeType,

    /// <summary>The object name of an ANDD has no NUL.</summary>
    NameNotTerminated,
}
