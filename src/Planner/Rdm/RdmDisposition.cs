namespace RdmPlanner.Planner.Rdm;

/// <summary>What became of a region in a plan.</summary>
public enum RdmDisposition
{
    /// <summary>Reserved in the guest's map at guest frame = host frame.</summary>
    Exposed,

    /// <summary>Meets RAM, but is relaxed: the RAM stays and the region is left out of the map (libxl's "invalid").</summary>
    Masked,

    /// <summary>Meets RAM and is strict: the guest is not started.</summary>
    Conflicting,
}

/// <summary>One region after the resolver.</summary>
/// <param name="Entry">The region and its policy.</param>
/// <param name="Disposition">What became of it.</param>
/// <param name="LoweredLowMem">Whether it made the end of low RAM move down.</param>
/// <param name="MeetsLowRam">Whether it overlaps the final low RAM.</param>
/// <param name="MeetsHighRam">Whether it overlaps the final RAM above 4 GiB.</param>
public readonly record struct ResolvedRegion(
    RdmEntry Entry, RdmDisposition Disposition, bool LoweredLowMem, bool MeetsLowRam, bool MeetsHighRam)
{
    /// <summary>A region that was collected and not yet held against RAM.</summary>
    internal static ResolvedRegion Unresolved(RdmEntry entry) => new(entry, RdmDisposition.Exposed, false, false, false);
}
