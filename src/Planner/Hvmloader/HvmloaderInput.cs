using System.Collections.Immutable;
using RdmPlanner.E820;
using RdmPlanner.Planner.Profiles;

namespace RdmPlanner.Planner.Hvmloader;

/// <summary>Everything hvmloader sees: the hvm_info page numbers, the map from Xen, the PCI bus, xenstore, and the machine's moods.</summary>
/// <remarks>Immutable; any combination is legal input and yields a result, a crash among them. Defaults are those of vectors/SCHEMA.md.</remarks>
public sealed record HvmloaderInput
{
    /// <summary>End of low RAM as a page number (hvm_info.low_mem_pgend, 32 bits).</summary>
    public uint LowMemPgEnd { get; init; }

    /// <summary>End of high RAM as a page number (hvm_info.high_mem_pgend, 32 bits); 0 when there is none.</summary>
    public uint HighMemPgEnd { get; init; }

    /// <summary>The map the toolstack gave Xen for this guest; the first 128 entries are read. Empty makes hvmloader crash.</summary>
    public ImmutableArray<E820Record> MemoryMap { get; init; } = [];

    /// <summary>Functions on bus 0 in any order; function numbers are distinct (of equal ones the last counts).</summary>
    public ImmutableArray<GuestPciFunction> Devices { get; init; } = [];

    /// <summary>The xenstore keys that exist, relative to the guest's directory.</summary>
    public IReadOnlyDictionary<string, string> Xenstore { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Guest physical address bits; the limit of high BARs is 2 to this power.</summary>
    public int PhysBits { get; init; } = 39;

    /// <summary>4 KiB pages the ACPI tables take beyond the info page; 10 is what qemu-xen tables take for 1 to 128 vCPUs. More than 255 crash.</summary>
    public uint AcpiPages { get; init; } = 10;

    /// <summary>Number of virtual CPUs; has no effect on the memory map.</summary>
    public uint Vcpus { get; init; } = 1;

    /// <summary>The firmware; only OVMF changes the run (its image takes pages below 4 GiB).</summary>
    public GuestBios Bios { get; init; } = GuestBios.SeaBios;

    /// <summary>Size of the SeaBIOS image in bytes.</summary>
    public uint SeaBiosSize { get; init; } = 0x4_0000;

    /// <summary>Size of the OVMF image in bytes.</summary>
    public uint OvmfSize { get; init; } = 0x40_0000;

    /// <summary>How many allocations of special pages Xen grants; the later ones are taken from guest RAM. Null for all.</summary>
    public ulong? PopulateLimit { get; init; }

    /// <summary>Whether Xen refuses to move pages of RAM (XENMEM_add_to_physmap fails).</summary>
    public bool PhysmapFails { get; init; }

    /// <summary>Whether the console lines are wanted; without them none is formatted.</summary>
    public bool WantLog { get; init; } = true;

    /// <summary>Whose hvmloader runs.</summary>
    public XenProfile Profile { get; init; } = XenProfile.Design;
}
