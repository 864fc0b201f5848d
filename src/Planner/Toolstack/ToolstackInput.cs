using RdmPlanner.Planner.Rdm;

namespace RdmPlanner.Planner.Toolstack;

/// <summary>What libxl knows about a guest when it lays out its memory. Sizes are in KiB, as in libxl_types.idl.</summary>
public sealed record ToolstackInput
{
    /// <summary>Maximum memory, video memory included (max_memkb).</summary>
    public required ulong MaxMemKiB { get; init; }

    /// <summary>Video memory, not RAM of the guest (video_memkb).</summary>
    public ulong VideoMemKiB { get; init; }

    /// <summary>Wanted size of the hole below 4 GiB (mmio_hole_memkb); 0 when not given.</summary>
    public ulong MmioHoleKiB { get; init; }

    /// <summary>Hardware assisted paging.</summary>
    public bool Hap { get; init; } = true;

    /// <summary>rdm_mem_boundary_memkb; null means the default of 2048 MiB, 0 is a real value.</summary>
    public ulong? BoundaryKiB { get; init; }

    /// <summary>Whether this release rounds a moved end of low RAM to 2 MiB for HAP guests.</summary>
    public bool RoundsMovedLowMemForHap { get; init; } = true;

    /// <summary>Regions, devices, strategy and policies.</summary>
    public required RdmRequest Rdm { get; init; }
}
