using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using RdmPlanner.E820;
using RdmPlanner.Planner.Assignment;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Planner.Tests.Assignment;

/// <summary>One step on a map of 64 frames.</summary>
/// <param name="Start">First frame.</param>
/// <param name="Count">Frames.</param>
/// <param name="Owner">Who; a hole unmaps.</param>
/// <param name="IsClaim">Whether it is a claim instead of a mapping.</param>
public sealed record P2mStep(int Start, int Count, PageOwner Owner, bool IsClaim)
{
    public override string ToString() => $"{(IsClaim ? "claim" : "set")} {Start}+{Count} {Owner}";
}

/// <summary>Sequences of steps.</summary>
public static class P2mArbitraries
{
    private static readonly Gen<P2mStep> Step =
        from start in Gen.Choose(0, P2mModel.Universe - 1)
        from count in Gen.Frequency((1, Gen.Choose(1, P2mModel.Universe - start)), (1, Gen.Choose(1, Math.Min(4, P2mModel.Universe - start))))
        from owner in Gen.Elements(
            PageOwner.Nobody,
            new PageOwner(PageKind.Ram, "RAM"),
            new PageOwner(PageKind.Ram, "moved RAM") { Origin = new Gfn(1000) },
            new PageOwner(PageKind.PassthroughMmio, "BAR") { MachineFrame = 5000 },
            PageOwner.Identity(new Gfn((ulong)start), "RDM"))
        from claim in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new P2mStep(start, count, owner, claim && owner.Kind != PageKind.Hole);

    public static Arbitrary<P2mStep[]> Steps { get; } = Arb.From(
        from count in Gen.Choose(0, 12)
        from steps in Gen.ArrayOf(Step, count)
        select steps);
}

/// <summary>The same map as one list of owners a frame.</summary>
internal sealed class P2mModel
{
    public const int Universe = 64;

    private readonly PageOwner[] _mapped = [.. Enumerable.Repeat(PageOwner.Nobody, Universe)];
    private readonly List<PageOwner>[] _claims = [.. Enumerable.Range(0, Universe).Select(_ => new List<PageOwner>())];

    public P2mModel(IEnumerable<P2mStep> steps)
    {
        foreach (P2mStep step in steps)
        {
            for (int i = 0; i < step.Count; i++)
            {
                PageOwner owner = step.Owner with
                {
                    Origin = step.Owner.Origin is Gfn origin ? new Gfn(origin.Value + (ulong)i) : null,
                    MachineFrame = step.Owner.MachineFrame is ulong machine ? machine + (ulong)i : null,
                };
                if (step.IsClaim)
                {
                    _claims[step.Start + i].Add(owner);
                }
                else
                {
                    _mapped[step.Start + i] = owner;
                }
            }
        }
    }

    public PageOwner Mapped(int frame) => _mapped[frame];

    public bool HasTwoOwners(int frame) => _claims[frame].Count + (_mapped[frame].Kind == PageKind.Hole ? 0 : 1) >= 2;

    public IEnumerable<PageOwner> Owners(int frame) =>
        _mapped[frame].Kind == PageKind.Hole && _claims[frame].Count > 0 ? _claims[frame] : [_mapped[frame], .. _claims[frame]];
}

/// <summary>The run-length map against one entry a frame.</summary>
public sealed class GuestP2mModelTests
{
    private static GuestP2m Apply(IEnumerable<P2mStep> steps) => steps.Aggregate(GuestP2m.Empty, (p2m, step) =>
    {
        GfnRange frames = GfnRange.FromPages(new Gfn((ulong)step.Start), (ulong)step.Count);
        return step.IsClaim ? p2m.Claim(frames, step.Owner) : p2m.Set(frames, step.Owner);
    });

    [Property(Arbitrary = [typeof(P2mArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool EveryFrame_HasTheModelsOwners(P2mStep[] steps)
    {
        GuestP2m p2m = Apply(steps);
        var model = new P2mModel(steps);
        return Enumerable.Range(0, P2mModel.Universe).All(frame =>
            p2m.OwnerOf(new Gfn((ulong)frame)) == model.Mapped(frame)
            && p2m.OwnersOf(new Gfn((ulong)frame)).SequenceEqual(model.Owners(frame)));
    }

    [Property(Arbitrary = [typeof(P2mArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool TwoOwners_AreTheModels(P2mStep[] steps)
    {
        GuestP2m p2m = Apply(steps);
        var model = new P2mModel(steps);
        return Enumerable.Range(0, P2mModel.Universe).All(frame => model.HasTwoOwners(frame)
            == p2m.TwoOwners().Any(run => run.Frames.Start.Value <= (ulong)frame && (ulong)frame < run.Frames.End.Value));
    }

    [Property(Arbitrary = [typeof(P2mArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool Runs_AreSortedDisjointAndMerged(P2mStep[] steps)
    {
        GuestP2m p2m = Apply(steps);
        return p2m.Runs.Zip(p2m.Runs.Skip(1)).All(pair =>
            pair.First.Frames.End <= pair.Second.Frames.Start
            && (pair.First.Frames.End < pair.Second.Frames.Start
                || pair.First.Owner.Advance(pair.First.Frames.PageCount) != pair.Second.Owner
                || !pair.First.Claims.Select(claim => claim.Advance(pair.First.Frames.PageCount)).SequenceEqual(pair.Second.Claims)));
    }

    [Fact]
    public void Generator_MakesRunsAndSharedFrames()
    {
        GuestP2m[] maps = [.. P2mArbitraries.Steps.Generator.Draw(2000).Select(Apply)];

        Assert.True(maps.Count(map => map.Runs.Length >= 4) >= 600);
        Assert.True(maps.Count(map => map.TwoOwners().Length > 0) >= 400);
        Assert.True(maps.Count(map => map.Runs.IsEmpty) >= 20);
    }
}
