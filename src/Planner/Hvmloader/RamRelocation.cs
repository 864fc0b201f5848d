using RdmPlanner.E820;

namespace RdmPlanner.Planner.Hvmloader;

/// <summary>Moves RAM out of the low MMIO hole, above 4 GiB.</summary>
/// <remarks>Mirrors "Relocate RAM that overlaps PCI space" of pci_setup() in tools/firmware/hvmloader/pci.c (Xen c447b73).</remarks>
internal static class RamRelocation
{
    public static bool Run(HvmloaderState state)
    {
        uint holePage = state.PciMemStart >> PageSizes.FrameShift;
        while (holePage < state.LowMemPgEnd)
        {
            uint pages = Math.Min(state.LowMemPgEnd - holePage, GuestLayout.MaxPagesPerMove);
            if (state.HighMemPgEnd == 0)
            {
                state.HighMemPgEnd = GuestLayout.FourGiBPage;
            }

            // From the top of low RAM downwards; the destination grows upwards, so chunks change their order.
            state.LowMemPgEnd -= pages;
            ulong source = (ulong)state.LowMemPgEnd << PageSizes.FrameShift;
            ulong destination = (ulong)state.HighMemPgEnd << PageSizes.FrameShift;
            state.Log.Print(
                "Relocating 0x%x pages from " + HvmloaderLog.Hex64 + " to " + HvmloaderLog.Hex64 + " for lowmem MMIO hole\n",
                pages,
                HvmloaderLog.High(source), HvmloaderLog.Low(source), HvmloaderLog.High(destination), HvmloaderLog.Low(destination));
            if (state.Input.PhysmapFails)
            {
                return state.Bug(PciScan.Phase, "pci.c:445");
            }

            state.Relocations.Add(new RamMove(state.LowMemPgEnd, state.HighMemPgEnd, pages));
            state.HighMemPgEnd = unchecked(state.HighMemPgEnd + pages);
        }

        return true;
    }
}
