using RdmPlanner.E820;

namespace RdmPlanner.Planner.Toolstack;

/// <summary>Where a guest's RAM lies: [0, LowMemEnd) and, if there is any, [4 GiB, HighMemEnd).</summary>
/// <remarks>Mirrors the fields of struct xc_dom_image that libxl sets. Equality is by all fields.</remarks>
/// <param name="LowMemEnd">One past the last byte of RAM below 4 GiB; not always a page boundary.</param>
/// <param name="HighMemEnd">One past the last byte of RAM above 4 GiB; null when there is none (libxl's 0).</param>
/// <param name="MmioStart">First byte of the hole below 4 GiB.</param>
/// <param name="MmioSizeInBytes">Length of that hole in bytes.</param>
public sealed record RamLayout(Gpa LowMemEnd, Gpa? HighMemEnd, Gpa MmioStart, ulong MmioSizeInBytes)
{
    /// <summary>HVM_BELOW_4G_MMIO_START: where the hole begins unless a larger one is asked for.</summary>
    public static readonly Gpa DefaultMmioStart = new(0xf000_0000);

    /// <summary>Splits a guest's memory around the hole below 4 GiB.</summary>
    /// <remarks>
    /// Mirrors libxl__build_hvm() in tools/libs/light/libxl_dom.c (Xen c447b73). All arithmetic wraps as the C does: a
    /// hole above 4 GiB wraps and is ignored, one of exactly 4 GiB leaves no RAM below.
    /// </remarks>
    /// <param name="maxMemKiB">Maximum memory in KiB, video memory included.</param>
    /// <param name="videoMemKiB">Video memory in KiB, which is not RAM.</param>
    /// <param name="mmioHoleKiB">Wanted size of the hole in KiB; 0 when not given.</param>
    /// <returns>The layout before any reserved region is looked at.</returns>
    public static RamLayout Initial(ulong maxMemKiB, ulong videoMemKiB, ulong mmioHoleKiB)
    {
        unchecked
        {
            ulong fourGiB = Gpa.FourGiB.Value;
            ulong holeInBytes = fourGiB - DefaultMmioStart.Value;
            if (mmioHoleKiB != 0 && fourGiB - (mmioHoleKiB << 10) < DefaultMmioStart.Value)
            {
                holeInBytes = mmioHoleKiB << 10;
            }

            ulong start = fourGiB - holeInBytes;
            ulong lowEnd = (maxMemKiB - videoMemKiB) << 10;

            // Equality moves nothing.
            return lowEnd > start
                ? new RamLayout(new Gpa(start), HighEnd(fourGiB + (lowEnd - start)), new Gpa(start), holeInBytes)
                : new RamLayout(new Gpa(lowEnd), null, new Gpa(start), holeInBytes);
        }
    }

    /// <summary>Moves the end of low RAM down; what it loses is added above 4 GiB, modulo 2^64 as in the C.</summary>
    /// <param name="newLowMemEnd">The new end; not above the present one.</param>
    /// <returns>The new layout.</returns>
    /// <exception cref="OverflowException">The new end is above the present one.</exception>
    public RamLayout LowerTo(Gpa newLowMemEnd) =>
        newLowMemEnd == LowMemEnd
            ? this
            : this with
            {
                LowMemEnd = newLowMemEnd,
                HighMemEnd = HighEnd(unchecked((HighMemEnd ?? Gpa.FourGiB).Value + (LowMemEnd - newLowMemEnd))),
            };

    /// <summary>RAM in whole pages: those of low RAM plus those of high RAM, as libxc counts them.</summary>
    /// <remarks>
    /// Mirrors meminit_hvm() in tools/libs/guest/xg_dom_x86.c, where an end of high RAM that wrapped below 4 GiB counts
    /// as no high RAM.
    /// </remarks>
    public ulong RamPageCount =>
        (LowMemEnd.Value >> PageSizes.FrameShift)
        + (HighMemEnd is { } high && high > Gpa.FourGiB ? (high - Gpa.FourGiB) >> PageSizes.FrameShift : 0);

    /// <summary>libxl's 0 means that there is no high RAM, also where a sum wraps to it.</summary>
    private static Gpa? HighEnd(ulong end) => end == 0 ? null : new Gpa(end);
}
