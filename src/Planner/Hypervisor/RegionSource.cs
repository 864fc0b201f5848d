using System.Globalization;

namespace RdmPlanner.Planner.Hypervisor;

/// <summary>Where a region was described to the hypervisor.</summary>
public enum RegionOrigin
{
    /// <summary>A structure of the DMAR.</summary>
    Table = 0,

    /// <summary>The command-line option <c>rmrr=</c>.</summary>
    Option,

    /// <summary>A user's statement instead of a table: a boot log, a list of regions, an option of ours.</summary>
    Stated,
}

/// <summary>The place of one region's description.</summary>
/// <param name="Origin">Table or option.</param>
/// <param name="Index">Zero-based: of the structure among all of the table, of the region in the option, or among the stated ones.</param>
public readonly record struct RegionSource(RegionOrigin Origin, int Index)
{
    /// <summary>One phrase for reports, counted from zero: <c>structure #2 of the DMAR</c>.</summary>
    /// <returns>The phrase.</returns>
    public override string ToString() => Origin switch
    {
        RegionOrigin.Table => string.Create(CultureInfo.InvariantCulture, $"structure #{Index} of the DMAR"),
        RegionOrigin.Option => string.Create(CultureInfo.InvariantCulture, $"region #{Index} of rmrr="),
        _ => string.Create(CultureInfo.InvariantCulture, $"stated region #{Index}"),
    };
}
