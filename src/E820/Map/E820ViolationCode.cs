namespace RdmPlanner.E820;

/// <summary>What can be wrong with a raw list of entries; the numbers are stable and printed as <c>E820-2001</c>.</summary>
public enum E820ViolationCode
{
    /// <summary>No violation; not produced.</summary>
    None = 0,

    /// <summary>The entry has no bytes; it is left out of the map.</summary>
    ZeroSize = 2001,

    /// <summary>Address plus size is above 2^64, so that Xen's sum wraps; the entry is clipped at the top.</summary>
    WrapsAddressSpace = 2002,

    /// <summary>The entry ends exactly at 2^64; its last byte is not representable and is left out of the map.</summary>
    ReachesTopOfAddressSpace = 2003,

    /// <summary>The entry shares bytes with another one of the same type.</summary>
    OverlapsSameType = 2004,

    /// <summary>The entry shares bytes with one of another type; the larger type code wins there.</summary>
    OverlapsOtherType = 2005,

    /// <summary>The entry starts below the entry before it in the list.</summary>
    Unsorted = 2006,

    /// <summary>The entry ends or starts exactly where one of the same type starts or ends; the map merges them.</summary>
    TouchesSameType = 2007,

    /// <summary>The type code is not one that the ACPI specification defines; it is kept.</summary>
    UnknownType = 2008,

    /// <summary>An end of the entry is not a multiple of 4 KiB.</summary>
    SubPageBounds = 2009,
}
