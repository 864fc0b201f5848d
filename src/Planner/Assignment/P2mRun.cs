using System.Collections.Immutable;
using RdmPlanner.E820;

namespace RdmPlanner.Planner.Assignment;

/// <summary>Consecutive page frames that are alike.</summary>
/// <param name="Frames">The frames.</param>
/// <param name="Owner">What they are mapped to; describes the first frame.</param>
/// <param name="Claims">Who else believes to have them though the mapping is another's; each describes the first frame.</param>
public sealed record P2mRun(GfnRange Frames, PageOwner Owner, ImmutableArray<PageOwner> Claims)
{
    /// <summary>Equality by content.</summary>
    /// <param name="other">The other run.</param>
    /// <returns>True when frames, owner and claims are equal.</returns>
    public bool Equals(P2mRun? other) =>
        other is not null && Frames == other.Frames && Owner == other.Owner && Claims.SequenceEqual(other.Claims);

    /// <summary>Hash of frames and owner.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => HashCode.Combine(Frames, Owner);

    /// <summary>Whether at least two have these frames, a hole not counted.</summary>
    public bool HasTwoOwners => Claims.Length + (Owner.Kind == PageKind.Hole ? 0 : 1) >= 2;

    /// <summary>The part of the run within other frames.</summary>
    /// <param name="start">First frame of the part, not before the run's.</param>
    /// <param name="end">Frame behind the part, not behind the run's end.</param>
    /// <returns>The part.</returns>
    internal P2mRun Slice(Gfn start, Gfn end)
    {
        ulong skipped = start - Frames.Start;
        return new P2mRun(new GfnRange(start, end), Owner.Advance(skipped), [.. Claims.Select(claim => claim.Advance(skipped))]);
    }

    /// <summary>The run and the one behind it as one, or null when they differ.</summary>
    internal P2mRun? MergedWith(P2mRun next)
    {
        bool alike = Frames.End == next.Frames.Start && Owner.Advance(Frames.PageCount) == next.Owner
            && Claims.Select(claim => claim.Advance(Frames.PageCount)).SequenceEqual(next.Claims);
        return alike ? this with { Frames = new GfnRange(Frames.Start, next.Frames.End) } : null;
    }
}
