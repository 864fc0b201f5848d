namespace RdmPlanner.Planner.Hypervisor;

/// <summary>Xen's page arithmetic on host addresses, 64 bits and wrapping (xen/include/xen/pfn.h, Xen c447b73).</summary>
internal static class PageMath
{
    /// <summary>PAGE_SHIFT.</summary>
    public const int Shift = 12;

    /// <summary>PAGE_SIZE in bytes.</summary>
    public const ulong Size = 1UL << Shift;

    /// <summary>PFN_UP: the frame number of the address rounded up; wraps to 0 for the last page of the address space.</summary>
    public static ulong RoundUp(ulong address) => unchecked(address + (Size - 1)) >> Shift;

    /// <summary>pfn_to_paddr: first byte of a frame; high bits are lost as in C.</summary>
    public static ulong FirstByte(ulong frame) => unchecked(frame << Shift);
}
