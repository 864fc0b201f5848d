using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.E820.Tests.Formats;

public sealed class HvmloaderE820Tests
{
    [Fact]
    public void Write_OverlapAfterAnRdm_HasHvmloadersWords()
    {
        E820Record[] table =
        [
            new(new Gpa(0), 0xa0000, E820Type.Ram),
            new(new Gpa(0xfbff0000), 0x20000, E820Type.Reserved),
            new(new Gpa(0xfc000000), 0xb000, E820Type.Nvs),
            new(new Gpa(0xfc00b000), 0x3ff5000, E820Type.Reserved),
            new(new Gpa(0x100000000), 0x1000, (E820Type)0x14),
        ];
        const string Expected = """
            E820 table:
             [00]: 00000000:00000000 - 00000000:000a0000: RAM
             HOLE: 00000000:000a0000 - 00000000:fbff0000
             [01]: 00000000:fbff0000 - 00000000:fc010000: RESERVED
             OVERLAP!!
             [02]: 00000000:fc000000 - 00000000:fc00b000: NVS
             [03]: 00000000:fc00b000 - 00000001:00000000: RESERVED
             [04]: 00000001:00000000 - 00000001:00001000: UNKNOWN (00000014)

            """;
        Assert.Equal(Expected, HvmloaderE820.Write(table));
        Assert.Equal(table, HvmloaderE820.Read(Expected).Records);
    }

    [Fact]
    public void Write_WrappingEntry_PrintsTheWrappedEndAndReadsBack()
    {
        // high_mem_pgend below 4 GiB makes hvmloader list almost 2^64 bytes of RAM.
        E820Record[] table = [new(new Gpa(0x100000000), 0xffffffff01000000, E820Type.Ram)];
        string text = HvmloaderE820.Write(table);
        Assert.Contains(" [00]: 00000001:00000000 - 00000000:01000000: RAM\n", text, StringComparison.Ordinal);
        Assert.Equal(table, HvmloaderE820.Read(text).Records);
    }

    [Fact]
    public void Write_HundredAndFirstEntry_HasThreeDigits()
    {
        var table = new E820Record[101];
        for (int i = 0; i < table.Length; i++)
            table[i] = new E820Record(new Gpa((ulong)i * 0x1000), 0x1000, E820Type.Ram);
        Assert.EndsWith(" [100]: 00000000:00064000 - 00000000:00065000: RAM\n", HvmloaderE820.Write(table), StringComparison.Ordinal);
        Assert.Equal(table, HvmloaderE820.Read(HvmloaderE820.Write(table)).Records);
    }

    [Theory]
    [InlineData("(d1)  [00]: 00000000:00001000 - 00000000:00002000: RAM")]
    [InlineData("(XEN) HVM1:  [00]: 00000000:00001000 - 00000000:00002000: RAM")]
    [InlineData("(d12) [2024-05-01 10:00:00]  [00]: 00000000:00001000 - 00000000:00002000: RAM\r")]
    public void Read_WithAConsolePrefix_IsTheEntry(string line) =>
        Assert.Equal([new E820Record(new Gpa(0x1000), 0x1000, E820Type.Ram)], HvmloaderE820.Read(line).Records);

    [Fact]
    public void Read_TwoGuests_TheLastTableCounts()
    {
        E820Reading reading = HvmloaderE820.Read("""
            (d1) E820 table:
            (d1)  [00]: 00000000:00000000 - 00000000:000a0000: RAM
            (d1)  [01]: 00000000:00100000 - 00000000:00200000: RAM
            (d2)  [00]: 00000000:00000000 - 00000000:0009e000: RAM
            """);
        Assert.Equal([new E820Record(new Gpa(0), 0x9e000, E820Type.Ram)], reading.Records);
    }

    [Fact]
    public void Read_MissingLine_IsANote()
    {
        E820Reading reading = HvmloaderE820.Read("""
             [00]: 00000000:00000000 - 00000000:000a0000: RAM
             [02]: 00000000:00100000 - 00000000:00200000: RAM
            """);
        Assert.Equal(2, reading.Records.Length);
        Assert.Equal([new E820ParseNote(2, "number 02 is entry 2 of its table; lines are missing or mixed")], reading.Notes);
    }

    [Theory]
    [InlineData(" [00]: 00000000:00000000 - 00000000:000a0000")]
    [InlineData(" [00]: 00000000:00000000 - 00000000:000a0000: CHOCOLATE")]
    [InlineData(" [00]: 00000000:00000000 + 00000000:000a0000: RAM")]
    public void Read_BrokenLine_IsANote(string line) =>
        Assert.Equal([new E820ParseNote(1, "not an entry: " + line.Trim())], HvmloaderE820.Read(line).Notes);

    [Fact]
    public void Lines_OfEveryRealTable_AreHvmloadersOwn()
    {
        string? folder = SharedFolder.Find("traces", "logs");
        Assert.SkipWhen(folder is null, SharedFolder.SkipReason);
        int tables = 0;
        foreach (string file in Directory.EnumerateFiles(folder!, "hvmloader.log", SearchOption.AllDirectories))
        {
            string[] log = File.ReadAllLines(file);
            int heading = Array.IndexOf(log, "E820 table:");
            if (heading < 0)
                continue;
            string[] table = [.. log.Skip(heading).TakeWhile((line, i) => i == 0 || line.StartsWith(' '))];
            Assert.Equal(table, HvmloaderE820.Lines(HvmloaderE820.Read(string.Join('\n', log)).Records.AsSpan()));
            tables++;
        }
        Assert.True(tables > 50, $"only {tables} tables");
    }
}
