using RdmPlanner.E820;
using RdmPlanner.Planner.Toolstack;
using Xunit;

namespace RdmPlanner.Planner.Tests.Toolstack;

/// <summary>The split of a guest's memory around the hole below 4 GiB (BEHAVIOUR.md section 2).</summary>
public sealed class RamLayoutTests
{
    [Theory]
    [InlineData(2UL << 20, 8192UL, 0x7f80_0000UL)]
    [InlineData(3840UL << 10, 0UL, 0xf000_0000UL)] // ends exactly where the hole starts: nothing moves
    [InlineData(3848UL << 10, 8192UL, 0xf000_0000UL)]
    public void Initial_RamBelowTheHole_HasNoHighRam(ulong max, ulong video, ulong low)
    {
        RamLayout layout = RamLayout.Initial(max, video, 0);
        Assert.Equal((new Gpa(low), null), (layout.LowMemEnd, layout.HighMemEnd));
    }

    [Theory]
    [InlineData((3840UL << 10) + 1UL, 0x1_0000_0400UL)]
    [InlineData(4UL << 20, 0x1_1000_0000UL)]
    [InlineData(6UL << 20, 0x1_9000_0000UL)]
    public void Initial_RamAboveTheHole_ContinuesAt4GiB(ulong max, ulong high)
    {
        RamLayout layout = RamLayout.Initial(max, 0, 0);
        Assert.Equal((0xf000_0000UL, high), (layout.LowMemEnd.Value, layout.HighMemEnd!.Value.Value));
    }

    [Theory]
    [InlineData(0UL, 0xf000_0000UL, 0x1000_0000UL)]
    [InlineData(255UL, 0xf000_0000UL, 0x1000_0000UL)] // smaller than the default is ignored
    [InlineData(256UL, 0xf000_0000UL, 0x1000_0000UL)]
    [InlineData(257UL, 0xeff0_0000UL, 0x1010_0000UL)]
    [InlineData(1024UL, 0xc000_0000UL, 0x4000_0000UL)]
    [InlineData(3840UL, 0x1000_0000UL, 0xf000_0000UL)]
    [InlineData(4096UL, 0UL, 0x1_0000_0000UL)] // exactly 4 GiB leaves no low RAM
    [InlineData(4097UL, 0xf000_0000UL, 0x1000_0000UL)] // more wraps and is ignored
    public void Initial_Hole_StartsAndEndsAsTheC(ulong holeMiB, ulong start, ulong size)
    {
        RamLayout layout = RamLayout.Initial(8 << 20, 0, holeMiB << 10);
        Assert.Equal((start, size), (layout.MmioStart.Value, layout.MmioSizeInBytes));
        Assert.Equal(start, layout.LowMemEnd.Value);
    }

    [Fact]
    public void Initial_HoleOf4GiB_PutsAllRamHigh() =>
        Assert.Equal(0x3_0000_0000UL, RamLayout.Initial(8 << 20, 0, 4 << 20).HighMemEnd?.Value);

    [Fact]
    public void Initial_HoleInKiB_NeedNotBeAPage() =>
        Assert.Equal(0xedb0_7c00UL, RamLayout.Initial(8 << 20, 0, 300_001).LowMemEnd.Value);

    [Fact]
    public void Initial_LessThanItsVideoMemory_WrapsAsTheC()
    {
        RamLayout layout = RamLayout.Initial(4096, 8192, 0);
        Assert.Equal((0xf000_0000UL, 0xfc0_0000UL), (layout.LowMemEnd.Value, layout.HighMemEnd!.Value.Value));
        Assert.Equal(0xf0000UL, layout.RamPageCount);
    }

    [Fact]
    public void LowerTo_AnEnd_AddsWhatIsLostAbove4GiB()
    {
        RamLayout layout = RamLayout.Initial(2 << 20, 0, 0).LowerTo(new Gpa(0x7000_0000));
        Assert.Equal((0x7000_0000UL, 0x1_1000_0000UL), (layout.LowMemEnd.Value, layout.HighMemEnd!.Value.Value));
        Assert.Equal(0x80000UL, layout.RamPageCount);
    }

    [Fact]
    public void LowerTo_TheSameEnd_ChangesNothing()
    {
        RamLayout layout = RamLayout.Initial(2 << 20, 0, 0);
        Assert.Same(layout, layout.LowerTo(layout.LowMemEnd));
    }

    [Fact]
    public void LowerTo_AHigherEnd_IsTheCallersFault() =>
        Assert.Throws<OverflowException>(() => RamLayout.Initial(2 << 20, 0, 0).LowerTo(new Gpa(0x8000_1000)));

    [Fact]
    public void HvmInfo_OfALayout_HasThePageNumbers()
    {
        Assert.Equal(new HvmInfo(0xf0000, 0x110000), HvmInfo.Of(RamLayout.Initial(4 << 20, 0, 0)));
        Assert.Equal(new HvmInfo(0x80000, 0), HvmInfo.Of(RamLayout.Initial(2 << 20, 0, 0)));
        Assert.Equal(0xfeff0U, HvmInfo.ReservedMemPgStart);
    }
}
