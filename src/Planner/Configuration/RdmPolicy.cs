namespace RdmPlanner.Planner.Configuration;

/// <summary>What a conflict on a reserved region that cannot be solved does to the guest (xl.cfg(5), <c>policy</c> and <c>rdm_policy</c>).</summary>
/// <remarks>
/// The numbers are libxl's (libxl_types.idl, rdm_reserve_policy). libxl's "invalid" (-1) means "not set" and is null
/// here. An undefined number stands for an uninitialised read of a release that has one; it counts as not strict.
/// </remarks>
public enum RdmPolicy
{
    /// <summary>The guest is not started.</summary>
    Strict = 0,

    /// <summary>The guest is started with a warning and the region is not reserved in its map.</summary>
    Relaxed = 1,
}
