namespace RdmPlanner.Planner.Plan;

/// <summary>What can be said of a plan. The number is for good: codes are added, never reused.</summary>
/// <remarks>Severity and title of each code are in <see cref="PlanRule"/>.</remarks>
public enum PlanDiagnosticCode
{
    /// <summary>Not a code.</summary>
    None = 0,

    /// <summary>A strict region meets RAM.</summary>
    StrictConflict = 3001,

    /// <summary>A relaxed region meets RAM and is left out of the guest's map.</summary>
    RelaxedConflict = 3002,

    /// <summary>The end of low RAM was moved down for a region.</summary>
    LowMemLowered = 3003,

    /// <summary>The host reports no reserved region.</summary>
    NoRegions = 3004,

    /// <summary>The dump holds no DMAR table.</summary>
    NoDmar = 3005,

    /// <summary>An assigned device has no reserved region.</summary>
    DeviceWithoutRegion = 3006,

    /// <summary>An assigned device is named nowhere in the table.</summary>
    DeviceNotInTable = 3007,

    /// <summary>A region's scope goes through bridges, so its device is not known.</summary>
    DeviceBehindBridge = 3008,

    /// <summary>Two regions start on one page; only one is kept for a device.</summary>
    SameStart = 3009,

    /// <summary>The hypervisor's page arithmetic loses the last page of a region, or all of it.</summary>
    PagesLost = 3010,

    /// <summary>Regions that neither the strategy nor an assigned device asks for.</summary>
    RegionsNotConsidered = 3011,

    /// <summary>A region the hypervisor never reports, because its scope is empty or starts with 00:00.0.</summary>
    RegionInvisible = 3012,

    /// <summary>The memory map would have too many entries.</summary>
    TooManyEntries = 3013,

    /// <summary>The page count of the layout differs from the memory size in whole MiB.</summary>
    PageCountMismatch = 3014,

    /// <summary>The guest is not HVM; reserved regions have no effect.</summary>
    NotHvm = 3015,

    /// <summary>Another profile gives another verdict on the same input.</summary>
    OtherProfileDiffers = 3016,

    /// <summary>Low RAM ends below 1 MiB, where the size of its map entry wraps.</summary>
    LowMemBelowOneMiB = 3017,

    /// <summary>A device is given in a way for which the toolstack looks up no, or not all, regions.</summary>
    DeviceLookupIncomplete = 3018,

    /// <summary>A region is too damaged to plan with.</summary>
    RegionUnusable = 3019,

    /// <summary>A hand-written layout is checked as it stands; nothing is moved.</summary>
    LayoutAsGiven = 3020,

    /// <summary>A strict device shares its region with others, which the hypervisor refuses at assignment.</summary>
    SharedRegion = 3021,

    /// <summary>The dump holds several DMAR tables; the first is used.</summary>
    SeveralTables = 3022,
}
