using Xunit;

namespace RdmPlanner.E820.Tests.Formats;

public sealed class LinuxE820Tests
{
    [Theory]
    [InlineData("BIOS-e820: [mem 0x0000000000001000-0x0000000000001fff] usable", 1u)]
    [InlineData("[    0.000000] BIOS-e820: [mem 0x0000000000001000-0x0000000000001fff] reserved", 2u)]
    [InlineData("Nov 01 12:00:00 host kernel: BIOS-e820: [mem 0x0000000000001000-0x0000000000001fff] ACPI data", 3u)]
    [InlineData("<6>[    0.000000] BIOS-e820: [mem 0x0000000000001000-0x0000000000001fff] ACPI NVS\r", 4u)]
    [InlineData("BIOS-e820: [mem 0x0000000000001000-0x0000000000001fff] unusable", 5u)]
    [InlineData("BIOS-e820: [mem 0x0000000000001000-0x0000000000001fff] persistent (type 7)", 7u)]
    [InlineData("BIOS-e820: [mem 0x0000000000001000-0x0000000000001fff] persistent RAM (type 12)", 12u)]
    [InlineData("BIOS-e820: [mem 0x0000000000001000-0x0000000000001fff] type 9", 9u)]
    [InlineData("BIOS-e820: [mem 0x0000000000001000-0x0000000000001fff] type 4294967295", 4294967295u)]
    [InlineData("BIOS-e820: [mem 0x0000000000001000-0x0000000000001fff] soft reserved", 0xefffffffu)]
    [InlineData("BIOS-e820: [mem 0x0000000000001000-0x0000000000001fff]  System RAM", 1u)]
    [InlineData("BIOS-e820: [mem 0x0000000000001000-0x0000000000001fff]    4   KB kernel usable RAM", 1u)]
    [InlineData("BIOS-e820: [mem 0x0000000000001000-0x0000000000001fff]    1.9 GB device reserved", 2u)]
    [InlineData(" BIOS-e820: 0000000000001000 - 0000000000002000 (usable)", 1u)]
    [InlineData("[    0.000000]  BIOS-e820: 0000000000001000 - 0000000000002000 (ACPI NVS)", 4u)]
    [InlineData(" BIOS-e820: 0000000000001000 - 0000000000002000 (type 9)", 9u)]
    [InlineData(" BIOS-e820: 0000000000001000 - 0000000000002000 type 9", 9u)]
    public void Read_OneLine_IsTheEntry(string line, uint code)
    {
        E820Reading reading = LinuxE820.Read(line);
        Assert.Equal([new E820Record(new Gpa(0x1000), 0x1000, (E820Type)code)], reading.Records);
        Assert.Empty(reading.Notes);
    }

    [Theory]
    [InlineData("BIOS-e820: [mem 0x0000000000001000-0x0000000000001fff] chocolate")]
    [InlineData("BIOS-e820: [mem 0x0000000000001000-0x0000000000001fff]")]
    [InlineData("BIOS-e820: [mem 0x0000000000001000-0x0000000000001fff")]
    [InlineData("BIOS-e820: [mem 0x0000000000001000")]
    [InlineData("BIOS-e820: [mem 0x00000000000010000-0x0000000000001fff] usable")]
    [InlineData("BIOS-e820: [mem 0x-0x1] usable")]
    [InlineData("BIOS-e820: [mem 0x0000000000001000-0x0000000000001fff] type 4294967296")]
    [InlineData("BIOS-e820: [mem 0x0000000000001000-0x0000000000001fff] type -1")]
    [InlineData("BIOS-e820: 0000000000001000 - (usable)")]
    [InlineData("BIOS-e820:")]
    public void Read_BrokenLine_IsANote(string line)
    {
        E820Reading reading = LinuxE820.Read("first\n" + line);
        Assert.Equal(E820Format.None, reading.Format);
        Assert.Equal([new E820ParseNote(2, "not an entry: " + line)], reading.Notes);
    }

