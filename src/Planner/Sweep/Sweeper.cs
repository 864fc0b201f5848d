using System.Collections.Immutable;
using RdmPlanner.Planner.Advice;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Toolstack;

namespace RdmPlanner.Planner.Sweep;

/// <summary>A guest with the strategy and policy that the profile's xl makes of the words.</summary>
/// <param name="Strategy">The word asked for.</param>
/// <param name="Policy">The word asked for.</param>
/// <param name="Guest">The guest.</param>
public sealed record SweptGuest(RdmStrategy Strategy, RdmPolicy Policy, GuestConfig Guest);

/// <summary>Plans a guest for every combination of a sweep's axes.</summary>
public static class Sweeper
{
    /// <summary>16 TiB: from here on the toolstack's count of pages wraps and every build fails.</summary>
    private const long LeastUnbuildableMiB = 1L << 24;

    /// <summary>Runs a sweep.</summary>
    /// <param name="host">The host.</param>
    /// <param name="guests">The guests, one for each strategy and policy.</param>
    /// <param name="axes">Sizes and boundaries.</param>
    /// <param name="profile">Whose rules.</param>
    /// <returns>The table and the exact limits.</returns>
    public static HostSweep Run(HostDescription host, ImmutableArray<SweptGuest> guests, SweepAxes axes, XenProfile profile)
    {
        ImmutableArray<SweepCell>.Builder cells = ImmutableArray.CreateBuilder<SweepCell>();
        ImmutableArray<SweepThreshold>.Builder thresholds = ImmutableArray.CreateBuilder<SweepThreshold>();
        foreach (SweptGuest swept in guests)
        {
            foreach (long boundary in axes.BoundaryMiB)
            {
                PlanRequest request = new()
                {
                    Host = host,
                    Guest = new NumberChange(Knob.Boundary, boundary).ApplyTo(swept.Guest),
                    Profile = profile,
                };
                cells.AddRange(axes.MemoryMiB.Select(memory => Cell(request, swept, boundary, memory)));
                thresholds.Add(new SweepThreshold(boundary, swept.Strategy, swept.Policy, Least(request), AcceptedMemory(request)));
            }
        }

        return new HostSweep(host, cells.DrainToImmutable(), thresholds.DrainToImmutable());
    }

    /// <summary>All sizes of memory that are accepted: between two thresholds every size has the same verdict.</summary>
    /// <param name="request">Host, guest and profile; the guest's memory is not looked at.</param>
    /// <returns>The ranges, ascending and apart.</returns>
    public static ImmutableArray<MemoryRange> AcceptedMemory(PlanRequest request)
    {
        ImmutableArray<RdmEntry> entries = RdmCollector.Collect(MemoryPlanner.RdmRequestOf(request)).Entries;
        long video = request.Guest.VideoRamMiB.Value;
        long start = Least(request);
        long last = LeastUnbuildableMiB - 1 + video;

        // Only a strict region refuses a guest; all of them move RAM.
        ImmutableArray<RdmEntry> deciding =
            [.. entries.Where(e => e.Policy == RdmPolicy.Strict || e.Start < E820.Gpa.FourGiB)];
        List<MemoryRange> ranges = [];
        foreach (long end in NumberKnobs.MemoryThresholds(request, deciding).Append(last).Where(e => e >= start && e <= last).Order())
        {
            if (Run(request, end).Verdict == ToolstackVerdict.Built)
            {
                if (ranges is [.., { } before] && before.LastMiB == start - 1)
                {
                    ranges[^1] = before with { LastMiB = end };
                }
                else
                {
                    ranges.Add(new MemoryRange(start, end));
                }
            }

            start = end + 1;
        }

        return [.. ranges.Select(r => r.LastMiB == last ? r with { LastMiB = null } : r)];
    }

    // Below 2 MiB of RAM hvmloader does not run, and the arithmetic of the map wraps.
    private static long Least(PlanRequest request) => request.Guest.VideoRamMiB.Value + 2;

    private static SweepCell Cell(PlanRequest request, SweptGuest swept, long boundary, long memory)
    {
        ToolstackResult result = Run(request, memory);
        return new SweepCell(
            memory, boundary, swept.Strategy, swept.Policy,
            result.Verdict == ToolstackVerdict.Built, result.Rdm.Layout.LowMemEnd, result.Rdm.Layout.HighMemEnd,
            result.Rdm.Regions.Count(r => r.Disposition == RdmDisposition.Masked),
            result.Rdm.Regions.Count(r => r.Disposition == RdmDisposition.Conflicting));
    }

    private static ToolstackResult Run(PlanRequest request, long memory) => ToolstackStage.Run(
        MemoryPlanner.Input(request with { Guest = new NumberChange(Knob.Memory, memory).ApplyTo(request.Guest) }));
}
