using Xunit;

namespace RdmPlanner.Acpi.Tests.Tables;

public sealed class AcpiTableHeaderTests
{
    private static readonly byte[] Bytes = Convert.FromHexString(
        "444d4152" + "04030201" + "05" + "06" + "4f454d494420" + "5441424c45494400" + "0a090807" + "43524541" + "0e0d0c0b");

    [Fact]
    public void Read_Header_HasEveryField()
    {
        AcpiTableHeader header = AcpiTableHeader.Read(Bytes);

        Assert.Equal(36, AcpiTableHeader.Size);
        Assert.Equal("DMAR", header.Signature.ToString());
        Assert.Equal(0x01020304u, header.Length);
        Assert.Equal(5, header.Revision);
        Assert.Equal(6, header.Checksum);
        Assert.Equal("OEMID", header.OemId.ToString());
        Assert.Equal("TABLEID", header.OemTableId.ToString());
        Assert.Equal(0x0708090au, header.OemRevision);
        Assert.Equal("CREA", header.CreatorId.ToString());
        Assert.Equal(0x0b0c0d0eu, header.CreatorRevision);
    }

    [Fact]
    public void Write_ReadHeader_GivesItsBytes()
    {
        byte[] copy = new byte[36];

        AcpiTableHeader.Read(Bytes).Write(copy);

        Assert.Equal(Bytes, copy);
    }

    [Fact]
    public void ReadAndWrite_TooFewBytes_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => AcpiTableHeader.Read(Bytes.AsSpan(0, 35)));
        Assert.Throws<ArgumentOutOfRangeException>(() => AcpiTableHeader.Read(Bytes).Write(new byte[35]));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("ff", 0xff)]
    [InlineData("ff01", 0)]
    [InlineData("ffffff", 0xfd)]
    public void Sum_Bytes_IsModulo256(string hex, byte expected) => Assert.Equal(expected, AcpiChecksum.Sum(Convert.FromHexString(hex)));

    [Fact]
    public void Seal_Table_SetsOnlyTheChecksum()
    {
        byte[] table = [1, 2, 3, 4, 5, 6, 7, 8, 9, 77, 11];

        AcpiChecksum.Seal(table);

        // 1 + ... + 9 + 11 = 56, and 256 - 56 = 200.
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 200, 11], table);
        Assert.Throws<ArgumentException>(() => AcpiChecksum.Seal(new byte[9]));
    }
}
