namespace RdmPlanner.Planner.Hvmloader;

/// <summary>What the toolstack tells PCI setup through xenstore.</summary>
/// <param name="AllowMemoryRelocate">Whether RAM may be moved to make the hole larger; libxl writes 0 for qemu-xen.</param>
/// <param name="PlatformBarUncached">False for a write-back platform device BAR (4.21 on).</param>
/// <param name="MmioHoleSize">Bytes; 0 when not set. A negative number is a huge one here.</param>
internal readonly record struct PciOptions(bool AllowMemoryRelocate, bool PlatformBarUncached, ulong MmioHoleSize)
{
    /// <summary>Mirrors the start of pci_setup() in tools/firmware/hvmloader/pci.c (Xen c447b73).</summary>
    /// <param name="state">The run.</param>
    /// <returns>The options.</returns>
    public static PciOptions Read(HvmloaderState state)
    {
        // Without the key relocation is allowed: toolstacks that do not write it are older than the qemu-xen problem.
        bool relocate = Flag(state, "hvmloader/allow-memory-relocate");
        state.Log.Print("Relocating guest memory for lowmem MMIO space %s\n", relocate ? "enabled" : "disabled");

        bool uncached = true;
        if (state.Input.Profile.HasWriteBackPlatformBar)
        {
            uncached = Flag(state, "hvmloader/pci/xen-platform-pci-bar-uc");
            state.Log.Print("Xen platform PCI device BAR MTRR cache attribute set to %s\n", uncached ? "UC" : "WB");
        }

        string? holeSize = state.Xenstore("platform/mmio_hole_size");
        return new PciOptions(relocate, uncached, holeSize is null ? 0 : unchecked((ulong)XenstoreNumber.Parse(holeSize)));
    }

    // A key that is there but holds no number is 0, so "" and "yes" turn a flag off.
    private static bool Flag(HvmloaderState state, string key) =>
        state.Xenstore(key) is not { } text || XenstoreNumber.Parse(text) != 0;
}
