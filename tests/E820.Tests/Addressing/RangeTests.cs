using Xunit;

namespace RdmPlanner.E820.Tests.Addressing;

/// <summary>The corners that the 64-page universe of the properties does not reach.</summary>
public sealed class RangeTests
{
    private const ulong Top = ulong.MaxValue;

    [Theory]
    [InlineData(5, 5)]
    [InlineData(5, 4)]
    public void Constructor_EmptyOrNegative_Throws(ulong start, ulong end)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Bytes(start, end));
        Assert.Throws<ArgumentOutOfRangeException>(() => Frames(start, end));
    }

    [Fact]
    public void FromSize_PastTheTop_Throws() => Assert.Throws<OverflowException>(() => GpaRange.FromSize(new Gpa(Top), 1));

    [Fact]
    public void FromPages_PastTheLimit_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => GfnRange.FromPages(new Gfn(Gfn.Limit), 1));

    [Fact]
    public void Default_IsTheFirstByteOrFrame()
    {
        Assert.Equal(Bytes(0, 1), default(GpaRange));
        Assert.Equal(Frames(0, 1), default(GfnRange));
        Assert.Equal(1UL, default(GpaRange).SizeInBytes);
        Assert.Equal(1UL, default(GfnRange).PageCount);
    }

    [Fact]
    public void Last_OfTheHighestRange_IsOneBelowItsEnd()
    {
        Assert.Equal(new Gpa(Top - 1), Bytes(0, Top).Last);
        Assert.Equal(Top, Bytes(0, Top).SizeInBytes);
        Assert.Equal(new Gfn(Gfn.Limit - 1), Frames(0, Gfn.Limit).Last);
    }

    [Fact]
    public void CoveringFrames_OfOneByteEachSideOfAPage_AreBothPages()
    {
        Assert.Equal(Frames(0, 2), Bytes(0xfff, 0x1001).CoveringFrames);
        Assert.Equal(Frames(0, 1), Bytes(0xffe, 0xfff).CoveringFrames);
        Assert.Equal(Frames(1, 2), Bytes(0x1000, 0x2000).CoveringFrames);
    }

    [Fact]
    public void CoveringFrames_AtTheTop_EndAtTheLimit() =>
        Assert.Equal(Frames(Gfn.Limit - 1, Gfn.Limit), Bytes(Top - 1, Top).CoveringFrames);

    [Fact]
    public void WholeFrames_LeaveIncompleteOnesOut()
    {
        Assert.Null(Bytes(1, 0x1fff).WholeFrames);
        Assert.Null(Bytes(0x1001, 0x1fff).WholeFrames);
        Assert.Equal(Frames(1, 2), Bytes(1, 0x2000).WholeFrames);
        Assert.Equal(Frames(1, 3), Bytes(0x1000, 0x3001).WholeFrames);
        Assert.Null(Bytes(Top - 1, Top).WholeFrames);
    }

    [Fact]
    public void IsFrameAligned_NeedsBothEnds()
    {
        Assert.True(Bytes(0x1000, 0x3000).IsFrameAligned);
        Assert.False(Bytes(0x1000, 0x3001).IsFrameAligned);
        Assert.False(Bytes(0x1001, 0x3000).IsFrameAligned);
    }

    [Fact]
    public void ToBytes_OfFrames_IsWholePages() => Assert.Equal(Bytes(0x7c000000, 0x80400000), Frames(0x7c000, 0x80400).ToBytes());

    [Fact]
    public void ToBytes_EndingAtTheLimit_Throws() => Assert.Throws<OverflowException>(() => Frames(0, Gfn.Limit).ToBytes());

    [Fact]
    public void Algebra_AtTheTop_DoesNotOverflow()
    {
        GpaRange high = Bytes(Top - 4, Top);
        Assert.True(high.Contains(new Gpa(Top - 1)));
        Assert.False(high.Contains(new Gpa(Top)));
        Assert.Equal(Bytes(Top - 2, Top), high.Intersect(Bytes(Top - 2, Top)));
        Assert.Equal(new RangePieces<GpaRange>(Bytes(Top - 4, Top - 2), null), high.Subtract(Bytes(Top - 2, Top)));
        Assert.Equal(new RangePieces<GpaRange>(high, null), high.Split(new Gpa(Top)));
        Assert.True(Bytes(0, Top - 4).IsAdjacentTo(high));
    }

    private static GpaRange Bytes(ulong start, ulong end) => new(new Gpa(start), new Gpa(end));

    private static GfnRange Frames(ulong start, ulong end) => new(new Gfn(start), new Gfn(end));
}
