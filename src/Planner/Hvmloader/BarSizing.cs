using System.Collections.Immutable;

namespace RdmPlanner.Planner.Hvmloader;

/// <summary>A BAR that waits for a place.</summary>
/// <param name="Function">Its function.</param>
/// <param name="Slot">Its register.</param>
/// <param name="Size">Its size in bytes as hvmloader measured it.</param>
/// <param name="Is64">Whether it is a 64-bit register pair.</param>
internal readonly record struct BarRequest(PciFunctionRegisters Function, int Slot, ulong Size, bool Is64);

/// <summary>What the scan found.</summary>
/// <param name="Bars">All BARs, largest first, equal sizes in scan order (function number, then register, the ROM last).</param>
/// <param name="MmioTotal">Sum of the memory BARs that count for the low hole, in bytes.</param>
/// <param name="HasHugeBar">Whether a 64-bit BAR above 1 GiB was left out of the sum.</param>
/// <param name="PrimaryVga">The primary VGA adapter, if any.</param>
internal sealed record BarDemand(
    ImmutableArray<BarRequest> Bars, ulong MmioTotal, bool HasHugeBar, PciFunctionRegisters? PrimaryVga);

/// <summary>Measures the BARs of each function and puts them in order.</summary>
/// <remarks>
/// Mirrors the BAR loop of the scan in pci_setup() in tools/firmware/hvmloader/pci.c (Xen c447b73). The original inserts each
/// BAR into a sorted array (quadratic); a stable sort at the end gives the same order.
/// </remarks>
internal sealed class BarSizing(HvmloaderState state, bool platformBarUncached)
{
    private const uint SpaceIo = 1;
    private const uint MemTypeMask = 0x7;
    private const uint MemType64 = 0x4;
    private const uint MemAddressMask = 0xffff_fff0;
    private const uint IoAddressMask = 0xfffc;
    private const uint RomAddressMask = 0xffff_f800;

    private readonly List<BarRequest> _bars = [];
    private ulong _mmioTotal;
    private bool _hasHugeBar;

    public BarDemand ToDemand(PciFunctionRegisters? primaryVga)
    {
        BarRequest[] bars = [.. _bars];
        var keys = new (ulong Size, int Order)[bars.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = (bars[i].Size, i);
        }

        Array.Sort(keys, bars, LargestFirst);
        return new BarDemand([.. bars], _mmioTotal, _hasHugeBar, primaryVga);
    }

    public void Visit(PciFunctionRegisters function)
    {
        for (int bar = 0; bar < 7; bar++)
        {
            int slot = bar == 6 ? PciFunctionRegisters.RomSlot : bar;
            uint data = function.Read(slot);
            bool is64 = bar != 6 && (data & MemTypeMask) == MemType64;
            ulong size = Measure(function, slot, data, is64);
            if (size == 0)
            {
                continue;
            }

            if (state.Input.Profile.HasWriteBackPlatformBar && !platformBarUncached
                && PlaceWriteBack(function, bar, slot, new BarRequest(function, slot, size, is64)))
            {
                continue;
            }

            Count(slot, data, is64, size);
            _bars.Add(new BarRequest(function, slot, size, is64));

            // The upper half belongs to this BAR.
            bar += is64 ? 1 : 0;
        }
    }

    private static readonly Comparer<(ulong Size, int Order)> LargestFirst = Comparer<(ulong Size, int Order)>.Create(
        static (a, b) => a.Size != b.Size ? b.Size.CompareTo(a.Size) : a.Order.CompareTo(b.Order));

    /// <summary>Writes all ones, reads the size back, and restores the register.</summary>
    private static ulong Measure(PciFunctionRegisters function, int slot, uint data, bool is64)
    {
        bool isRom = slot == PciFunctionRegisters.RomSlot;
        function.Write(slot, isRom ? (data | RomAddressMask) & ~1u : uint.MaxValue);
        ulong size = function.Read(slot);
        function.Write(slot, data);

        // Only 16 bits of an I/O BAR count, so one of 64 KiB measures 0 and is never seen.
        size &= isRom ? RomAddressMask : (data & SpaceIo) == 0 ? MemAddressMask : IoAddressMask;
        if (is64)
        {
            uint upper = function.Read(slot + 1);
            function.Write(slot + 1, uint.MaxValue);
            size |= (ulong)function.Read(slot + 1) << 32;
            function.Write(slot + 1, upper);
        }

        // The lowest address bit that can be set.
        return size & unchecked(0UL - size);
    }

    /// <summary>Adds a BAR to the sum that the low hole should hold.</summary>
    private void Count(int slot, uint data, bool is64, ulong size)
    {
        if (is64 && size > GuestLayout.BarRelocationThreshold && state.Input.Profile.PlacesHugeBarsHigh)
        {
            _hasHugeBar = true;
        }
        else if ((data & SpaceIo) == 0 || slot == PciFunctionRegisters.RomSlot)
        {
            // A ROM enabled at start counts as memory here, but will be placed among the I/O ports.
            _mmioTotal = unchecked(_mmioTotal + size);
        }
    }

    /// <summary>
    /// Puts a memory BAR of the Xen platform device at the end of the low hole, where an MTRR can make it write-back. No reserved
    /// region is looked at, and the end of the hole moves down.
    /// </summary>
    /// <returns>False when it is not such a BAR or does not fit; it is then treated like any other.</returns>
    private bool PlaceWriteBack(PciFunctionRegisters function, int bar, int slot, BarRequest request)
    {
        uint data = function.Read(slot);
        if ((data & SpaceIo) != 0 || function.Function is not { VendorId: 0x5853, DeviceId: 1 or 2 })
        {
            return false;
        }

        if (request.Is64)
        {
            state.Log.Print(
                "xen platform pci dev %02x:%x unexpected MMIO 64bit BAR%u\n", function.Device, function.FunctionNumber, (uint)bar);
            return false;
        }

        ulong size = request.Size;
        if (size > state.PciMemEnd || ((state.PciMemEnd - size) & ~(size - 1)) < state.PciMemStart)
        {
            // %llx is unknown to this printf: the size comes out as "lx".
            state.Log.Print(
                "xen platform pci dev %02x:%x BAR%u size %llx overflows low PCI hole\n",
                function.Device, function.FunctionNumber, (uint)bar);
            return false;
        }

        state.PciMemEnd = (uint)((state.PciMemEnd - size) & ~(size - 1));
        data = (data & ~MemAddressMask) | state.PciMemEnd;
        function.Place(slot, data, BarSpace.LowMem);
        function.Enable(PciCommand.Memory);
        state.Decisions.Add(new BarDecision(
            function.Function.DevFn, bar, BarReason.EndOfHole, true, state.PciMemEnd, state.PciMemEnd, 0, state.PciMemEnd - state.PciMemStart));
        state.Log.Print(
            "pci dev %02x:%x bar %02x size " + HvmloaderLog.Hex64 + ": 0%08x\n",
            function.Device, function.FunctionNumber, PciFunctionRegisters.RegisterOf(slot),
            HvmloaderLog.High(size), HvmloaderLog.Low(size), data);
        return true;
    }
}
