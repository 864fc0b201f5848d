using System.Collections.Immutable;
using RdmPlanner.E820;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Toolstack;

namespace RdmPlanner.Planner.Plan;

/// <summary>One reserved region of the guest with its history.</summary>
/// <param name="Resolved">The region, its policy and what became of it.</param>
/// <param name="Host">The host region it is the identity mapping of.</param>
/// <param name="Sources">Where it is stated: its own source first, then those of regions dropped because they start on the same page.</param>
/// <param name="Origin">Where its policy comes from.</param>
public sealed record PlannedRegion(ResolvedRegion Resolved, HostRegion Host, ImmutableArray<RdmSource> Sources, PolicyOrigin Origin);

/// <summary>The answer: the guest's memory map with every region accounted for. The only thing reports see.</summary>
public sealed record MemoryPlan
{
    /// <summary>The question.</summary>
    public required PlanRequest Request { get; init; }

    /// <summary>RAM before regions were looked at; null for a hand-written layout.</summary>
    public RamLayout? InitialLayout { get; init; }

    /// <summary>RAM at the end; null for a hand-written layout.</summary>
    public RamLayout? Layout { get; init; }

    /// <summary>One past the last byte of RAM below 4 GiB.</summary>
    public required Gpa LowMemEnd { get; init; }

    /// <summary>One past the last byte of RAM above 4 GiB; null when there is none.</summary>
    public required Gpa? HighMemEnd { get; init; }

    /// <summary>The regions in list order.</summary>
    public required ImmutableArray<PlannedRegion> Regions { get; init; }

    /// <summary>
    /// The map in the order handed to hvmloader. For a rejected guest, the map as far as it is known: RAM and the
    /// regions that do not conflict.
    /// </summary>
    public required ImmutableArray<E820Record> MemoryMap { get; init; }

    /// <summary>Everything to be said about it, in order of code, then of region.</summary>
    public required ImmutableArray<PlanDiagnostic> Diagnostics { get; init; }
}

/// <summary>How a plan ends. Closed: the cases are the two sealed records below.</summary>
public abstract record PlanOutcome
{
    private protected PlanOutcome(MemoryPlan plan) => Plan = plan;

    /// <summary>The plan.</summary>
    public MemoryPlan Plan { get; }
}

/// <summary>The guest is built.</summary>
public sealed record Accepted : PlanOutcome
{
    internal Accepted(MemoryPlan plan)
        : base(plan)
    {
    }
}

/// <summary>The guest is not built; the plan's errors say why.</summary>
public sealed record Rejected : PlanOutcome
{
    internal Rejected(MemoryPlan plan)
        : base(plan)
    {
    }
}
