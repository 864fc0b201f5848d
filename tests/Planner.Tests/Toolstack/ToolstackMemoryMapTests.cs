using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Toolstack;
using Xunit;
using static RdmPlanner.Planner.Tests.Rdm.Given;

namespace RdmPlanner.Planner.Tests.Toolstack;

/// <summary>The list hvmloader gets to read (BEHAVIOUR.md section 2, memory map).</summary>
public sealed class ToolstackMemoryMapTests
{
    private static readonly RamLayout WithHigh = RamLayout.Initial(4 << 20, 0, 0);
    private static readonly RamLayout WithoutHigh = RamLayout.Initial(2 << 20, 0, 0);

    [Fact]
    public void Build_RegionsInListOrder_StandBetweenLowAndHighRam()
    {
        ResolvedRegion[] regions = [Exposed(0xf800_0000, 0x3000), Exposed(0xf000_0000, 0x1000)];
        Assert.Equal(
            [
                Record(0x10_0000, 0xeff0_0000, E820Type.Ram),
                Record(0xf800_0000, 0x3000, E820Type.Reserved),
                Record(0xf000_0000, 0x1000, E820Type.Reserved),
                Record(0x1_0000_0000, 0x1000_0000, E820Type.Ram),
            ],
            ToolstackMemoryMap.Build(WithHigh, regions)!.Value);
    }

    [Fact]
    public void Build_MaskedRegion_IsLeftOut()
    {
        ResolvedRegion masked = new(Entry(0x1000_0000, 0x1000), RdmDisposition.Masked, false, true, false);
        Assert.Equal([Record(0x10_0000, 0x7ff0_0000, E820Type.Ram)], ToolstackMemoryMap.Build(WithoutHigh, [masked])!.Value);
    }

    [Theory]
    [InlineData(126, true)]
    [InlineData(127, false)]
    public void Build_WithoutHighRam_Takes126Regions(int count, bool isBuilt) =>
        Assert.Equal(isBuilt, ToolstackMemoryMap.Build(WithoutHigh, Many(count)) is not null);

    [Theory]
    [InlineData(125, true)]
    [InlineData(126, false)]
    public void Build_WithHighRam_Takes125Regions(int count, bool isBuilt) =>
        Assert.Equal(isBuilt, ToolstackMemoryMap.Build(WithHigh, Many(count)) is not null);

    [Fact]
    public void Build_MaskedRegions_DoNotCountTowardsTheLimit()
    {
        ResolvedRegion masked = new(Entry(0x1000_0000, 0x1000), RdmDisposition.Masked, false, true, false);
        Assert.NotNull(ToolstackMemoryMap.Build(WithoutHigh, [.. Many(126), masked]));
    }

    [Fact]
    public void Build_LowRamBelowOneMiB_HasASizeThatWraps()
    {
        RamLayout layout = WithoutHigh.LowerTo(new Gpa(0x1000));
        Assert.Equal(0xffff_ffff_fff0_1000UL, ToolstackMemoryMap.Build(layout, [])!.Value[0].SizeInBytes);
    }

    private static ResolvedRegion[] Many(int count) =>
        [.. Enumerable.Range(0, count).Select(i => Exposed(0xf000_0000 + ((ulong)i << 13), 0x1000))];

    private static ResolvedRegion Exposed(ulong start, ulong size) =>
        new(Entry(start, size, RdmPolicy.Strict), RdmDisposition.Exposed, false, false, false);

    private static E820Record Record(ulong start, ulong size, E820Type type) => new(new Gpa(start), size, type);
}
