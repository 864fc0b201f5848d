using System.Collections.Immutable;
using RdmPlanner.E820;

namespace RdmPlanner.Planner.Assignment;

/// <summary>The guest's page frame map: which frame is what, and who else believes to have it.</summary>
/// <remarks>
/// Immutable and kept as runs, so that its cost follows the number of different ranges and not the guest's size. Runs are
/// sorted, disjoint and merged where alike; a frame in none of them is a hole without claims.
/// </remarks>
public sealed class GuestP2m
{
    private GuestP2m(ImmutableArray<P2mRun> runs) => Runs = runs;

    /// <summary>The map in which every frame is a hole.</summary>
    public static GuestP2m Empty { get; } = new([]);

    /// <summary>The runs in address order.</summary>
    public ImmutableArray<P2mRun> Runs { get; }

    /// <summary>Maps frames to an owner, whatever they were; claims on them stay.</summary>
    /// <param name="frames">The frames.</param>
    /// <param name="owner">The owner, described for the first frame. <see cref="PageKind.Hole"/> unmaps.</param>
    /// <returns>The new map.</returns>
    public GuestP2m Set(GfnRange frames, PageOwner owner) =>
        Rebuild(frames, part => part with { Owner = owner.Advance(part.Frames.Start - frames.Start) });

    /// <summary>Notes that somebody else believes to have frames; what they are mapped to stays.</summary>
    /// <param name="frames">The frames.</param>
    /// <param name="claimant">Who, described for the first frame.</param>
    /// <returns>The new map.</returns>
    public GuestP2m Claim(GfnRange frames, PageOwner claimant) =>
        Rebuild(frames, part => part with { Claims = part.Claims.Add(claimant.Advance(part.Frames.Start - frames.Start)) });

    /// <summary>Maps frames to an owner; who had them before keeps a claim.</summary>
    /// <param name="start">First frame.</param>
    /// <param name="end">Frame behind the last; not above <paramref name="start"/> for none.</param>
    /// <param name="owner">The owner, described for the first frame.</param>
    /// <param name="sharesPage">Whether registers that already have the frame stay in it beside the new ones.</param>
    /// <returns>The new map.</returns>
    public GuestP2m Occupy(ulong start, ulong end, PageOwner owner, bool sharesPage = false)
    {
        GuestP2m p2m = this;
        if (start >= end || end > Gfn.Limit)
        {
            return p2m;
        }

        GfnRange frames = new(new Gfn(start), new Gfn(end));
        foreach (P2mRun run in RunsWithin(frames).ToArray())
        {
            PageOwner part = owner.Advance(run.Frames.Start - frames.Start);
            bool joins = sharesPage && run.Owner.Kind is PageKind.EmulatedMmio or PageKind.PassthroughMmio;
            p2m = joins ? p2m.Set(run.Frames, part with { Why = $"{run.Owner.Why}; {owner.Why}" }) : p2m.Set(run.Frames, part);
            p2m = joins || run.Owner.Kind == PageKind.Hole ? p2m : p2m.Claim(run.Frames, run.Owner);
        }

        return p2m;
    }

    /// <summary>The frames with memory of the guest behind them, in address order and as few ranges as possible.</summary>
    /// <returns>The ranges.</returns>
    public ImmutableArray<GfnRange> Populated()
    {
        var ranges = ImmutableArray.CreateBuilder<GfnRange>();
        foreach (P2mRun run in Runs.Where(run => run.Owner.IsRam))
        {
            if (ranges.Count > 0 && ranges[^1].End == run.Frames.Start)
            {
                ranges[^1] = new GfnRange(ranges[^1].Start, run.Frames.End);
            }
            else
            {
                ranges.Add(run.Frames);
            }
        }

        return ranges.ToImmutable();
    }

