using Xunit;

namespace RdmPlanner.E820.Tests.Formats;

public sealed class FirmwareMemmapTests
{
    [Theory]
    [InlineData("System RAM", E820Type.Ram)]
    [InlineData("Reserved", E820Type.Reserved)]
    [InlineData("reserved", E820Type.Reserved)]
    [InlineData("Device Reserved", E820Type.Reserved)]
    [InlineData("ACPI Tables", E820Type.Acpi)]
    [InlineData("ACPI Non-volatile Storage", E820Type.Nvs)]
    [InlineData("Unusable memory", E820Type.Unusable)]
    [InlineData("Persistent Memory", E820Type.PersistentMemory)]
    [InlineData("Persistent Memory (legacy)", E820Type.LegacyPersistentMemory)]
    [InlineData("Soft Reserved", E820Type.SoftReserved)]
    public void Read_EachType_IsKnown(string text, E820Type type)
    {
        E820Reading reading = FirmwareMemmap.Read([new FirmwareMemmapEntry(0, "0x1000\n", "0x1fff\n", text + "\n")]);
        Assert.Equal([new E820Record(new Gpa(0x1000), 0x1000, type)], reading.Records);
        Assert.Empty(reading.Notes);
    }

    [Fact]
    public void Read_UnknownType_IsReservedWithANote()
    {
        E820Reading reading = FirmwareMemmap.Read([new FirmwareMemmapEntry(4, "0x0", "0xfff", "Unknown E820 type")]);
        Assert.Equal([new E820Record(new Gpa(0), 0x1000, E820Type.Reserved)], reading.Records);
        Assert.Equal([new E820ParseNote(1, "entry 4 does not say its type code; read as reserved")], reading.Notes);
    }

    [Fact]
    public void Read_DirectoriesInTheOrderOfLs_AreSortedByNumber()
    {
        E820Reading reading = FirmwareMemmap.Read(
        [
            new(0, "0x0", "0xfff", "System RAM"),
            new(10, "0xa000", "0xafff", "System RAM"),
            new(2, "0x2000", "0x2fff", "Reserved"),
        ]);
        Assert.Equal([new Gpa(0), new Gpa(0x2000), new Gpa(0xa000)], reading.Records.Select(record => record.Address));
    }

    [Fact]
    public void Read_BrokenTriple_IsANote()
    {
        E820Reading reading = FirmwareMemmap.Read([new FirmwareMemmapEntry(0, "zero", "0xfff", "System RAM")]);
        Assert.Equal(E820Format.None, reading.Format);
        Assert.Equal([new E820ParseNote(1, "not an entry: zero 0xfff System RAM")], reading.Notes);
    }

    [Fact]
    public void ReadListing_AnyOrderAndPlace_IsJoinedByNumber()
    {
        E820Reading reading = FirmwareMemmap.ReadListing("""
            $ grep -r . /sys/firmware/memmap
            /sys/firmware/memmap/1/type:Reserved
            ./0/end:0xfff
            /sys/firmware/memmap/1/start:0x1000
            0/type:System RAM
            /host/a/sys/firmware/memmap/1/end:0x1fff
            0/start:0x0
            """);
        Assert.Equal([new(new Gpa(0), 0x1000, E820Type.Ram), new(new Gpa(0x1000), 0x1000, E820Type.Reserved)], reading.Records);
        Assert.Empty(reading.Notes);
    }

    [Fact]
    public void ReadListing_IncompleteAndDoubled_AreNotes()
    {
        E820Reading reading = FirmwareMemmap.ReadListing("""
            memmap/0/start:0x0
            memmap/0/end:0xfff
            memmap/0/start:0x5000
            memmap/0/type:System RAM
            memmap/1/start:0x1000
            """);
        Assert.Equal([new E820Record(new Gpa(0), 0x1000, E820Type.Ram)], reading.Records);
        Assert.Equal(
            [new E820ParseNote(3, "start of entry 0 is given twice; the first is used"), new E820ParseNote(5, "entry 1 lacks start, end or type")],
            reading.Notes);
    }

    [Fact]
    public void ToEntries_UnknownCode_IsLinuxsText() =>
        Assert.Equal(
            [new FirmwareMemmapEntry(0, "0x1000", "0x1fff", "Unknown E820 type")],
            FirmwareMemmap.ToEntries([new E820Record(new Gpa(0x1000), 0x1000, (E820Type)20)]));
}
