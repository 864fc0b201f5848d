using RdmPlanner.Planner.Picture;
using RdmPlanner.Planner.Simulation;
using Xunit;
using static RdmPlanner.Planner.Tests.Simulation.Machines;

namespace RdmPlanner.Planner.Tests.Picture;

/// <summary>What a region's story says of the stages behind the toolstack.</summary>
public sealed class RegionFactTests
{
    [Fact]
    public void Owners_OfARegionOverManyRuns_AreTheFirstFour()
    {
        MachineSimulation simulation = MachineSimulator.Run(
            Ask("memory=256;rdm=\"strategy=host,policy=relaxed\"", Rdm.Given.Region(0, 0xffff_ffff, Nic)));
        PictureBlock region = Assert.Single(MemoryPicture.Of(simulation).Final.Blocks, b => b.Kind == BlockKind.Rdm);

        string owners = Assert.Single(region.Facts, f => f.Name == "hvmloader").Value;

        Assert.Equal(4, owners.Split("(gfn ").Length - 1);
        Assert.EndsWith("; and more", owners, StringComparison.Ordinal);
    }

    [Fact]
    public void Owners_OfARegionOfOneRun_IsThatOne()
    {
        MachineSimulation simulation = MachineSimulator.Run(
            Ask("memory=256;rdm=\"strategy=host,policy=relaxed\"", Rdm.Given.Region(0xe000_0000, 0xe000_0fff, Nic)));
        PictureBlock region = Assert.Single(MemoryPicture.Of(simulation).Final.Blocks, b => b.Kind == BlockKind.Rdm);

        string owners = Assert.Single(region.Facts, f => f.Name == "hvmloader").Value;

        Assert.Contains("(gfn 0xe0000, 1 page(s))", owners, StringComparison.Ordinal);
        Assert.DoesNotContain("and more", owners, StringComparison.Ordinal);
    }
}