    /// <summary>What one frame is mapped to.</summary>
    /// <param name="frame">The frame.</param>
    /// <returns>Its owner; <see cref="PageOwner.Nobody"/> for a hole.</returns>
    public PageOwner OwnerOf(Gfn frame) => RunOf(frame) is P2mRun run
        ? run.Owner.Advance(frame - run.Frames.Start)
        : PageOwner.Nobody;

    /// <summary>Everyone who has one frame: what it is mapped to first, then the claims in the order they were made.</summary>
    /// <param name="frame">The frame.</param>
    /// <returns>At least one; a hole counts when nobody else does.</returns>
    public ImmutableArray<PageOwner> OwnersOf(Gfn frame)
    {
        if (RunOf(frame) is not P2mRun run)
        {
            return [PageOwner.Nobody];
        }

        ulong skipped = frame - run.Frames.Start;
        IEnumerable<PageOwner> claims = run.Claims.Select(claim => claim.Advance(skipped));
        return run.Owner.Kind == PageKind.Hole && run.Claims.Length > 0
            ? [.. claims]
            : [run.Owner.Advance(skipped), .. claims];
    }

    /// <summary>The frames that two or more have, in address order.</summary>
    /// <returns>The runs; empty for a sound map.</returns>
    public ImmutableArray<P2mRun> TwoOwners() => [.. Runs.Where(run => run.HasTwoOwners)];

    /// <summary>Divides frames into runs, holes included.</summary>
    /// <param name="frames">The frames.</param>
    /// <returns>Runs that tile them in address order.</returns>
    public IEnumerable<P2mRun> RunsWithin(GfnRange frames)
    {
        Gfn next = frames.Start;
        for (int i = FirstRunBehind(frames.Start); i < Runs.Length && Runs[i].Frames.Start < frames.End; i++)
        {
            Gfn start = Later(Runs[i].Frames.Start, frames.Start);
            Gfn end = Earlier(Runs[i].Frames.End, frames.End);
            if (next < start)
            {
                yield return Hole(next, start);
            }

            yield return Runs[i].Slice(start, end);
            next = end;
        }

        if (next < frames.End)
        {
            yield return Hole(next, frames.End);
        }
    }

    private GuestP2m Rebuild(GfnRange frames, Func<P2mRun, P2mRun> change)
    {
        var runs = ImmutableArray.CreateBuilder<P2mRun>(Runs.Length + 2);
        foreach (P2mRun run in Runs)
        {
            if (run.Frames.Start < frames.Start)
            {
                Append(runs, run.Slice(run.Frames.Start, Earlier(run.Frames.End, frames.Start)));
            }
        }

        foreach (P2mRun part in RunsWithin(frames))
        {
            Append(runs, change(part));
        }

        foreach (P2mRun run in Runs)
        {
            if (run.Frames.End > frames.End)
            {
                Append(runs, run.Slice(Later(run.Frames.Start, frames.End), run.Frames.End));
            }
        }

        return new GuestP2m(runs.ToImmutable());
    }

    private static void Append(ImmutableArray<P2mRun>.Builder runs, P2mRun run)
    {
        if (run.Owner.Kind == PageKind.Hole && run.Claims.IsEmpty)
        {
            return;
        }

        if (runs.Count > 0 && runs[^1].MergedWith(run) is P2mRun merged)
        {
            runs[^1] = merged;
            return;
        }

        runs.Add(run);
    }

    private P2mRun? RunOf(Gfn frame)
    {
        int i = FirstRunBehind(frame);
        return i < Runs.Length && Runs[i].Frames.Start <= frame ? Runs[i] : null;
    }

    /// <summary>Index of the first run that ends behind a frame.</summary>
    private int FirstRunBehind(Gfn frame)
    {
        int low = 0;
        int high = Runs.Length;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            (low, high) = Runs[middle].Frames.End > frame ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private static P2mRun Hole(Gfn start, Gfn end) => new(new GfnRange(start, end), PageOwner.Nobody, []);

    private static Gfn Earlier(Gfn left, Gfn right) => left < right ? left : right;

    private static Gfn Later(Gfn left, Gfn right) => left > right ? left : right;
}
