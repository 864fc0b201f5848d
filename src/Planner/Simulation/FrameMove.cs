using RdmPlanner.E820;
using RdmPlanner.Planner.Assignment;

namespace RdmPlanner.Planner.Simulation;

/// <summary>Moves pages from frame to frame, as XENMEM_add_to_physmap with XENMAPSPACE_gmfn_range does.</summary>
/// <remarks>
/// Mirrors xenmem_add_to_physmap() in xen/common/memory.c: page by page in ascending order, so that of overlapping ranges a page
/// that was moved onto a later source is moved again. A page in the way is freed. It ends at the first frame without RAM.
/// </remarks>
internal static class FrameMove
{
    /// <summary>Moves pages.</summary>
    /// <param name="p2m">The frames.</param>
    /// <param name="source">First frame taken.</param>
    /// <param name="destination">First frame given.</param>
    /// <param name="count">Number of pages.</param>
    /// <param name="kind">What they become; null keeps what they are.</param>
    /// <param name="why">In words; null keeps the words.</param>
    /// <returns>The frames afterwards.</returns>
    internal static GuestP2m Run(GuestP2m p2m, ulong source, ulong destination, ulong count, PageKind? kind, string? why)
    {
        if (source == destination || count == 0 || source + count > Gfn.Limit || destination + count > Gfn.Limit)
        {
            return p2m;
        }

        // Ranges no longer than their distance do not meet, so their pages can be moved at once.
        ulong distance = destination > source ? destination - source : source - destination;
        for (ulong done = 0; done < count; done += distance)
        {
            GfnRange part = GfnRange.FromPages(new Gfn(source + done), Math.Min(distance, count - done));
            foreach (P2mRun run in p2m.RunsWithin(part).ToArray())
            {
                if (!run.Owner.IsRam)
                {
                    return p2m;
                }

                PageOwner owner = run.Owner with
                {
                    Kind = kind ?? run.Owner.Kind,
                    Why = why ?? run.Owner.Why,
                    Origin = run.Owner.Origin ?? run.Frames.Start,
                };
                ulong first = destination + (run.Frames.Start.Value - source);
                p2m = p2m.Set(run.Frames, PageOwner.Nobody).Occupy(first, first + run.Frames.PageCount, owner);
            }
        }

        return p2m;
    }
}
