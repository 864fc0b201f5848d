namespace RdmPlanner.Acpi;

/// <summary>Why a reader stopped before the end of its bytes.</summary>
public enum DmarReaderFault
{
    /// <summary>It did not: every byte was read, or there is more to read.</summary>
    None,

    /// <summary>A structure of length 0, after which the next cannot be found.</summary>
    LengthZero,

    /// <summary>A length that leaves no room for the item's own header.</summary>
    TooShort,

    /// <summary>An item, or its header, that goes on beyond the end of its container.</summary>
    Overruns,
}
