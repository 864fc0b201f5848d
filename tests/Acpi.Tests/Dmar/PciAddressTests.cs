using Xunit;

namespace RdmPlanner.Acpi.Tests.Dmar;

public sealed class PciAddressTests
{
    [Theory]
    [InlineData("00:1f.7", "0000:00:1f.7")]
    [InlineData("ff:1F.7", "0000:ff:1f.7")]
    [InlineData("ffff:ff:00.0", "ffff:ff:00.0")]
    [InlineData("1:2:3.4", "0001:02:03.4")]
    public void TryParse_Address_IsReadWithOrWithoutItsSegment(string text, string address)
    {
        Assert.True(PciAddress.TryParse(text, out PciAddress read, out string? problem), problem);
        Assert.Equal(address, read.ToString());
    }

    [Theory]
    [InlineData("10000:00:00.0", "segment '10000' is larger than ffff")]
    [InlineData("0000:100:00.0", "bus '100' is larger than ff")]
    [InlineData("00:20.0", "device '20' is larger than 1f")]
    [InlineData("00:00.8", "function '8' is larger than 7")]
    [InlineData("00:00", "'00:00' is not of the form [SSSS:]BB:DD.F")]
    [InlineData("00.0", "'00.0' is not of the form [SSSS:]BB:DD.F")]
    [InlineData("", "'' is not of the form [SSSS:]BB:DD.F")]
    public void TryParse_PartThatIsTooLarge_IsNamed(string text, string problem)
    {
        Assert.False(PciAddress.TryParse(text, out PciAddress address, out string? found));
        Assert.Equal(problem, found);
        Assert.Equal(default, address);
    }
}
