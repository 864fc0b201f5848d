namespace RdmPlanner.Planner.Explain;

/// <summary>
/// Tells apart, by the numbers alone, why the kernel refused to map guest memory for DMA with EINVAL: addresses beyond the
/// IOMMU's width, AMD's reserved range below 1 TiB, or a region that a device reserves.
/// </summary>
internal static class DmaMapCause
{
    /// <summary>The page named in the table of patterns where the cause must be found.</summary>
    internal const string AnyPage = "vfio-dma-map-*";

    private const string WidthPage = "vfio-dma-map-width";
    private const string HyperTransportPage = "vfio-dma-map-hypertransport";
    private const string ReservedPage = "vfio-dma-map-reserved";

    /// <summary>The narrowest width of IOMMUs in use: 39 bits, three levels of page tables.</summary>
    private const ulong NarrowestWidth = 1UL << 39;

    private const ulong HyperTransportStart = 0xfd_0000_0000;
    private const ulong HyperTransportLast = 0xff_ffff_ffff;

    /// <summary>The page for a refused mapping.</summary>
    /// <param name="start">First byte; null when unknown.</param>
    /// <param name="end">Last byte (inclusive); null when unknown.</param>
    internal static string PageFor(ulong? start, ulong? end)
    {
        ulong first = start ?? 0;
        ulong last = end ?? first;
        return first <= HyperTransportLast && last >= HyperTransportStart && first < NarrowestWidth ? HyperTransportPage
            : first >= NarrowestWidth || last >= NarrowestWidth || last < first ? WidthPage
            : ReservedPage;
    }
}
