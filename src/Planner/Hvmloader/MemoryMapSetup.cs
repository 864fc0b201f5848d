using System.Collections.Immutable;
using RdmPlanner.E820;

namespace RdmPlanner.Planner.Hvmloader;

/// <summary>The first stage: fetch the map from Xen and see that hvmloader's own area is free.</summary>
/// <remarks>Mirrors memory_map_setup() in tools/firmware/hvmloader/e820.c (Xen c447b73).</remarks>
internal static class MemoryMapSetup
{
    public const string Phase = "memory_map_setup";

    public static bool Run(HvmloaderState state)
    {
        ImmutableArray<E820Record> map = state.Input.MemoryMap;
        if (map.IsEmpty)
        {
            // Xen answers ENOSYS (38) when the toolstack set no map, and leaves the wanted number of entries as it was.
            state.Log.Print("Get guest memory maps[%d] failed. (%d)\n", GuestLayout.MaxMapEntries, unchecked((uint)-38));
            return state.Bug(Phase, "e820.c:39");
        }

        for (int i = 0; i < map.Length && i < GuestLayout.MaxMapEntries; i++)
        {
            state.Map.Add(map[i]);
        }

        // Only 0xfc100000-0xfdffffff is checked. A region in the ACPI pages below or in the fixed area above passes and
        // ends up overlapping the NVS and RESERVED entries of the E820.
        const uint Start = GuestLayout.ReservedDynamicStart;
        foreach (E820Record entry in state.Map)
        {
            if (entry.Type == E820Type.Reserved
                && RangeOverlap.Check(Start, GuestLayout.ReservedDynamicEnd - Start, entry.Address.Value, entry.SizeInBytes))
            {
                state.Log.Print("Fail to setup memory map due to conflict on dynamic reserved memory range.\n");
                return state.Bug(Phase, "e820.c:52");
            }
        }

        return true;
    }
}
