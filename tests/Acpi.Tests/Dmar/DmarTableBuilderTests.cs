using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Acpi.Tests.Dmar;

public sealed class DmarTableBuilderTests
{
    private static readonly ReservedMemoryRegion Region = new()
    {
        BaseAddress = new Hpa(0x7e00_0000),
        LimitAddress = new Hpa(0x81ff_ffff),
        Scopes = [new DeviceScope { Type = DeviceScopeType.PciEndpoint, Path = PciPath.Of(new PciHop(2, 0)) }],
    };

    [Fact]
    public void ToBytes_ModelOfAFixture_GivesTheFixture()
    {
        var builder = new DmarTableBuilder { OemTableId = AcpiText.From("STRADDLE"), Flags = DmarFlags.IntrRemap | DmarFlags.DmaCtrlPlatformOptIn };
        builder.Add(new HardwareUnit { RegisterBase = new Hpa(0xfed9_0000), Scopes = Region.Scopes });
        builder.Add(new HardwareUnit
        {
            Flags = 1,
            RegisterBase = new Hpa(0xfed9_1000),
            Scopes =
            [
                new DeviceScope { Type = DeviceScopeType.IoApic, EnumerationId = 2, StartBusNumber = 0xf0, Path = PciPath.Of(new PciHop(0x1f, 0)) },
                new DeviceScope { Type = DeviceScopeType.Hpet, Path = PciPath.Of(new PciHop(0x1f, 0)) },
            ],
        });
        builder.Add(Region);

        Assert.Equal(TableHex.Read("straddles-2g"), builder.ToBytes());
    }

    [Fact]
    public void Build_NoStructure_IsTheBareHeader()
    {
        DmarTable table = new DmarTableBuilder().Build();

        Assert.Equal(48u, table.Header.Length);
        Assert.Equal(39, table.HostAddressWidth);
        Assert.Empty(DmarDecoder.Decode(DmarEncoder.Encode(table)).Diagnostics);
    }

    [Fact]
    public void LaidOut_StructureRemovedFromADecodedTable_IsRightAgain()
    {
        DmarTable server = DmarDecoder.Decode(TableHex.Read("server")).Table!;

        DmarTable smaller = DmarTableBuilder.LaidOut(server with { Structures = server.Structures.RemoveAt(0) });

        // The first DRHD has 40 of the table's 368 bytes.
        Assert.Equal(328u, smaller.Header.Length);
        Assert.Equal([48, 88, 172, 216, 248, 272, 288, 308], smaller.Structures.Select(s => s.Offset));
        Assert.True(DmarDecoder.Decode(DmarEncoder.Encode(smaller)).IsChecksumOk);
    }

    [Fact]
    public void TryToBytes_TwoStructuresOutOfOrder_AreEnough()
    {
        var builder = new DmarTableBuilder();
        builder.Add(new HardwareUnit { RegisterBase = new Hpa(0xfed9_0000), Scopes = Region.Scopes });
        builder.Add(Region);

        Assert.True(builder.TryToBytes(DmarDamage.TypesOutOfOrder, out byte[] bytes));
        Assert.Equal("Rmrr Drhd", string.Join(' ', DmarDecoder.Decode(bytes).Table!.Structures.Select(s => s.Type)));
    }

    [Fact]
    public void TryToBytes_DamageThatTheTableCannotCarry_SaysSo()
    {
        DmarTableBuilder builder = new DmarTableBuilder().Add(new HardwareUnit { Flags = 1 });

        Assert.False(builder.TryToBytes(DmarDamage.NoScope, out byte[] bytes));
        Assert.Empty(bytes);
        Assert.False(builder.TryToBytes(DmarDamage.OddPath, out _));
        Assert.False(new DmarTableBuilder().TryToBytes(DmarDamage.StructureLengthZero, out _));
    }

    [Fact]
    public void TryToBytes_BaseAboveLimit_DiffersInTheRegionOnly()
    {
        DmarTableBuilder builder = new DmarTableBuilder().Add(Region);

        Assert.True(builder.TryToBytes(DmarDamage.BaseAboveLimit, out byte[] damaged));

        byte[] intact = builder.ToBytes();
        Assert.Equal("0020000000000000ff0f000000000000", Convert.ToHexStringLower(damaged, 56, 16));
        Assert.Equal(intact[..9], damaged[..9]);
        Assert.Equal(intact[10..56], damaged[10..56]);
        Assert.Equal(intact[72..], damaged[72..]);
    }

    [Fact]
    public void Encode_ModelThatCannotBeWritten_IsRefused()
    {
        DmarTable table = new DmarTableBuilder().Build();

        Assert.Throws<ArgumentException>(() => DmarEncoder.Encode(table with { Reserved = [0] }));
        Assert.Throws<ArgumentException>(
            () => new DmarTableBuilder().Add(new UnknownStructure((RemappingStructureType)9, [.. new byte[65532]])).ToBytes());
    }
}
