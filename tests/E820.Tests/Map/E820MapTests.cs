using Xunit;

namespace RdmPlanner.E820.Tests.Map;

public sealed class E820MapTests
{
    private static readonly E820Map Pc = E820Map.FromEntries(
    [
        Entry(0x100000, 0x80000000, E820Type.Ram),
        Entry(0, 0x9fc00, E820Type.Ram),
        Entry(0x9fc00, 0xa0000, E820Type.Reserved),
        Entry(0x100000000, 0x180000000, E820Type.Ram),
    ]);

    [Theory]
    [InlineData(0UL, E820Type.Ram)]
    [InlineData(0x9fbffUL, E820Type.Ram)]
    [InlineData(0x9fc00UL, E820Type.Reserved)]
    [InlineData(0x9ffffUL, E820Type.Reserved)]
    [InlineData(0xa0000UL, null)]
    [InlineData(0xfffffUL, null)]
    [InlineData(0x100000UL, E820Type.Ram)]
    [InlineData(0x17fffffffUL, E820Type.Ram)]
    [InlineData(0x180000000UL, null)]
    [InlineData(ulong.MaxValue, null)]
    public void TypeAt_EachSideOfEveryEdge_IsTheEntryThere(ulong address, E820Type? expected) =>
        Assert.Equal(expected, Pc.TypeAt(new Gpa(address)));

    [Fact]
    public void RamPageCount_CountsWholeFramesOnly() =>
        // 0x9f frames below 0x9fc00, 0x7ff00 from 1 MiB to 2 GiB, 0x80000 above 4 GiB.
        Assert.Equal(0x9fUL + 0x7ff00 + 0x80000, Pc.RamPageCount);

    [Fact]
    public void Holes_UpToTheEnd_AreTheGaps() =>
        Assert.Equal([Range(0xa0000, 0x100000), Range(0x80000000, 0x100000000)], Pc.Holes());

    [Fact]
    public void Holes_UpToALimitAboveTheMap_IncludeTheRest() =>
        Assert.Equal(
            [Range(0xa0000, 0x100000), Range(0x80000000, 0x100000000), Range(0x180000000, 0x200000000)],
            Pc.Holes(new Gpa(0x200000000)));

    [Fact]
    public void Holes_UpToALimitInsideAHole_AreCut() =>
        Assert.Equal([Range(0xa0000, 0xb0000)], Pc.Holes(new Gpa(0xb0000)));

    [Fact]
    public void Holes_OfTheEmptyMap_AreTheWholeSpace()
    {
        Assert.Empty(E820Map.Empty.Holes());
        Assert.Equal([Range(0, 0x1000)], E820Map.Empty.Holes(new Gpa(0x1000)));
        Assert.Equal(default, E820Map.Empty.End);
    }

    [Fact]
    public void Overlapping_ARangeOverTwoEntries_IsBothUncut()
    {
        E820Entry[] found = Pc.Overlapping(Range(0x9fbff, 0x9fc01)).ToArray();
        Assert.Equal([Entry(0, 0x9fc00, E820Type.Ram), Entry(0x9fc00, 0xa0000, E820Type.Reserved)], found);
    }

    [Fact]
    public void Overlapping_AHole_IsEmpty() => Assert.True(Pc.Overlapping(Range(0xa0000, 0x100000)).IsEmpty);

    [Fact]
    public void FromEntries_TouchingOfOneType_AreMerged() =>
        Assert.Equal([Entry(0, 0x3000, E820Type.Nvs)], E820Map.FromEntries(
            [Entry(0x2000, 0x3000, E820Type.Nvs), Entry(0, 0x1000, E820Type.Nvs), Entry(0x1000, 0x2000, E820Type.Nvs)]).Entries);

    [Fact]
    public void FromEntries_ReservedInsideRam_CutsTheRam() =>
        Assert.Equal(
            [Entry(0, 0x1000, E820Type.Ram), Entry(0x1000, 0x2000, E820Type.Reserved), Entry(0x2000, 0x4000, E820Type.Ram)],
            E820Map.FromEntries([Entry(0, 0x4000, E820Type.Ram), Entry(0x1000, 0x2000, E820Type.Reserved)]).Entries);

    [Fact]
    public void FromEntries_SixOverlappingRows_HaveTheLargestCodeOnEachPage()
    {
        // One column a page, one digit a type.
        string[] rows =
        [
            "_1111111____",
            "___33_______",
            "____222_____",
            "______444___",
            "__________2_",
            "_________111",
        ];
        E820Map map = E820Map.FromEntries([.. rows.Select(RowEntry)]);
        string drawn = string.Concat(Enumerable.Range(0, 12).Select(page =>
            map.TypeAt(new Gpa((ulong)page * 0x1000)) is { } type ? $"{(uint)type}" : "_"));
        Assert.Equal("_11332444121", drawn);
    }

    [Fact]
    public void ToRecords_IsTheSameList()
    {
        E820Record[] records = [new(new Gpa(0), 0x9fc00, E820Type.Ram), new(new Gpa(0x9fc00), 0x400, (E820Type)20)];
        Assert.Equal(records, E820Map.FromRecords(records).Map.ToRecords());
    }

    [Fact]
    public void FromEntries_HundredThousandNestedEntries_IsFast()
    {
        var entries = new E820Entry[100_000];
        for (int i = 0; i < entries.Length; i++)
            entries[i] = Entry((ulong)i, (ulong)(300_000 - i), (E820Type)(uint)i);
        E820Map map = E820Map.FromEntries(entries);
        Assert.Equal((E820Type)99_999, map.TypeAt(new Gpa(150_000)));
        Assert.Equal(199_999, map.Entries.Length);
    }

    private static E820Entry RowEntry(string row)
    {
        int start = row.IndexOfAny(['1', '2', '3', '4']);
        int end = row.LastIndexOfAny(['1', '2', '3', '4']) + 1;
        return Entry((ulong)start * 0x1000, (ulong)end * 0x1000, (E820Type)(uint)(row[start] - '0'));
    }

    private static GpaRange Range(ulong start, ulong end) => new(new Gpa(start), new Gpa(end));

    private static E820Entry Entry(ulong start, ulong end, E820Type type) => new(Range(start, end), type);
}
