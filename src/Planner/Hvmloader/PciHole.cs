using RdmPlanner.E820;

namespace RdmPlanner.Planner.Hvmloader;

/// <summary>Where the low MMIO hole starts.</summary>
/// <remarks>Mirrors the middle of pci_setup() in tools/firmware/hvmloader/pci.c (Xen c447b73), from "if ( mmio_hole_size )".</remarks>
internal static class PciHole
{
    /// <summary>Sets the start of the hole.</summary>
    /// <param name="state">The run.</param>
    /// <param name="demand">The BARs found.</param>
    /// <param name="options">Hole size asked for, and whether RAM may be moved.</param>
    /// <returns>Whether BARs may go above 4 GiB (bar64_relocate).</returns>
    public static bool Run(HvmloaderState state, BarDemand demand, PciOptions options)
    {
        if (options.MmioHoleSize != 0)
        {
            TakeConfiguredSize(state, options.MmioHoleSize);
        }
        else
        {
            Grow(state, demand.MmioTotal, options.AllowMemoryRelocate);
        }

        uint grownStart = state.PciMemStart;
        if (options.MmioHoleSize == 0)
        {
            AccommodateReservedRegions(state);
        }

        bool mayGoHigh = demand.MmioTotal > HoleSize(state) || demand.HasHugeBar;
        state.Placement = new PlacementStory(demand.MmioTotal, demand.HasHugeBar, grownStart, mayGoHigh, []);
        if (mayGoHigh)
        {
            state.Log.Print("Low MMIO hole not large enough for all devices, relocating some BARs to 64-bit\n");
        }

        return mayGoHigh;
    }

    // Both ends are uint32_t in the C, and so is their difference.
    private static uint HoleSize(HvmloaderState state) => unchecked(state.PciMemEnd - state.PciMemStart);

    /// <summary>With mmio_hole= the start is fixed: no growth, no way around reserved regions, and RAM above it always moves.</summary>
    private static void TakeConfiguredSize(HvmloaderState state, ulong mmioHoleSize)
    {
        // A hole of more than 4 GiB wraps to a huge start and is ignored; one of exactly 4 GiB starts at 0.
        ulong maxRamBelow4G = unchecked(GuestLayout.FourGiB - mmioHoleSize);
        if (maxRamBelow4G > GuestLayout.LowMmioStart)
        {
            state.Log.Print(
                "max_ram_below_4g=0x" + HvmloaderLog.Hex64 + " too big for mmio_hole_size=0x" + HvmloaderLog.Hex64
                + " has been ignored.\n",
                HvmloaderLog.High(maxRamBelow4G), HvmloaderLog.Low(maxRamBelow4G),
                HvmloaderLog.High(mmioHoleSize), HvmloaderLog.Low(mmioHoleSize));
            return;
        }

        state.PciMemStart = (uint)maxRamBelow4G;

        // The size is cast to a 32-bit long for printing, so 4 GiB prints as 0x0.
        state.Log.Print(
            "pci_mem_start=0x%x (was 0x%x) for mmio_hole_size=0x%lx\n",
            state.PciMemStart, GuestLayout.LowMmioStart, HvmloaderLog.Low(mmioHoleSize));
    }

    /// <summary>
    /// Doubles the distance of the start from 4 GiB (0xf, 0xe, 0xc, 0x8 times 256 MiB) until the BARs fit, as far as RAM may
    /// move or is not reached; reaching exactly its end is allowed.
    /// </summary>
    private static void Grow(HvmloaderState state, ulong mmioTotal, bool allowMemoryRelocate)
    {
        while (mmioTotal > HoleSize(state))
        {
            // Shifting 0x80000000 leaves nothing in 32 bits, which ends the growth.
            uint next = unchecked(state.PciMemStart << 1);
            if (next == 0 || !(allowMemoryRelocate || next >> PageSizes.FrameShift >= state.LowMemPgEnd))
            {
                return;
            }

            state.PciMemStart = next;
        }
    }

    /// <summary>
    /// With a reserved region in the hole, and RAM ending below, the hole starts at the end of RAM: room for stepping over it, which
    /// the sum of BAR sizes did not count.
    /// </summary>
    private static void AccommodateReservedRegions(HvmloaderState state)
    {
        uint lowMemEnd = state.LowMemEnd32;
        if (state.PciMemStart <= lowMemEnd)
        {
            return;
        }

        foreach (E820Record entry in state.Map)
        {
            if (entry.Type == E820Type.Reserved
                && RangeOverlap.Check(state.PciMemStart, HoleSize(state), entry.Address.Value, entry.SizeInBytes))
            {
                state.PciMemStart = lowMemEnd;
                return;
            }
        }
    }
}
