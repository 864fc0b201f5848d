using RdmPlanner.E820;

namespace RdmPlanner.Planner.Hvmloader;

/// <summary>Gives every BAR its address, largest first, from one of three resources.</summary>
/// <remarks>Mirrors the second half of pci_setup() in tools/firmware/hvmloader/pci.c (Xen c447b73), from "high_mem_resource.base =".</remarks>
internal sealed class BarPlacement
{
    private const uint SpaceIo = 1;
    private const uint MemFlags = 0xf;
    private const uint IoFlags = 0x3;

    private readonly HvmloaderState _state;
    private readonly bool _relocate64;
    private readonly ReservedRegionIndex _reserved;
    private readonly ulong _highMax;
    private ulong _mmioTotal;
    private ulong _memBase;
    private ulong _highBase;
    private ulong _ioBase = GuestLayout.IoWindowStart;

    private BarPlacement(HvmloaderState state, ulong mmioTotal, bool relocate64)
    {
        _state = state;
        _mmioTotal = mmioTotal;
        _relocate64 = relocate64;
        _reserved = new ReservedRegionIndex(state.Map);
        _memBase = state.PciMemStart;
        _highMax = state.Input.PhysBits is >= 0 and < 64 ? 1UL << state.Input.PhysBits : 0;
    }

    public static ulong AlignUp(ulong value, ulong size) => unchecked((value + size - 1) & ~(size - 1));

    public static void Run(HvmloaderState state, BarDemand demand, bool relocate64)
    {
        var placement = new BarPlacement(state, demand.MmioTotal, relocate64);
        placement.StartHighMemory();
        foreach (BarRequest bar in demand.Bars)
        {
            placement.Place(bar);
        }

        if (state.PciHiMemStart != 0)
        {
            // Rounded to the alignment of the start, so that fewer variable MTRRs cover the range.
            ulong startAlignment = state.PciHiMemStart & unchecked(0UL - state.PciHiMemStart);
            state.PciHiMemEnd = unchecked(((placement._highBase - 1) | (startAlignment - 1)) + 1);
        }

        // VGA registers are I/O ports even on an adapter without I/O BAR.
        demand.PrimaryVga?.Enable(PciCommand.Io);
        foreach (PciFunctionRegisters function in state.Functions)
        {
            function.EnableNow();
        }
    }

    private void StartHighMemory()
    {
        _highBase = (ulong)_state.HighMemPgEnd << PageSizes.FrameShift;
        if (_highBase < GuestLayout.FourGiB)
        {
            if (_state.HighMemPgEnd != 0)
            {
                // No line end: the next message continues the line.
                _state.Log.Print(
                    "WARNING: hvm_info->high_mem_pgend %x does not point into high memory!", _state.HighMemPgEnd);
            }

            _highBase = GuestLayout.FourGiB;
        }

        _state.Log.Print(
            "%sRAM in high memory; setting high_mem resource base to " + HvmloaderLog.Hex64 + "\n",
            _state.HighMemPgEnd != 0 ? string.Empty : "No ", HvmloaderLog.High(_highBase), HvmloaderLog.Low(_highBase));
    }

    private void Place(BarRequest bar)
    {
        uint data = bar.Function.Read(bar.Slot);
        ulong stillToPlace = _mmioTotal;
        ulong room = unchecked(_state.PciMemEnd - _memBase);
        BarSpace space = ChooseSpace(bar, data);
        ref ulong resource = ref Resource(space, out ulong max);
        ulong natural = AlignUp(resource, bar.Size);
        ulong start = natural;
        if (space == BarSpace.LowMem)
        {
            // High BARs are not checked: one may land on a reserved region above 4 GiB.
            start = _reserved.StepOver(start, bar.Size);
        }

        ulong end = unchecked(start + bar.Size);
        bool fits = end >= resource && end <= max;
        _state.Decisions.Add(new BarDecision(
            bar.Function.Function.DevFn, PciFunctionRegisters.IndexOf(bar.Slot), ReasonOf(bar, space, start != natural), fits, natural, start, stillToPlace, room));
        if (!fits)
        {
            _state.Log.Print(
                "pci dev %02x:%x bar %02x size " + HvmloaderLog.Hex64 + ": no space for resource!\n",
                bar.Function.Device, bar.Function.FunctionNumber, PciFunctionRegisters.RegisterOf(bar.Slot),
                HvmloaderLog.High(bar.Size), HvmloaderLog.Low(bar.Size));
            return;
        }

        // Space lost to alignment or to a reserved region is never used again, not even for a smaller BAR.
        resource = end;
        Program(bar, space, start, (data & (space == BarSpace.Io ? IoFlags : MemFlags)) | HvmloaderLog.Low(start));
    }

