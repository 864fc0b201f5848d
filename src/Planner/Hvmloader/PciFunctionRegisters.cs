namespace RdmPlanner.Planner.Hvmloader;

/// <summary>Bits of a function's command register.</summary>
internal static class PciCommand
{
    public const ushort Io = 1;
    public const ushort Memory = 2;
    public const ushort Master = 4;
}

/// <summary>The config space of one function, as far as hvmloader touches it: BARs, command, interrupt line.</summary>
/// <remarks>
/// A BAR keeps the address bits above its size and has fixed type bits, so writing all ones and reading back tells
/// the size. A register nobody implements reads 0.
/// </remarks>
internal sealed class PciFunctionRegisters
{
    public const int RomSlot = (0x30 - FirstBar) / 4;

    /// <summary>BAR 4, which hvmloader takes for I/O registers of the power management function.</summary>
    public const int SmBusSlot = (0x20 - FirstBar) / 4;

    private const int FirstBar = 0x10;
    private const int SlotCount = RomSlot + 1;
    private const uint RomEnable = 1;

    private readonly uint[] _values = new uint[SlotCount];
    private readonly uint[] _writable = new uint[SlotCount];
    private readonly uint[] _fixed = new uint[SlotCount];
    private readonly BarSpace[] _spaces = new BarSpace[SlotCount];

    private readonly bool _enablesAtEnd;
    private ushort _enableLater;

    public PciFunctionRegisters(GuestPciFunction function, bool enablesAtEnd)
    {
        Function = function;
        _enablesAtEnd = enablesAtEnd;
        Command = function.Command;
        foreach (PciBar bar in function.Bars)
        {
            Implement(bar);
        }
    }

    public GuestPciFunction Function { get; }

    public ushort Command { get; set; }

    public byte InterruptLine { get; set; }

    /// <summary>Whether the bus answers: IDs that are all ones are what an empty slot reads.</summary>
    public bool IsPresent => Function.VendorId != 0xffff || Function.DeviceId != 0xffff;

    public uint Device => (uint)Function.DevFn >> 3;

    public uint FunctionNumber => (uint)Function.DevFn & 7;

    public static uint RegisterOf(int slot) => FirstBar + (4 * (uint)slot);

    public static int IndexOf(int slot) => slot == RomSlot ? PciBar.RomIndex : slot;

    public uint Read(int slot) => _values[slot] | _fixed[slot];

    public void Write(int slot, uint value) => _values[slot] = value & _writable[slot];

    public void Place(int slot, uint value, BarSpace space)
    {
        Write(slot, value);
        _spaces[slot] = space;
    }

    /// <summary>
    /// Turns command bits on: remembers them until all BARs are placed (pci_devfn_decode_type, 4.14 on) or at once (before).
    /// </summary>
    public void Enable(ushort bits)
    {
        _enableLater |= bits;
        if (!_enablesAtEnd)
        {
            EnableNow();
        }
    }

    public void EnableNow() => Command |= _enableLater;

    public BarResult ResultOf(PciBar bar)
    {
        int slot = SlotOf(bar);
        ulong raw = Read(slot);
        ulong flags = bar.Kind switch { PciBarKind.Io => 0x3, PciBarKind.Rom => 0x7ff, _ => 0xf };
        if (bar.Kind == PciBarKind.Mem64)
        {
            raw |= (ulong)Read(slot + 1) << 32;
        }

        return new BarResult(Function.DevFn, bar, _spaces[slot], raw & ~flags, raw);
    }

    private static int SlotOf(PciBar bar) => bar.Index == PciBar.RomIndex ? RomSlot : bar.Index;

    private void Implement(PciBar bar)
    {
        int slot = SlotOf(bar);
        ulong address = ~unchecked(bar.SizeInBytes - 1);
        uint low = HvmloaderLog.Low(address);
        uint prefetch = bar.Prefetch ? 8u : 0;
        (_writable[slot], _fixed[slot]) = bar.Kind switch
        {
            PciBarKind.Io => (low & ~0x3u, 1u),
            PciBarKind.Mem32 => (low & ~0xfu, prefetch),
            PciBarKind.Mem64 => (low & ~0xfu, 4 | prefetch),
            _ => ((low & ~0x7ffu) | RomEnable, 0u),
        };
        Write(slot, HvmloaderLog.Low(bar.InitialValue));
        if (bar.Kind == PciBarKind.Mem64)
        {
            _writable[slot + 1] = HvmloaderLog.High(address);
            Write(slot + 1, HvmloaderLog.High(bar.InitialValue));
        }
    }
}
