using System.Collections.Immutable;

namespace RdmPlanner.Planner.Diff;

/// <summary>What kind of thing differs, in the order of reports.</summary>
public enum DiffSubject
{
    /// <summary>A field of a table's header.</summary>
    Header,

    /// <summary>A reserved memory region of the host.</summary>
    Region,

    /// <summary>A remapping hardware unit (DRHD).</summary>
    Unit,

    /// <summary>Another structure of the table.</summary>
    Structure,

    /// <summary>An entry of the host's own memory map.</summary>
    HostMap,

    /// <summary>A setting of the guest.</summary>
    Setting,

    /// <summary>An end of RAM, or what moves it.</summary>
    Edge,

    /// <summary>A region in the guest's plan, with its policy and what became of it.</summary>
    PlannedRegion,

    /// <summary>An entry of the guest's memory map.</summary>
    MapEntry,

    /// <summary>A BAR and where it was placed.</summary>
    Bar,

    /// <summary>A finding that one side has more often.</summary>
    Finding,

    /// <summary>How the plan ends.</summary>
    Verdict,
}

/// <summary>What became of a thing from the first to the second input.</summary>
public enum DiffAction
{
    /// <summary>Only the second has it.</summary>
    Added,

    /// <summary>Only the first has it.</summary>
    Removed,

    /// <summary>Its start differs.</summary>
    Moved,

    /// <summary>Its start is the same and its end differs.</summary>
    Resized,

    /// <summary>Something else about it differs.</summary>
    Changed,
}

/// <summary>A value that differs.</summary>
/// <param name="Name">Its name: that of <c>iasl -d</c> for table fields, of the JSON member for plans.</param>
/// <param name="Before">The value in the first input; null when it has none.</param>
/// <param name="After">The value in the second input; null when it has none.</param>
public sealed record DiffField(string Name, string? Before, string? After);

/// <summary>One difference.</summary>
/// <param name="Subject">What kind of thing.</param>
/// <param name="Action">What became of it.</param>
/// <param name="Name">Which one; of the first input where both have it.</param>
/// <param name="Fields">The values that differ; of a thing that only one has, all of them.</param>
public sealed record DiffChange(DiffSubject Subject, DiffAction Action, string Name, ImmutableArray<DiffField> Fields)
{
    /// <summary>Whether it only names the firmware or guest (OEM ids and revisions, a guest's name) and changes no map.</summary>
    public bool IsIdentity { get; init; }

    /// <summary>Devices that only the second names.</summary>
    public ImmutableArray<string> DevicesAdded { get; init; } = [];

    /// <summary>Devices that only the first names.</summary>
    public ImmutableArray<string> DevicesRemoved { get; init; } = [];

    /// <summary>The sign of the action: <c>+</c>, <c>-</c>, or <c>~</c> for everything that both have.</summary>
    public char Sign => Action switch
    {
        DiffAction.Added => '+',
        DiffAction.Removed => '-',
        _ => '~',
    };
}
