namespace RdmPlanner.E820;

/// <summary>Page sizes of x86 in bytes, and the shift between byte addresses and frame numbers.</summary>
public static class PageSizes
{
    /// <summary>A byte address shifted right by this is its frame number (Xen's PAGE_SHIFT).</summary>
    public const int FrameShift = 12;

    /// <summary>4 KiB, the size of a frame in bytes.</summary>
    public const ulong Size4KiB = 1UL << FrameShift;

    /// <summary>2 MiB in bytes, the step to which a moved end of low memory is rounded for HAP guests.</summary>
    public const ulong Size2MiB = 1UL << 21;

    /// <summary>1 GiB in bytes.</summary>
    public const ulong Size1GiB = 1UL << 30;
}
