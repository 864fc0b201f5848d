namespace RdmPlanner.E820;

/// <summary>Address range types of the ACPI specification (15, "System Address Map Interfaces").</summary>
/// <remarks>Any other 32-bit code may occur in firmware maps and is kept as it is.</remarks>
public enum E820Type : uint
{
    /// <summary>No type; not a legal code in a map.</summary>
    None = 0,

    /// <summary>AddressRangeMemory: usable RAM.</summary>
    Ram = 1,

    /// <summary>AddressRangeReserved.</summary>
    Reserved = 2,

    /// <summary>AddressRangeACPI: ACPI tables, reclaimable by the operating system.</summary>
    Acpi = 3,

    /// <summary>AddressRangeNVS: firmware memory to be saved over sleep.</summary>
    Nvs = 4,

    /// <summary>AddressRangeUnusable: RAM with errors.</summary>
    Unusable = 5,

    /// <summary>AddressRangeDisabled: memory that is not enabled.</summary>
    Disabled = 6,

    /// <summary>AddressRangePersistentMemory.</summary>
    PersistentMemory = 7,

    /// <summary>Persistent memory as announced before ACPI 6.0 (Linux's E820_TYPE_PRAM; ACPI leaves 12 to the OEM).</summary>
    LegacyPersistentMemory = 12,

    /// <summary>RAM set aside for a special purpose by UEFI (Linux's E820_TYPE_SOFT_RESERVED, not an ACPI code).</summary>
    SoftReserved = 0xefffffff,
}