    private BarReason ReasonOf(BarRequest bar, BarSpace space, bool stepped) => space switch
    {
        BarSpace.Io => bar.Slot == PciFunctionRegisters.RomSlot ? BarReason.EnabledRom : BarReason.IoPorts,
        BarSpace.HighMem => IsHuge(bar) ? BarReason.HugeGoesHigh : BarReason.NoRoomBelow,
        _ => stepped ? BarReason.SteppedOverRegion : BarReason.NextFree,
    };

    private bool IsHuge(BarRequest bar) =>
        _state.Input.Profile.PlacesHugeBarsHigh && bar.Size > GuestLayout.BarRelocationThreshold;

    /// <summary>Chooses the resource, and takes the BAR off the sum of what is still to be placed low.</summary>
    private BarSpace ChooseSpace(BarRequest bar, uint data)
    {
        bool isHuge = IsHuge(bar);

        // The sum ignores alignment and the reserved regions stepped over, so a BAR that no longer fits low may still count as
        // fitting; it then gets no space instead of going high.
        bool goesHigh = bar.Is64 && _relocate64 && (_mmioTotal > unchecked(_state.PciMemEnd - _memBase) || isHuge);
        if ((data & SpaceIo) != 0)
        {
            // A ROM that was enabled at start has bit 0 set and is taken for I/O ports.
            return BarSpace.Io;
        }

        if (!isHuge)
        {
            // A 32-bit BAR above the threshold was added to the sum, but is not taken off: it pushes 64-bit BARs high.
            _mmioTotal = unchecked(_mmioTotal - bar.Size);
        }

        if (!goesHigh)
        {
            return BarSpace.LowMem;
        }

        _highBase = AlignUp(_highBase, bar.Size);
        if (_state.PciHiMemStart == 0)
        {
            _state.PciHiMemStart = _highBase;
        }

        return BarSpace.HighMem;
    }

    private ref ulong Resource(BarSpace space, out ulong max)
    {
        switch (space)
        {
            case BarSpace.Io:
                max = GuestLayout.IoWindowEnd;
                return ref _ioBase;
            case BarSpace.HighMem:
                max = _highMax;
                return ref _highBase;
            default:
                max = _state.PciMemEnd;
                return ref _memBase;
        }
    }

    private void Program(BarRequest bar, BarSpace space, ulong start, uint data)
    {
        bar.Function.Place(bar.Slot, data, space);
        if (space == BarSpace.HighMem)
        {
            // Of a 64-bit BAR placed low the upper half is not written and keeps what it held.
            bar.Function.Write(bar.Slot + 1, HvmloaderLog.High(start));
        }

        _state.Log.Print(
            "pci dev %02x:%x bar %02x size " + HvmloaderLog.Hex64 + ": %x%08x\n",
            bar.Function.Device, bar.Function.FunctionNumber, PciFunctionRegisters.RegisterOf(bar.Slot),
            HvmloaderLog.High(bar.Size), HvmloaderLog.Low(bar.Size), HvmloaderLog.High(start), data);
        bool isMemory = bar.Slot == PciFunctionRegisters.RomSlot || (data & SpaceIo) == 0;
        bar.Function.Enable(isMemory ? PciCommand.Memory : PciCommand.Io);
    }
}
