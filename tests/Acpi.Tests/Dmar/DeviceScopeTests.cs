using Xunit;

namespace RdmPlanner.Acpi.Tests.Dmar;

public sealed class DeviceScopeTests
{
    [Fact]
    public void TryGetAddress_OneHop_IsOnTheStartBus()
    {
        var scope = new DeviceScope { StartBusNumber = 0x11, Path = PciPath.Of(new PciHop(0x1f, 7)) };

        Assert.True(scope.TryGetAddress(2, out PciAddress address));
        Assert.Equal(new PciAddress(2, 0x11, 0x1f, 7), address);
    }

    [Theory]
    [InlineData("")]
    [InlineData("02")]
    [InlineData("020000")]
    [InlineData("1c040000")]
    [InlineData("2000")]
    [InlineData("0008")]
    public void TryGetAddress_AnyOtherPath_HasNone(string path)
    {
        var scope = new DeviceScope { Path = PciPath.FromBytes(Convert.FromHexString(path)) };

        Assert.False(scope.TryGetAddress(0, out PciAddress address));
        Assert.Equal(default, address);
    }

    [Fact]
    public void Path_SeveralHops_AreReadInOrder()
    {
        PciPath path = PciPath.FromBytes([0x1c, 4, 0, 2, 9]);

        Assert.Equal(2, path.HopCount);
        Assert.Equal([new PciHop(0x1c, 4), new PciHop(0, 2)], path.Hops);
        Assert.True(path.HasOddByte);
        Assert.Equal("1c.4/00.2", path.ToString());
    }

    [Fact]
    public void Path_EqualBytes_AreEqual()
    {
        PciPath path = PciPath.Of(new PciHop(2, 0));

        Assert.Equal(path, PciPath.FromBytes([2, 0]));
        Assert.Equal(path.GetHashCode(), PciPath.FromBytes([2, 0]).GetHashCode());
        Assert.NotEqual(path, PciPath.FromBytes([2, 0, 0]));
        Assert.NotEqual(path, PciPath.FromBytes([0, 2]));
    }

    [Fact]
    public void Path_MoreBytesThanAScopeHolds_IsRefused()
    {
        Assert.Equal(124, PciPath.MaxHops);
        Assert.Equal(249, PciPath.FromBytes(new byte[249]).LengthInBytes);
        Assert.Throws<ArgumentOutOfRangeException>(() => PciPath.FromBytes(new byte[250]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PciPath.Of(new PciHop[125]));
    }
}
