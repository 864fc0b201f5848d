using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Acpi.Tests.Dmar;

public sealed class DmarModelTests
{
    [Fact]
    public void Equals_TablesOfTheSameBytes_AreEqual()
    {
        DmarTable first = DmarDecoder.Decode(TableHex.Read("soc")).Table!;
        DmarTable second = DmarDecoder.Decode(TableHex.Read("soc")).Table!;

        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
        Assert.NotEqual(first, first with { Remainder = [0] });
        Assert.NotEqual(first, first with { Structures = first.Structures.RemoveAt(3) });
    }

    [Fact]
    public void Equals_StructuresThatDifferInOnePart_AreNotEqual()
    {
        var region = new ReservedMemoryRegion { BaseAddress = new Hpa(0x1000), LimitAddress = new Hpa(0x1fff) };

        Assert.Equal(region, region with { Scopes = [] });
        Assert.NotEqual(region, region with { Offset = 48 });
        Assert.NotEqual(region, region with { Segment = 1 });
        Assert.NotEqual(region, region with { Tail = [0] });
        Assert.NotEqual(region, region with { Scopes = [new DeviceScope()] });
        Assert.NotEqual(region, region with { LimitAddress = new Hpa(0x2fff) });
        Assert.NotEqual<RemappingStructure>(new SocDeviceProperty(), new SocAddressTranslationCache());
    }

    [Fact]
    public void MovedTo_Structure_TakesItsScopesAlong()
    {
        var region = new ReservedMemoryRegion { Scopes = [new DeviceScope { Path = PciPath.Of(new PciHop(0, 0)) }, new DeviceScope()] };

        var moved = (ReservedMemoryRegion)region.MovedTo(100);

        Assert.Equal(100, moved.Offset);
        Assert.Equal([124, 132], moved.Scopes.Select(s => s.Offset));
        Assert.Equal(38, moved.LengthInBytes);
    }

    [Fact]
    public void DerivedProperties_OfFlagsAndFields_FollowTheSpecification()
    {
        Assert.Equal(39, (new DmarTableBuilder().Build() with { HostAddressWidthRaw = 38 }).HostAddressWidth);
        Assert.True(new HardwareUnit { Flags = 0xff }.IncludePciAll);
        Assert.False(new HardwareUnit { Flags = 0xfe }.IncludePciAll);
        Assert.Equal(0x1000UL, new HardwareUnit().RegisterSetSizeInBytes);
        Assert.Equal(0x10000UL, new HardwareUnit { SizeField = 0xf4 }.RegisterSetSizeInBytes);
        Assert.True(new RootPortAts { Flags = 1 }.AllPorts);
        Assert.True(new SocAddressTranslationCache { Flags = 1 }.AtcRequired);
        Assert.Equal("\\A", new NamespaceDevice { ObjectNameField = "\\A\0\0B" }.ObjectName);
        Assert.Equal("\\A", new NamespaceDevice { ObjectNameField = "\\A" }.ObjectName);
    }
}
