using RdmPlanner.E820;

namespace RdmPlanner.Planner.Toolstack;

/// <summary>The page numbers that the toolstack leaves for hvmloader in its info table (struct hvm_info_table).</summary>
/// <remarks>The fields of the C structure have 32 bits; larger ends are cut, as there.</remarks>
/// <param name="LowMemPgEnd">End of low RAM in pages.</param>
/// <param name="HighMemPgEnd">End of high RAM in pages; 0 when there is none.</param>
public readonly record struct HvmInfo(uint LowMemPgEnd, uint HighMemPgEnd)
{
    /// <summary>reserved_mem_pgstart: the first of the special pages, the same for every guest.</summary>
    public const uint ReservedMemPgStart = 0xfeff0;

    /// <summary>Takes the page numbers out of a layout.</summary>
    /// <remarks>Mirrors build_hvm_info() in tools/libs/guest/xg_dom_x86.c (Xen c447b73).</remarks>
    /// <param name="layout">The final layout.</param>
    /// <returns>The numbers.</returns>
    public static HvmInfo Of(RamLayout layout) => unchecked(new HvmInfo(
        (uint)(layout.LowMemEnd.Value >> PageSizes.FrameShift),
        (uint)((layout.HighMemEnd?.Value ?? 0) >> PageSizes.FrameShift)));
}
