namespace RdmPlanner.Planner.Hvmloader;

/// <summary>The fixed addresses of an HVM guest that hvmloader lives with, in address order.</summary>
/// <remarks>
/// From tools/firmware/hvmloader/config.h and xen/include/public/hvm/e820.h (Xen c447b73). Bytes unless the name says
/// otherwise; 32-bit values where hvmloader, a 32-bit program, keeps them in 32 bits.
/// </remarks>
public static class GuestLayout
{
    /// <summary>First I/O port that BARs may take (inclusive).</summary>
    public const ulong IoWindowStart = 0xc000;

    /// <summary>One past the last I/O port.</summary>
    public const ulong IoWindowEnd = 0x1_0000;

    /// <summary>Where hvmloader's scratch space begins; the console log prints it.</summary>
    public const uint ScratchStart = 0x1_0000;

    /// <summary>End of conventional RAM when the BIOS is the ROMBIOS, which keeps 8 KiB for itself.</summary>
    public const uint RomBiosLowReserved = 0x9_e000;

    /// <summary>End of conventional RAM, 640 KiB; the VGA window follows.</summary>
    public const uint ConventionalEnd = 0xa_0000;

    /// <summary>Where the ROMBIOS region of the E820 begins.</summary>
    public const uint RomBiosBase = 0xe_0000;

    /// <summary>Where OVMF's copy of the reset vector begins (LOWCHUNK_BEGIN).</summary>
    public const uint OvmfLowChunk = 0xf_0000;

    /// <summary>End of the BIOS region, 1 MiB.</summary>
    public const uint BiosEnd = 0x10_0000;

    /// <summary>Less low RAM than this makes build_e820_table() stop, 2 MiB.</summary>
    public const uint MinimumLowRam = 0x20_0000;

    /// <summary>64-bit BARs above this size go above 4 GiB, 1 GiB (BAR_RELOC_THRESH).</summary>
    public const ulong BarRelocationThreshold = 1UL << 30;

    /// <summary>Default start of the low MMIO hole (HVM_BELOW_4G_MMIO_START).</summary>
    public const uint LowMmioStart = 0xf000_0000;

    /// <summary>End of the low MMIO hole (exclusive) and start of what hvmloader keeps for itself (RESERVED_MEMBASE).</summary>
    public const uint ReservedBase = 0xfc00_0000;

    /// <summary>The page with the ACPI info structure.</summary>
    public const uint AcpiInfo = 0xfc00_0000;

    /// <summary>Where pages for ACPI tables are taken from, upwards (ACPI_MEMORY_DYNAMIC_START).</summary>
    public const uint AcpiDynamicStart = 0xfc00_1000;

    /// <summary>Where other special pages are taken from, upwards; ACPI tables must end below.</summary>
    public const uint ReservedDynamicStart = 0xfc10_0000;

    /// <summary>Where holes without RAM are taken from, downwards (exclusive end).</summary>
    public const uint ReservedDynamicEnd = 0xfe00_0000;

    /// <summary>First byte above the 32-bit space.</summary>
    public const ulong FourGiB = 1UL << 32;

    /// <summary>Page number of <see cref="FourGiB"/>.</summary>
    public const uint FourGiBPage = 1u << 20;

    /// <summary>Pages of an Intel OpRegion hole (IGD_OPREGION_PAGES).</summary>
    public const uint IgdOpRegionPages = 3;

    /// <summary>Function number (device 1, function 0) of the PCI-ISA bridge, which routes the interrupts.</summary>
    public const byte IsaBridgeDevFn = 0x08;

    /// <summary>Entries of the map that hvmloader asks Xen for (E820MAX).</summary>
    public const int MaxMapEntries = 128;

    /// <summary>Most pages moved by one hypercall: its size field has 16 bits.</summary>
    public const uint MaxPagesPerMove = 0xffff;
}