    [Theory]
    [InlineData("BIOS-e820: [gap 0x00000000000a0000-0x00000000000effff]")]
    [InlineData("e820: update [mem 0x00000000-0x00000fff] usable ==> reserved")]
    [InlineData("modified: [mem 0x0000000000001000-0x0000000000001fff] usable")]
    [InlineData("user: [mem 0x0000000000001000-0x0000000000001fff] usable")]
    [InlineData("reserve setup_data: [mem 0x0000000000001000-0x0000000000001fff] usable")]
    [InlineData("Xen: [mem 0x0000000000001000-0x0000000000001fff] usable")]
    public void Read_OtherLinesOfTheKernel_ArePassedOver(string line)
    {
        E820Reading reading = LinuxE820.Read(line);
        Assert.Empty(reading.Records);
        Assert.Empty(reading.Notes);
    }

    [Fact]
    public void Read_TwoBoots_TheLastWins()
    {
        E820Reading reading = LinuxE820.Read("""
            BIOS-provided physical RAM map:
            BIOS-e820: [mem 0x0000000000000000-0x000000000009fbff] usable
            BIOS-e820: [mem 0x0000000000100000-0x00000000001fffff] usable
            e820: BIOS-provided physical RAM map:
            BIOS-e820: [mem 0x0000000000000000-0x000000000009ffff] usable
            """);
        Assert.Equal([new E820Record(new Gpa(0), 0xa0000, E820Type.Ram)], reading.Records);
        Assert.Equal([new E820ParseNote(5, "a new listing begins; the 2 entries before it are not used")], reading.Notes);
    }

    [Fact]
    public void Read_TwoBootsWithoutHeadings_AreToldApartByTheirFirstEntry()
    {
        const string Boot = "BIOS-e820: [mem 0x0000000000000000-0x000000000009fbff] usable\nBIOS-e820: [mem 0x0000000000100000-0x00000000001fffff] usable\n";
        Assert.Equal(2, LinuxE820.Read(Boot + Boot).Records.Length);
    }

    [Fact]
    public void Read_ALastBootCutOffAfterItsHeading_KeepsTheOneBefore() =>
        Assert.Single(LinuxE820.Read("BIOS-e820: [mem 0x0-0xfff] usable\nBIOS-provided physical RAM map:\n").Records);

    [Fact]
    public void Read_EmptyEntryAndOneUpToTheTop_KeepTheirSizes()
    {
        E820Record[] records =
        [
            new(new Gpa(0x1000), 0, E820Type.Ram),
            new(new Gpa(0xfffffffffffff000), 0x1000, E820Type.Reserved),
        ];
        Assert.Equal(records, LinuxE820.Read(LinuxE820.Write(records)).Records);
        Assert.Equal(records, LinuxE820.Read(LinuxE820.WriteOldStyle(records)).Records);
        Assert.Empty(LinuxE820.Read(LinuxE820.Write(records)).Notes);
        Assert.Empty(LinuxE820.Read(LinuxE820.WriteOldStyle(records)).Notes);
    }

    [Fact]
    public void Read_EndBelowStart_IsReadAsWrappingWithANote()
    {
        E820Reading reading = LinuxE820.Read(" BIOS-e820: 0000000000002000 - 0000000000001000 (usable)");
        Assert.Equal([new E820Record(new Gpa(0x2000), 0xfffffffffffff000, E820Type.Ram)], reading.Records);
        Assert.Equal([new E820ParseNote(1, "the entry at 0x2000 ends below its start; read as passing 2^64")], reading.Notes);
    }

    [Fact]
    public void Read_ThirtyBrokenLines_KeepsTwentyNotesAndACount()
    {
        E820Reading reading = LinuxE820.Read(string.Concat(Enumerable.Repeat("BIOS-e820: nonsense\n", 30)));
        Assert.Equal(20, reading.Notes.Length);
        Assert.Equal(10, reading.NotesLeftOut);
        Assert.Equal(20, reading.Notes[^1].Line);
    }
}
