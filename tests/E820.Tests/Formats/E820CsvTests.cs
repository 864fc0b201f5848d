using Xunit;

namespace RdmPlanner.E820.Tests.Formats;

public sealed class E820CsvTests
{
    [Theory]
    [InlineData("start,end,size,type\n0x1000,0x3000,0x2000,RAM\n")]
    [InlineData("start,end,type\r\n0x1000,0x3000,RAM\r\n")]
    [InlineData("type,size,start\nRAM,0x2000,0x1000")]
    [InlineData("\"start\",\"last\",\"type\"\n\"0x1000\",\"0x2fff\",\"System RAM\"\n")]
    [InlineData("Start, Last, Type\n 0x1000 , 0x2FFF , usable \n")]
    [InlineData("# a comment\nstart,end,last,size,type,remark\n\n0x1000,0x3000,0x2fff,0x2000,RAM,\"a, b\"\n")]
    [InlineData("start,end,size,type\n0x1000,,0x2000,type 1\n")]
    [InlineData("\uFEFFstart,end,type\n0X1000,0x3000,RAM\n")]
    public void Read_EachShape_IsTheEntry(string text)
    {
        E820Reading reading = E820Csv.Read(text);
        Assert.Empty(reading.Notes);
        Assert.Equal([new E820Record(new Gpa(0x1000), 0x2000, E820Type.Ram)], reading.Records);
        Assert.Equal(E820Format.Csv, E820Text.Read(text).Format);
    }

    [Theory]
    [InlineData("4096,0x3000,0x2000,RAM", "start is not hexadecimal with 0x: 4096")]
    [InlineData("0x1000,0x3000,zz,RAM", "size is not hexadecimal with 0x: zz")]
    [InlineData(",0x3000,0x2000,RAM", "start is missing")]
    [InlineData("0x1000,,,RAM", "end, last and size are all missing")]
    [InlineData("0x1000,0x4000,0x2000,RAM", "start, end, last and size do not agree")]
    [InlineData("0x1000,0x3000,0x2000,CHOCOLATE", "not a type: CHOCOLATE")]
    [InlineData("0x1000,0x3000", "not a type: ")]
    [InlineData("\"0x1000,0x3000,0x2000,RAM", "start is not hexadecimal with 0x: 0x1000,0x3000,0x2000,RAM")]
    public void Read_BrokenRow_IsANoteWithItsLine_AndTheOthersStay(string row, string text)
    {
        E820Reading reading = E820Csv.Read($"start,end,size,type\n0x0,0x1000,0x1000,RAM\n{row}\n0x5000,0x6000,0x1000,NVS\n");
        Assert.Equal([new E820ParseNote(3, text)], reading.Notes);
        Assert.Equal(2, reading.Records.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("start,type\n0x0,RAM\n")]
    [InlineData("start,end,size\n0x0,0x1000,0x1000\n")]
    [InlineData("start;end;type\n0x0;0x1000;RAM\n")]
    public void Read_WithoutTheColumns_IsANote(string text)
    {
        E820Reading reading = E820Csv.Read(text);
        Assert.Equal(E820Format.None, reading.Format);
        Assert.Equal([new E820ParseNote(1, "the header needs start, type, and one of end, last and size")], reading.Notes);
    }

    [Fact]
    public void Read_TheSameRowTwice_IsTwoEntries() =>
        Assert.Equal(4, E820Csv.Read("start,end,type\n0x0,0x1,RAM\n0x1,0x2,NVS\n0x0,0x1,RAM\n0x1,0x2,NVS\n").Records.Length);

    [Fact]
    public void Read_EndOfZero_ReachesTheTop() =>
        Assert.Equal(
            [new E820Record(new Gpa(0xfffffffffffff000), 0x1000, E820Type.Reserved)],
            E820Csv.Read("start,end,type\n0xfffffffffffff000,0x0,RESERVED\n").Records);
}
