using RdmPlanner.E820;

namespace RdmPlanner.Planner.Hvmloader;

/// <summary>The guest's final E820.</summary>
/// <remarks>Mirrors build_e820_table() in tools/firmware/hvmloader/e820.c (Xen c447b73) and the e820_setup function of each BIOS.</remarks>
internal static class E820TableBuilder
{
    public static GuestE820Tables Build(HvmloaderState state) => new(
        // unsigned int in the C: an image of more than 1 MiB wraps and meets the assertion.
        Build(state, GuestLayout.ConventionalEnd, unchecked(GuestLayout.BiosEnd - state.Input.SeaBiosSize)),
        Build(state, GuestLayout.ConventionalEnd, GuestLayout.OvmfLowChunk),
        Build(state, GuestLayout.RomBiosLowReserved, GuestLayout.RomBiosBase));

    private static GuestE820 Build(HvmloaderState state, uint lowReservedBase, uint biosImageBase)
    {
        if (biosImageBase >= GuestLayout.BiosEnd)
        {
            return new GuestE820([], "*** HVMLoader assertion 'bios_image_base < 0x100000' failed at e820.c:168");
        }

        var table = new List<E820Record>(state.Map.Count + 7);
        Add(table, 0, lowReservedBase, E820Type.Ram);
        if (lowReservedBase < GuestLayout.ConventionalEnd)
        {
            Add(table, lowReservedBase, GuestLayout.ConventionalEnd, E820Type.Reserved);
        }

        // The VGA window and the option ROM area up to the BIOS have no entry.
        Add(table, biosImageBase, GuestLayout.BiosEnd, E820Type.Reserved);
        AddReservedArea(state, table);

        // Checked only here, after everything else is done.
        if (state.LowMemEnd32 < GuestLayout.MinimumLowRam)
        {
            return new GuestE820([], "*** HVMLoader bug at e820.c:264");
        }

        table.AddRange(state.Map);
        ExchangeSort(table);
        return new GuestE820([.. table], null);
    }

    /// <summary>0xfc000000 to 4 GiB: ACPI as NVS (newer releases), the OpRegion as NVS, all else reserved.</summary>
    private static void AddReservedArea(HvmloaderState state, List<E820Record> table)
    {
        ulong next = GuestLayout.ReservedBase;
        if (state.AcpiEnabled && state.Input.Profile.E820HasNvsEntry)
        {
            next = GuestLayout.AcpiDynamicStart + (state.AcpiPagesTaken * PageSizes.Size4KiB);
            Add(table, GuestLayout.ReservedBase, next, E820Type.Nvs);
        }

        if (state.IgdOpRegionPgBase != 0)
        {
            ulong opRegion = (ulong)state.IgdOpRegionPgBase << PageSizes.FrameShift;
            Add(table, next, opRegion, E820Type.Reserved);
            next = opRegion + (GuestLayout.IgdOpRegionPages * PageSizes.Size4KiB);
            Add(table, opRegion, next, E820Type.Nvs);
        }

        Add(table, next, GuestLayout.FourGiB, E820Type.Reserved);
    }

    private static void Add(List<E820Record> table, ulong start, ulong end, E820Type type) =>
        table.Add(new E820Record(new Gpa(start), end - start, type));

    /// <summary>
    /// Sorts by address only. The exchange sort is not stable and its order of equal addresses is part of the result, so it is
    /// done the same way; the table has at most 136 entries. Nothing is merged, overlaps stay.
    /// </summary>
    private static void ExchangeSort(List<E820Record> table)
    {
        for (int j = 0; j < table.Count - 1; j++)
        {
            for (int i = j + 1; i < table.Count; i++)
            {
                if (table[j].Address > table[i].Address)
                {
                    (table[j], table[i]) = (table[i], table[j]);
                }
            }
        }
    }
}
