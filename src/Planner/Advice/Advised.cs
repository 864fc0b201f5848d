using System.Collections.Immutable;
using RdmPlanner.Planner.Plan;

namespace RdmPlanner.Planner.Advice;

/// <summary>One piece of advice, checked.</summary>
public sealed record Advised
{
    /// <summary>The changes.</summary>
    public required ImmutableArray<ConfigChange> Changes { get; init; }

    /// <summary>The changes in words.</summary>
    public required string Title { get; init; }

    /// <summary>Why it helps.</summary>
    public required string Reason { get; init; }

    /// <summary>Why it is before a change that costs alike and would be before it otherwise; null when there is none.</summary>
    public string? RankReason { get; init; }

    /// <summary>What it costs.</summary>
    public required AdviceCost Cost { get; init; }

    /// <summary>The guest after the changes.</summary>
    public required GuestSource Source { get; init; }

    /// <summary>The difference of the texts in the unified form; its header names the file.</summary>
    public required string Diff { get; init; }

    /// <summary>How many lines it changes.</summary>
    public required int LineCount { get; init; }

    /// <summary>The plan after the changes.</summary>
    public required PlanOutcome Outcome { get; init; }

    /// <summary>What was checked and came out well.</summary>
    public required string Checked { get; init; }

    /// <summary>Options of the command line that must go, because the file now says it.</summary>
    public required ImmutableArray<string> DroppedOptions { get; init; }

    /// <summary>Whether nothing that was asked for is given up but RAM.</summary>
    public required bool IsFix { get; init; }
}

/// <summary>What a piece of advice costs.</summary>
/// <param name="MovedMiB">RAM that moves above 4 GiB, in MiB rounded up.</param>
/// <param name="GivenUpMiB">RAM the guest loses, in MiB.</param>
/// <param name="Losses">What else is given up or risked, in words; empty for nothing.</param>
public sealed record AdviceCost(ulong MovedMiB, ulong GivenUpMiB, ImmutableArray<string> Losses);

/// <summary>The answer.</summary>
public sealed record AdviceAnswer
{
    /// <summary>What is wrong as it is; none for a guest that is clean.</summary>
    public required ImmutableArray<Trouble> Troubles { get; init; }

    /// <summary>The plan as it is.</summary>
    public required PlanOutcome Outcome { get; init; }

    /// <summary>Changes that leave nothing to be desired, the smallest first.</summary>
    public ImmutableArray<Advised> Fixes { get; init; } = [];

    /// <summary>Where there is no fix: changes that let the guest start and give something up.</summary>
    public ImmutableArray<Advised> Remaining { get; init; } = [];

    /// <summary>Why there is no fix, and what can be done outside of the configuration.</summary>
    public ImmutableArray<string> Statements { get; init; } = [];

    /// <summary>What is to be known beside: such as what a release does with the changed line.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Whether the guest is clean as it is.</summary>
    public bool IsClean => Troubles.IsEmpty;

    /// <summary>All advice in the order of its numbers.</summary>
    public ImmutableArray<Advised> All => [.. Fixes, .. Remaining];
}
