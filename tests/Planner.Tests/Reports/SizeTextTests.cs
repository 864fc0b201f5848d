using RdmPlanner.Planner.Reports;
using Xunit;

namespace RdmPlanner.Planner.Tests.Reports;

public sealed class SizeTextTests
{
    [Theory]
    [InlineData(0, "0 B", "0 B", "0 MiB")]
    [InlineData(100, "100 B", "100 B", "0 MiB")]
    [InlineData(1023, "1023 B", "1023 B", "0 MiB")]
    [InlineData(1024, "1 KiB", "1 KiB", "0 MiB")]
    [InlineData(1025, "1025 B", "1 KiB", "0 MiB")]
    [InlineData(1536, "1536 B", "1.5 KiB", "0 MiB")]
    [InlineData(0x10_0000, "1 MiB", "1 MiB", "1 MiB")]
    [InlineData(0x12_2400, "1161 KiB", "1.1 MiB", "1.13 MiB")]
    [InlineData(0x7fff_ffff, "2147483647 B", "1.9 GiB", "2048 MiB")]
    [InlineData(0x4_0000_0000, "16 GiB", "16 GiB", "16384 MiB")]
    [InlineData(1UL << 60, "1048576 TiB", "1 EiB", "1099511627776 MiB")]
    [InlineData(ulong.MaxValue, "18446744073709551615 B", "15.9 EiB", "17592186044416 MiB")]
    public void Sizes_HaveTheirUnit(ulong sizeInBytes, string exact, string rounded, string inMiB)
    {
        Assert.Equal(exact, SizeText.Of(sizeInBytes));
        Assert.Equal(rounded, SizeText.Rounded(sizeInBytes));
        Assert.Equal(inMiB, SizeText.InMiB(sizeInBytes));
    }
}
