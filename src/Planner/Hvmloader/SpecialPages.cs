using RdmPlanner.E820;

namespace RdmPlanner.Planner.Hvmloader;

/// <summary>RAM for hvmloader's own area: the OVMF image, ACPI tables, the vm86 TSS.</summary>
/// <remarks>Mirrors mem_hole_populate_ram() and its callers in tools/firmware/hvmloader/util.c (Xen c447b73).</remarks>
internal sealed class SpecialPages(HvmloaderState state)
{
    /// <summary>
    /// First page of the Intel OpRegion. mem_hole_alloc() hands out holes downwards from 0xfe000000, and the shared info page has
    /// been taken before.
    /// </summary>
    public const uint IgdOpRegionPage =
        (GuestLayout.ReservedDynamicEnd >> PageSizes.FrameShift) - 1 - GuestLayout.IgdOpRegionPages;

    private const uint PageSize = (uint)PageSizes.Size4KiB;
    private const uint TpmLogStart = 0xfed5_0000;
    private const uint TpmLogPages = 0x1_0000 / PageSize;
    private const ulong OvmfAlignment = 0x10_0000;
    private const uint MaxAcpiPages = (GuestLayout.ReservedDynamicStart - GuestLayout.AcpiDynamicStart) / PageSize;

    private ulong? _grantsLeft = state.Input.PopulateLimit;
    private bool _overAllocated;

    /// <summary>Where the OVMF image is loaded.</summary>
    public static ulong OvmfStart(HvmloaderInput input) =>
        GuestLayout.FourGiB - ((input.OvmfSize + OvmfAlignment - 1) & ~(OvmfAlignment - 1));

    /// <summary>Takes all special pages in the order of main() in hvmloader.c: firmware image, ACPI, vm86 TSS.</summary>
    /// <returns>False after a crash.</returns>
    public bool Run()
    {
        if (state.Input.Bios == GuestBios.Ovmf && !LoadOvmf())
        {
            return false;
        }

        // An empty value counts as missing here, because this read has a default.
        string acpi = state.Xenstore("platform/acpi") is { Length: > 0 } text ? text : "1";
        state.AcpiEnabled = acpi[0] == '1';
        return (!state.AcpiEnabled || BuildAcpiTables())
            && Populate("init_vm86_tss", GuestLayout.ReservedDynamicStart >> PageSizes.FrameShift);
    }

    /// <summary>
    /// Mirrors ovmf_load() in ovmf.c: the image ends at 4 GiB if its size is a multiple of 1 MiB, else it starts on the multiple
    /// below. A last page that is only partly used is not populated.
    /// </summary>
    private bool LoadOvmf()
    {
        ulong start = OvmfStart(state.Input);
        ulong end = (start + state.Input.OvmfSize) >> PageSizes.FrameShift;
        for (ulong page = start >> PageSizes.FrameShift; page != end; page++)
        {
            if (!Populate("bios_load", (uint)page))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Mirrors hvmloader_acpi_build_tables() and acpi_mem_alloc(): the info page, the log of a TPM 2.0, then the tables.
    /// </summary>
    private bool BuildAcpiTables()
    {
        const string Phase = "acpi";
        if (!Populate(Phase, GuestLayout.AcpiInfo >> PageSizes.FrameShift))
        {
            return false;
        }

        if (HasTpm2() && !Populate(Phase, TpmLogStart >> PageSizes.FrameShift, TpmLogPages))
        {
            return false;
        }

        if (state.Input.AcpiPages > MaxAcpiPages)
        {
            return state.Bug(Phase, "util.c:807");
        }

        for (uint i = 0; i < state.Input.AcpiPages; i++)
        {
            if (!Populate(Phase, (GuestLayout.AcpiDynamicStart >> PageSizes.FrameShift) + i))
            {
                return false;
            }
        }

        state.AcpiPagesTaken = state.Input.AcpiPages;
        return true;
    }

    // An empty value counts as missing, and anything but a number as no TPM.
    private bool HasTpm2() => state.Input.Profile.KnowsTpm2
        && state.Xenstore("platform/tpm_version") is { Length: > 0 } text
        && XenstoreNumber.TryParseWhole(text, out long version)
        && version == 2;

    /// <summary>Mirrors mem_hole_populate_ram(): the map is adjusted once, after the last page.</summary>
    private bool Populate(string phase, uint firstPage, uint count = 1)
    {
        bool moved = false;
        for (uint page = firstPage; page < firstPage + count; page++)
        {
            if (TryGrant())
            {
                continue;
            }

            uint source = TakeFromRam();
            if (state.Input.PhysmapFails)
            {
                return state.Bug(phase, "util.c:372");
            }

            state.PageMoves.Add(new RamMove(source, page, 1));
            moved = true;
        }

        if (moved)
        {
            // Without a move the ends are as they were, and adjusting again would change nothing.
            MemoryMapSync.Adjust(state);
        }

        return true;
    }

    private bool TryGrant()
    {
        // From the first refusal on Xen is not asked again.
        _overAllocated |= _grantsLeft is 0;
        _grantsLeft -= _overAllocated ? 0u : 1;
        return !_overAllocated;
    }

    private uint TakeFromRam()
    {
        if (state.HighMemPgEnd == 0)
        {
            return state.LowMemPgEnd = unchecked(state.LowMemPgEnd - 1);
        }

        uint source = --state.HighMemPgEnd;
        state.HighMemPgEnd = source == GuestLayout.FourGiBPage ? 0 : source;
        return source;
    }
}
