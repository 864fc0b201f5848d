using System.Collections.Immutable;
using RdmPlanner.Acpi;
using RdmPlanner.E820;
using RdmPlanner.Planner.Hypervisor;

namespace RdmPlanner.Planner.Scenarios;

/// <summary>The emulated Q35 machine on which the boots of <c>dmar.jsonl</c> were recorded.</summary>
/// <remarks>Read off its <c>lspci</c>, its DMAR and its boots; the memory map as far as the boots show it.</remarks>
internal static class TraceHost
{
    /// <summary>An I/O APIC's scope of the only unit.</summary>
    public static readonly PciAddress IoApic = new(0, 0xff, 0, 0);

    /// <summary>Its functions, all on bus 0.</summary>
    public static readonly ImmutableArray<PciAddress> Functions =
    [
        new(0, 0, 0x00, 0), // host bridge
        new(0, 0, 0x05, 0), // network controllers
        new(0, 0, 0x06, 0),
        new(0, 0, 0x07, 0),
        new(0, 0, 0x10, 0), // block device
        new(0, 0, 0x11, 0), // file system
        new(0, 0, 0x1f, 0), // ISA bridge
        new(0, 0, 0x1f, 2), // SATA controller
        new(0, 0, 0x1f, 3), // SMBus
    ];

    /// <summary>Its memory map as far as regions were put on it.</summary>
    public static readonly ImmutableArray<E820Record> MemoryMap =
    [
        Entry(0x0, 0x9f000, E820Type.Ram),
        Entry(0x9f000, 0x1000, E820Type.Reserved),
        Entry(0xf0000, 0x10000, E820Type.Reserved),
        Entry(0x100000, 0x7fee0000, E820Type.Ram),
        Entry(0x7ffe0000, 0x20000, E820Type.Reserved),
        Entry(0xb0000000, 0x10000000, E820Type.Reserved),
        Entry(0xfed1c000, 0x4000, E820Type.Reserved),
        Entry(0xfffc0000, 0x40000, E820Type.Reserved),
        Entry(0x100000000, 0x100000000, E820Type.Ram),
    ];

    /// <summary>The unit that the table has before its regions.</summary>
    public static readonly DrhdEntry Unit = new(
        0, 0xfed90000, 1, [new ScopeEntry(3, 0, IoApic.Bus, [new ScopeHop(IoApic.Device, IoApic.Function)])]);

    /// <summary>
    /// What bus number registers read as. None is a bridge: the bytes belong to the third BAR, which is I/O space at
    /// 0xc0xx for the network controllers and not there for the others.
    /// </summary>
    public static readonly ImmutableDictionary<PciAddress, BusNumbers> BusRegisters = Functions.ToImmutableDictionary(
        function => function, function => new BusNumbers(function.Device is >= 5 and <= 7 ? (byte)0xc0 : (byte)0, 0));

    private static E820Record Entry(ulong address, ulong size, E820Type type) => new(new Gpa(address), size, type);
}
