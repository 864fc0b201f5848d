using Xunit;

namespace RdmPlanner.E820.Tests.Formats;

public sealed class E820BinaryTests
{
    [Fact]
    public void Read_OneEntry_IsLittleEndian()
    {
        byte[] bytes = [8, 7, 6, 5, 4, 3, 2, 1, 0x10, 0, 0, 0, 0, 0, 0, 0x80, 2, 0, 0, 0xf0];
        E820Reading reading = E820Binary.Read(bytes);
        Assert.Equal([new E820Record(new Gpa(0x0102030405060708), 0x8000000000000010, (E820Type)0xf0000002)], reading.Records);
        Assert.Equal(bytes, E820Binary.Write(reading.Records.AsSpan()));
    }

    [Fact]
    public void Read_EveryLength_UsesWholeEntriesAndNotesTheRest()
    {
        byte[] bytes = E820Binary.Write(SmallPc.Records);
        for (int length = 0; length <= bytes.Length; length++)
        {
            E820Reading reading = E820Binary.Read(bytes.AsSpan(0, length));
            Assert.Equal(SmallPc.Records.Take(length / 20), reading.Records);
            Assert.Equal(length % 20 == 0 ? 0 : 1, reading.Notes.Length);
        }
    }

    [Fact]
    public void Read_LeftOverBytes_AreNotedAtTheEntryTheyWouldBe() =>
        Assert.Equal(
            [new E820ParseNote(2, "4 bytes are left over; an entry has 20")],
            E820Binary.Read(new byte[24]).Notes);
}
