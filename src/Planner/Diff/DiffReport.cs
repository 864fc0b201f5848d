using System.Collections.Immutable;

namespace RdmPlanner.Planner.Diff;

/// <summary>What two inputs of a comparison are.</summary>
public enum DiffKind
{
    /// <summary>Dumps, logs or lists of hosts.</summary>
    Hosts,

    /// <summary>Configurations of guests, planned on one host.</summary>
    Guests,

    /// <summary>Saved plans.</summary>
    Plans,

    /// <summary>Saved simulations.</summary>
    Simulations,
}

/// <summary>The differences of one pair of inputs.</summary>
/// <param name="Changes">The differences, ordered by subject, address and name.</param>
/// <param name="Notes">What is worth knowing and no difference, one sentence each, without a full stop.</param>
public sealed record Differences(ImmutableArray<DiffChange> Changes, ImmutableArray<string> Notes)
{
    /// <summary>No difference.</summary>
    public static Differences None { get; } = new([], []);

    /// <summary>Both together, these first.</summary>
    /// <param name="other">Further differences of the same pair.</param>
    /// <returns>The union.</returns>
    public Differences And(Differences other) => new([.. Changes, .. other.Changes], [.. Notes, .. other.Notes]);
}

/// <summary>A comparison with its inputs and verdicts.</summary>
/// <param name="Kind">What was compared.</param>
/// <param name="Before">Name of the first input.</param>
/// <param name="After">Name of the second input.</param>
/// <param name="Found">The differences.</param>
public sealed record DiffReport(DiffKind Kind, string Before, string After, Differences Found)
{
    /// <summary>The first verdict, <c>accepted</c> or <c>rejected</c>; null where nothing was planned.</summary>
    public string? VerdictBefore { get; init; }

    /// <summary>The second verdict; null where nothing was planned.</summary>
    public string? VerdictAfter { get; init; }

    /// <summary>Whether nothing differs. Notes do not count.</summary>
    public bool IsSame => Found.Changes.IsEmpty;

    /// <summary>The same without differences that only name the firmware or guest.</summary>
    /// <returns>The report.</returns>
    public DiffReport WithoutIdentity() =>
        this with { Found = Found with { Changes = Found.Changes.RemoveAll(c => c.IsIdentity) } };

    /// <summary>How many regions an action happened to: those of the hosts, or of the plans where no host was compared.</summary>
    /// <param name="action">The action.</param>
    /// <returns>The number.</returns>
    public int RegionCount(DiffAction action) => Found.Changes.Count(c => c.Action == action
        && c.Subject == (Kind == DiffKind.Hosts ? DiffSubject.Region : DiffSubject.PlannedRegion));
}
