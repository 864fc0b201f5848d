using System.Collections.Immutable;
using RdmPlanner.E820;

namespace RdmPlanner.Planner.Hvmloader;

/// <summary>The state hvmloader leaves, or the state at its crash.</summary>
/// <remarks>The fields are those of stage <c>hvmloader</c> in vectors/SCHEMA.md.</remarks>
public sealed record HvmloaderResult
{
    /// <summary>Null when hvmloader got to the end.</summary>
    public required HvmloaderCrash? Crash { get; init; }

    /// <summary>Console lines of the simulated stages, without line ends; null when they were not wanted.</summary>
    public required ImmutableArray<string>? Log { get; init; }

    /// <summary>End of low RAM, page number.</summary>
    public required uint LowMemPgEnd { get; init; }

    /// <summary>End of high RAM, page number; 0 for none.</summary>
    public required uint HighMemPgEnd { get; init; }

    /// <summary>Start of the low MMIO hole in bytes.</summary>
    public required uint PciMemStart { get; init; }

    /// <summary>End of the low MMIO hole in bytes (exclusive); lower than 0xfc000000 below write-back platform BARs.</summary>
    public required uint PciMemEnd { get; init; }

    /// <summary>Start of the high BARs in bytes; 0 when none was put there.</summary>
    public required ulong PciHiMemStart { get; init; }

    /// <summary>End of the high BARs in bytes (exclusive), rounded up to the alignment of the start; 0 when there are none.</summary>
    public required ulong PciHiMemEnd { get; init; }

    /// <summary>Page number of the Intel OpRegion; 0 for none.</summary>
    public required uint IgdOpRegionPgBase { get; init; }

    /// <summary>The primary VGA adapter.</summary>
    public required VirtualVga Vga { get; init; }

    /// <summary>Chunks of low RAM moved above 4 GiB, in order.</summary>
    public required ImmutableArray<RamMove> Relocations { get; init; }

    /// <summary>Single pages of RAM moved to special pages when Xen granted no more, in order; each has size 1.</summary>
    public required ImmutableArray<RamMove> PageMoves { get; init; }

    /// <summary>How PCI setup came to its result; null when it was not reached.</summary>
    public PlacementStory? Placement { get; init; }

    /// <summary>Every BAR of the input, in its order.</summary>
    public required ImmutableArray<BarResult> Bars { get; init; }

    /// <summary>Every function of the input by ascending function number.</summary>
    public required ImmutableArray<FunctionResult> Functions { get; init; }

    /// <summary>hvmloader's own map after the last adjustment.</summary>
    public required ImmutableArray<E820Record> MemoryMap { get; init; }

    /// <summary>The guest's E820 under each firmware; null after a crash.</summary>
    public required GuestE820Tables? E820 { get; init; }

    /// <summary>Whether ACPI tables were asked for; false after a crash before them.</summary>
    public required bool IsAcpiEnabled { get; init; }

    /// <summary>ACPI pages taken; 0 when ACPI is off or was not reached.</summary>
    public required uint AcpiPages { get; init; }
}

/// <summary>hvmloader stopped itself (BUG() or ASSERT()); Xen then destroys or preserves the guest as on_crash says.</summary>
/// <param name="Phase">The function it was in: <c>memory_map_setup</c>, <c>pci_setup</c>, <c>bios_load</c>, <c>acpi</c>, <c>init_vm86_tss</c>.</param>
/// <param name="Text">The message with file and line of Xen c447b73.</param>
public sealed record HvmloaderCrash(string Phase, string Text);

/// <summary>A move of guest RAM (XENMEM_add_to_physmap), in page numbers.</summary>
/// <param name="Source">First page taken (<c>idx</c>).</param>
/// <param name="Destination">First page given (<c>gpfn</c>).</param>
/// <param name="PageCount">Number of pages.</param>
public readonly record struct RamMove(uint Source, uint Destination, uint PageCount);

/// <summary>What hvmloader takes for the primary VGA adapter.</summary>
public enum VirtualVga
{
    /// <summary>No class 0x0300 function.</summary>
    None,

    /// <summary>The emulated standard VGA.</summary>
    Std,

    /// <summary>The emulated Cirrus.</summary>
    Cirrus,

    /// <summary>A passed-through adapter.</summary>
    Passthrough,
}

/// <summary>From which of hvmloader's three resources a BAR got its place.</summary>
public enum BarSpace
{
    /// <summary>None: the register keeps its old value.</summary>
    None,

    /// <summary>I/O ports.</summary>
    Io,

    /// <summary>The MMIO hole below 4 GiB.</summary>
    LowMem,

    /// <summary>Above 4 GiB and all RAM.</summary>
    HighMem,
}

/// <summary>One BAR at the end.</summary>
/// <param name="DevFn">Its function.</param>
/// <param name="Bar">The BAR as it was given.</param>
/// <param name="Space">Where it was placed.</param>
/// <param name="Address">Address decoded from the register, both halves for 64-bit BARs; only of meaning when it was placed.</param>
/// <param name="Raw">The register as it reads, both halves for 64-bit BARs.</param>
public readonly record struct BarResult(byte DevFn, PciBar Bar, BarSpace Space, ulong Address, ulong Raw)
{
    /// <summary>Whether hvmloader wrote the register.</summary>
    public bool IsAssigned => Space != BarSpace.None;
}

/// <summary>One function at the end.</summary>
/// <param name="DevFn">Device number times 8 plus function number.</param>
/// <param name="Command">Command register.</param>
/// <param name="InterruptLine">Interrupt line register; null for a function without interrupt pin.</param>
public readonly record struct FunctionResult(byte DevFn, ushort Command, byte? InterruptLine);

/// <summary>The E820 for each firmware, all from one and the same state.</summary>
/// <param name="SeaBios">Under SeaBIOS.</param>
/// <param name="Ovmf">Under OVMF.</param>
/// <param name="RomBios">Under ROMBIOS.</param>
public sealed record GuestE820Tables(GuestE820 SeaBios, GuestE820 Ovmf, GuestE820 RomBios)
{
    /// <summary>The table of one firmware.</summary>
    /// <param name="bios">Which firmware.</param>
    /// <returns>Its table or its crash.</returns>
    public GuestE820 For(GuestBios bios) => bios switch
    {
        GuestBios.SeaBios => SeaBios,
        GuestBios.Ovmf => Ovmf,
        _ => RomBios,
    };
}

/// <summary>The result of build_e820_table(): a table or a crash.</summary>
/// <param name="Entries">The table sorted by address, with overlaps as they are; empty after a crash.</param>
/// <param name="CrashText">The message of the crash, or null.</param>
public sealed record GuestE820(ImmutableArray<E820Record> Entries, string? CrashText);
