namespace RdmPlanner.Planner.Hvmloader;

/// <summary>Runs hvmloader on a guest: MMIO hole, BARs, moved RAM, special pages, E820.</summary>
public static class HvmloaderSimulator
{
    /// <summary>Runs all stages that touch the memory map, in the order of main() in tools/firmware/hvmloader/hvmloader.c.</summary>
    /// <remarks>
    /// A pure function. All arithmetic on sizes and ends is that of a 32-bit program with 64-bit addresses and wraps where the C
    /// wraps. Places in crash messages are those of Xen c447b73 under every profile. Work is bounded by the number of BARs times
    /// the logarithm of the map, plus one step per moved chunk or page.
    /// </remarks>
    /// <param name="input">What hvmloader sees.</param>
    /// <returns>What it leaves, or how far it came.</returns>
    public static HvmloaderResult Run(HvmloaderInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var state = new HvmloaderState(input);
        bool finished = MemoryMapSetup.Run(state)
            && SetUpPci(state)
            && new SpecialPages(state).Run();
        return state.ToResult(finished ? E820TableBuilder.Build(state) : null);
    }

    /// <summary>Mirrors pci_setup() in tools/firmware/hvmloader/pci.c (Xen c447b73); each call is one of its sections.</summary>
    private static bool SetUpPci(HvmloaderState state)
    {
        PciOptions options = PciOptions.Read(state);
        if (!PciScan.Run(state, options.PlatformBarUncached, out BarDemand? demand) || demand is null)
        {
            return false;
        }

        bool relocate64 = PciHole.Run(state, demand, options);
        if (!RamRelocation.Run(state))
        {
            return false;
        }

        MemoryMapSync.Adjust(state);
        BarPlacement.Run(state, demand, relocate64);
        return true;
    }
}
