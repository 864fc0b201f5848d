using FsCheck.Xunit;
using RdmPlanner.Planner.Picture;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Reports;
using RdmPlanner.Planner.Tests.Properties;
using RdmPlanner.TestKit;
using RdmPlanner.TestKit.Generators;

namespace RdmPlanner.Planner.Tests.Picture;

/// <summary>Laws of pictures of random plans.</summary>
[Properties(Arbitrary = [typeof(GuestArbitraries)], MaxTest = TestBudget.MaxTest)]
public sealed class PictureProperties
{
    [Property]
    public bool Scale_OfAnyPlan_TilesTheSpaceFromByteZero(GuestCase guest)
    {
        PictureScale scale = Picture(guest).Scale;
        return scale.Stretches[0].Start == 0
            && scale.Stretches.Zip(scale.Stretches.Skip(1)).All(pair => pair.First.Last + 1 == pair.Second.Start);
    }

    [Property]
    public bool Scale_OfAnyPlan_IsCutAtBothEndsOfEveryBlock(GuestCase guest)
    {
        MemoryPicture picture = Picture(guest);
        return picture.Stages.SelectMany(s => s.Blocks).All(b =>
            picture.Scale.Stretches[picture.Scale.IndexOf(b.Start)].Start == b.Start
            && picture.Scale.Stretches[picture.Scale.IndexOf(b.Last)].Last == b.Last);
    }

    [Property]
    public bool Regions_OfAnyPlan_AreAllThereWithTheirFate(GuestCase guest)
    {
        PlanOutcome outcome = MemoryPlanner.Plan(ReportProperties.Request(guest));
        PictureBlock[] regions = [.. MemoryPicture.Of(outcome).Final.Blocks.Where(b => b.Kind == BlockKind.Rdm)];
        int Count(BlockMark mark) => regions.Count(r => r.Mark == mark);
        int Planned(RdmDisposition fate) => outcome.Plan.Regions.Count(r => r.Resolved.Disposition == fate);
        return regions.Length == guest.Regions.Length
            && Count(BlockMark.Conflicting) == Planned(RdmDisposition.Conflicting)
            && Count(BlockMark.Masked) == Planned(RdmDisposition.Masked)
            && Count(BlockMark.Exposed) == Planned(RdmDisposition.Exposed);
    }

    [Property]
    public bool Overlaps_OfAnyPlan_AreThoseOfRegionsThatMeetRam(GuestCase guest)
    {
        PlanOutcome outcome = MemoryPlanner.Plan(ReportProperties.Request(guest));
        PictureStage stage = MemoryPicture.Of(outcome).Final;
        return stage.Overlaps.Select(o => o.First).Distinct().Count()
                == outcome.Plan.Regions.Count(r => r.Resolved.Disposition != RdmDisposition.Exposed)
            && stage.Overlaps.Any(o => o.IsFatal) == outcome.Plan.Regions.Any(r => r.Resolved.Disposition == RdmDisposition.Conflicting);
    }

    [Property]
    public bool Faces_OfAnyPlan_AreTheSameBytesTwice(GuestCase guest) => Faces(guest) == Faces(guest);

    [Property]
    public bool Headline_OfAConflict_NamesBothOwners(GuestCase guest)
    {
        MemoryPicture picture = Picture(guest);
        PictureHeadline headline = picture.Headline;
        return !picture.Final.Overlaps.Any(o => o.IsFatal)
            || picture.Final.Overlaps.Any(o => o.IsFatal && o.First == headline.Region && o.Second == headline.Ram);
    }

    private static MemoryPicture Picture(GuestCase guest) => MemoryPicture.Of(MemoryPlanner.Plan(ReportProperties.Request(guest)));

    private static string Faces(GuestCase guest)
    {
        MemoryPicture picture = Picture(guest);
        return PictureSvg.Write(picture, "generated") + MapText.Join(MapText.Lines(picture, picture.Final, new MapForm(80, false)));
    }
}
