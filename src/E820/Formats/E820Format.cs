namespace RdmPlanner.E820;

/// <summary>The listings of a memory map that are read and written.</summary>
public enum E820Format
{
    /// <summary>No listing was found.</summary>
    None = 0,

    /// <summary>Packed entries of 20 bytes.</summary>
    Binary = 1,

    /// <summary>Linux's <c>BIOS-e820:</c> boot lines.</summary>
    Linux = 2,

    /// <summary>The hypervisor's <c>RAM map:</c> boot lines.</summary>
    Xen = 3,

    /// <summary>hvmloader's <c>E820 table:</c> lines.</summary>
    Hvmloader = 4,

    /// <summary>The files of <c>/sys/firmware/memmap</c>.</summary>
    FirmwareMemmap = 5,

    /// <summary>Comma-separated rows with a header.</summary>
    Csv = 6,
}
