using Xunit;

namespace RdmPlanner.E820.Tests.Map;

/// <summary>One example an operation; the model-based property has the rest.</summary>
public sealed class E820MapBuilderTests
{
    [Fact]
    public void Add_OverASmallerCode_WinsAndUnderALargerOneYields()
    {
        var builder = new E820MapBuilder();
        builder.Add(Range(0x1000, 0x3000), E820Type.Reserved);
        builder.Add(Range(0, 0x2000), E820Type.Ram);
        builder.Add(Range(0x2000, 0x4000), E820Type.Nvs);
        Assert.Equal("{[0x0, 0x1000) RAM, [0x1000, 0x2000) RESERVED, [0x2000, 0x4000) NVS}", builder.Build().ToString());
    }

    [Fact]
    public void Reserve_AcrossRamAndAHole_CoversBoth()
    {
        var builder = new E820MapBuilder(E820Map.FromEntries([new(Range(0, 0x2000), E820Type.Ram), new(Range(0x3000, 0x4000), E820Type.Nvs)]));
        builder.Reserve(Range(0x1000, 0x3800));
        Assert.Equal("{[0x0, 0x1000) RAM, [0x1000, 0x3800) RESERVED, [0x3800, 0x4000) NVS}", builder.Build().ToString());
    }

    [Fact]
    public void ChangeType_LeavesHolesAndOtherTypesAlone()
    {
        var builder = new E820MapBuilder(E820Map.FromEntries([new(Range(0, 0x2000), E820Type.Ram), new(Range(0x3000, 0x4000), E820Type.Nvs)]));
        builder.ChangeType(Range(0x1000, 0x8000), E820Type.Ram, E820Type.Unusable);
        Assert.Equal("{[0x0, 0x1000) RAM, [0x1000, 0x2000) UNUSABLE, [0x3000, 0x4000) NVS}", builder.Build().ToString());
    }

    [Fact]
    public void Remove_InTheMiddle_LeavesTwoPieces()
    {
        var builder = new E820MapBuilder(E820Map.FromEntries([new(Range(0, 0x4000), E820Type.Ram)]));
        builder.Remove(Range(0x1000, 0x2000));
        Assert.Equal("{[0x0, 0x1000) RAM, [0x2000, 0x4000) RAM}", builder.Build().ToString());
    }

    [Fact]
    public void Build_ThenGoOn_LeavesTheBuiltMapAlone()
    {
        var builder = new E820MapBuilder();
        E820Map empty = builder.Build();
        builder.Reserve(Range(0, 0x1000));
        Assert.Equal(E820Map.Empty, empty);
    }

    [Fact]
    public void Between_TwoMaps_NamesWhatWasAddedRemovedAndRetyped()
    {
        E820Map before = E820Map.FromEntries([new(Range(0, 0x4000), E820Type.Ram), new(Range(0x8000, 0x9000), E820Type.Nvs)]);
        E820Map after = E820Map.FromEntries([new(Range(0, 0x2000), E820Type.Ram), new(Range(0x2000, 0x6000), E820Type.Reserved)]);
        E820Change[] changes = [.. E820MapDiff.Between(before, after)];
        Assert.Equal(
            [
                new E820Change(Range(0x2000, 0x4000), E820Type.Ram, E820Type.Reserved),
                new E820Change(Range(0x4000, 0x6000), null, E820Type.Reserved),
                new E820Change(Range(0x8000, 0x9000), E820Type.Nvs, null),
            ],
            changes);
        Assert.Equal([E820ChangeKind.Retyped, E820ChangeKind.Added, E820ChangeKind.Removed], changes.Select(change => change.Kind));
        Assert.Empty(E820MapDiff.Between(before, before));
    }

    private static GpaRange Range(ulong start, ulong end) => new(new Gpa(start), new Gpa(end));
}
