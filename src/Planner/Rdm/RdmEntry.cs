using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;

namespace RdmPlanner.Planner.Rdm;

/// <summary>One entry of a guest's list of reserved regions: a host region, identity-mapped, with its policy.</summary>
/// <remarks>
/// The counterpart of libxl_device_rdm. Start and size are kept as libxl computes them, modulo 2^64, because a region
/// that ends at 2^64 behaves as one that ends at 0 in every comparison.
/// </remarks>
/// <param name="Start">First byte in the guest, equal to the host's page address.</param>
/// <param name="SizeInBytes">Length in bytes, a multiple of 4 KiB.</param>
/// <param name="Policy">The policy; an undefined number counts as not strict.</param>
/// <param name="Source">Which statement the policy comes from.</param>
/// <param name="RegionIndex">Index of the region in the host's list.</param>
public readonly record struct RdmEntry(Gpa Start, ulong SizeInBytes, RdmPolicy Policy, PolicySource Source, int RegionIndex)
{
    /// <summary>One past the last byte, modulo 2^64.</summary>
    public Gpa WrappedEnd => new(unchecked(Start.Value + SizeInBytes));

    /// <summary>Makes the guest's entry for a host region: guest frame = host frame, which is what RDM means.</summary>
    /// <param name="region">The host region.</param>
    /// <param name="regionIndex">Its index in the host's list.</param>
    /// <param name="policy">The policy to enter it with.</param>
    /// <param name="source">Which statement that policy comes from.</param>
    /// <returns>The entry.</returns>
    public static RdmEntry FromIdentityMapping(HostRegion region, int regionIndex, RdmPolicy policy, PolicySource source) =>
        new(new Gpa(unchecked(region.FirstFrame << 12)), unchecked(region.ReportedPageCount << 12), policy, source, regionIndex);
}
