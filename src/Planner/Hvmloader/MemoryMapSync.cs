using RdmPlanner.E820;

namespace RdmPlanner.Planner.Hvmloader;

/// <summary>Keeps hvmloader's map in step with the two ends of RAM.</summary>
internal static class MemoryMapSync
{
    /// <summary>Mirrors adjust_memory_map() in tools/firmware/hvmloader/e820.c (Xen c447b73).</summary>
    /// <remarks>
    /// Cuts RAM, never extends it; an entry whose end is met exactly, or that begins at or above it, stays. With no high RAM
    /// left (end 0) an existing high entry stays as it was: its last page is gone but still in the map.
    /// </remarks>
    public static void Adjust(HvmloaderState state)
    {
        ulong lowMemEnd = state.LowMemEnd32;
        ulong highMemEnd = (ulong)state.HighMemPgEnd << PageSizes.FrameShift;
        bool wantsHighEntry = highMemEnd != 0;
        for (int i = 0; i < state.Map.Count; i++)
        {
            E820Record entry = state.Map[i];
            if (entry.Type != E820Type.Ram)
            {
                continue;
            }

            ulong start = entry.Address.Value;
            if (lowMemEnd > start && lowMemEnd < entry.WrappedEnd.Value)
            {
                state.Map[i] = entry with { SizeInBytes = lowMemEnd - start };
            }
            else if (wantsHighEntry && start == GuestLayout.FourGiB)
            {
                state.Map[i] = entry with { SizeInBytes = HighSize(highMemEnd) };
                wantsHighEntry = false;
            }
        }

        if (wantsHighEntry)
        {
            state.Map.Add(new E820Record(Gpa.FourGiB, HighSize(highMemEnd), E820Type.Ram));
        }
    }

    // A high end below 4 GiB gives an entry of almost 2^64 bytes, as the C's unsigned subtraction does.
    private static ulong HighSize(ulong highMemEnd) => unchecked(highMemEnd - GuestLayout.FourGiB);
}
