using System.Collections.Immutable;
using System.Diagnostics;
using RdmPlanner.E820;
using RdmPlanner.Planner.Rdm;

namespace RdmPlanner.Planner.Toolstack;

/// <summary>The toolstack's part of a guest's creation: split, collect, resolve, map, count (BEHAVIOUR.md section 2).</summary>
public static class ToolstackStage
{
    /// <summary>Runs the stage.</summary>
    /// <remarks>Mirrors libxl__build_hvm() in tools/libs/light/libxl_dom.c (Xen c447b73) and what it calls.</remarks>
    /// <param name="input">The guest and the host's regions.</param>
    /// <returns>The verdict with everything computed up to it. Never fails.</returns>
    public static ToolstackResult Run(ToolstackInput input)
    {
        RamLayout initial = RamLayout.Initial(input.MaxMemKiB, input.VideoMemKiB, input.MmioHoleKiB);
        ulong boundary = input.BoundaryKiB is { } kiB ? unchecked(kiB << 10) : RdmResolver.DefaultBoundaryInBytes;
        RdmResolution resolution = RdmConstruction.Run(
            input.Rdm, initial, new Gpa(boundary), input.Hap && input.RoundsMovedLowMemForHap, out ImmutableArray<AssignedDevice> devices);
        ImmutableArray<E820Record>? map = resolution.FirstConflict is null
            ? ToolstackMemoryMap.Build(resolution.Layout, resolution.Regions.AsSpan())
            : null;
        ulong wantedPages = WantedPageCount(input);
        ToolstackVerdict verdict = resolution.FirstConflict is not null ? ToolstackVerdict.RdmConflict
            : map is null ? ToolstackVerdict.TooManyEntries
            : resolution.Layout.RamPageCount != wantedPages ? ToolstackVerdict.PageCountMismatch
            : ToolstackVerdict.Built;
        return new ToolstackResult
        {
            Verdict = verdict,
            Initial = initial,
            Rdm = resolution,
            Devices = devices,
            MemoryMap = map,
            Log = Log(verdict, resolution, wantedPages),
            MmioHoleSizeInBytes = MmioHoleKey(input.MmioHoleKiB),
        };
    }

    /// <summary>
    /// The pages libxc allots: whole MiB only, so a remainder of KiB makes the build fail; in 32 bits, so 16 TiB and more
    /// make it fail as well.
    /// </summary>
    /// <remarks>Mirrors xc_dom_mem_init() in tools/libs/guest/xg_dom_core.c, whose mem_mb is an unsigned int.</remarks>
    private static ulong WantedPageCount(ToolstackInput input) =>
        unchecked((uint)((input.MaxMemKiB - input.VideoMemKiB) / 1024) << (20 - PageSizes.FrameShift));

    /// <summary>
    /// The xenstore key is written with "at most" where the split uses "below", so a hole of exactly 256 MiB is written
    /// although it changes nothing.
    /// </summary>
    /// <remarks>Mirrors libxl__domain_build() in tools/libs/light/libxl_create.c.</remarks>
    private static ulong? MmioHoleKey(ulong mmioHoleKiB)
    {
        ulong sizeInBytes = unchecked(mmioHoleKiB << 10);
        bool isWritten = mmioHoleKiB != 0
            && unchecked(Gpa.FourGiB.Value - sizeInBytes) <= RamLayout.DefaultMmioStart.Value;
        return isWritten ? sizeInBytes : null;
    }

    private static ImmutableArray<ToolstackLogLine> Log(
        ToolstackVerdict verdict, RdmResolution resolution, ulong wantedPages)
    {
        ImmutableArray<ToolstackLogLine>.Builder log = ImmutableArray.CreateBuilder<ToolstackLogLine>();
        int judged = resolution.FirstConflict ?? resolution.Regions.Length;
        foreach (ResolvedRegion region in resolution.Regions.AsSpan()[..judged])
        {
            if (region.Disposition == RdmDisposition.Masked)
            {
                log.Add(new ToolstackLogLine("WARN", $"Ignoring RDM conflict at {region.Entry.Start}."));
            }
        }

        switch (verdict)
        {
            case ToolstackVerdict.RdmConflict:
                Gpa at = resolution.Regions[judged].Entry.Start;
                log.Add(new ToolstackLogLine("ERROR", $"RDM conflict at {at}."));
                log.Add(new ToolstackLogLine("ERROR", "checking reserved device memory failed"));
                break;
            case ToolstackVerdict.TooManyEntries:
                log.Add(new ToolstackLogLine("ERROR", "Ooops! Too many entries in the memory map!"));
                log.Add(new ToolstackLogLine("ERROR", "setting domain memory map failed"));
                break;
            case ToolstackVerdict.PageCountMismatch:
                ulong pages = resolution.Layout.RamPageCount;
                log.Add(new ToolstackLogLine("XC", $"vNUMA memory pages mismatch (0x{pages:x} != 0x{wantedPages:x})"));
                break;
            case ToolstackVerdict.Built:
                break;
            default:
                throw new UnreachableException($"verdict {verdict}");
        }

        return log.DrainToImmutable();
    }
}
