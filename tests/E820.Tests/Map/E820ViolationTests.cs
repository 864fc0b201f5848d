using Xunit;

namespace RdmPlanner.E820.Tests.Map;

public sealed class E820ViolationTests
{
    private const ulong Top = ulong.MaxValue;

    [Fact]
    public void FromRecords_CleanList_HasNone() =>
        Assert.Empty(E820Map.FromRecords([Ram(0, 0x1000), Ram(0x2000, 0x1000)]).Violations);

    [Fact]
    public void FromRecords_ZeroSize_LeavesTheEntryOut()
    {
        E820MapReading reading = E820Map.FromRecords([Ram(0x1000, 0)]);
        Assert.Equal([new E820Violation(E820ViolationCode.ZeroSize, 0, Ram(0x1000, 0))], reading.Violations);
        Assert.Equal(E820Map.Empty, reading.Map);
    }

    [Fact]
    public void FromRecords_Wrapping_IsClippedAtTheTop()
    {
        E820Record wrapping = Ram(0x100000000, 0xffffffff01000000);
        E820MapReading reading = E820Map.FromRecords([wrapping]);
        Assert.Equal([new E820Violation(E820ViolationCode.WrapsAddressSpace, 0, wrapping)], reading.Violations);
        Assert.True(reading.HasErrors);
        Assert.Equal([new E820Entry(new GpaRange(new Gpa(0x100000000), new Gpa(Top)), E820Type.Ram)], reading.Map.Entries);
    }

    [Fact]
    public void FromRecords_EndingAtTheTop_LosesItsLastByteWithANote()
    {
        E820Record high = new(new Gpa(Top - 0xfff), 0x1000, E820Type.Reserved);
        E820MapReading reading = E820Map.FromRecords([high]);
        Assert.Equal([new E820Violation(E820ViolationCode.ReachesTopOfAddressSpace, 0, high)], reading.Violations);
        Assert.False(reading.HasErrors);
        Assert.Equal(new Gpa(Top), reading.Map.End);
        Assert.Null(reading.Map.TypeAt(new Gpa(Top)));
    }

    [Fact]
    public void FromRecords_OnlyTheLastByteOfTheSpace_IsNotRepresentable()
    {
        E820MapReading reading = E820Map.FromRecords([Ram(Top, 1)]);
        Assert.Equal(E820Map.Empty, reading.Map);
        Assert.Equal([E820ViolationCode.ReachesTopOfAddressSpace, E820ViolationCode.SubPageBounds], reading.Violations.Select(v => v.Code));
    }

    [Fact]
    public void FromRecords_OverlapOfOneType_NamesBoth() =>
        Assert.Equal(
            [new E820Violation(E820ViolationCode.OverlapsSameType, 1, Ram(0x1000, 0x2000), 0)],
            E820Map.FromRecords([Ram(0, 0x2000), Ram(0x1000, 0x2000)]).Violations);

    [Fact]
    public void FromRecords_OverlapOfTwoTypes_NamesBothAndTheLargerCodeWins()
    {
        E820Record reserved = new(new Gpa(0x1000), 0x1000, E820Type.Reserved);
        E820MapReading reading = E820Map.FromRecords([reserved, Ram(0, 0x4000)]);
        Assert.Equal(
            [
                new E820Violation(E820ViolationCode.OverlapsOtherType, 0, reserved, 1),
                new E820Violation(E820ViolationCode.Unsorted, 1, Ram(0, 0x4000)),
            ],
            reading.Violations);
        Assert.Equal(E820Type.Reserved, reading.Map.TypeAt(new Gpa(0x1fff)));
        Assert.Equal(E820Type.Ram, reading.Map.TypeAt(new Gpa(0x2000)));
    }

    [Fact]
    public void FromRecords_RivalBehindALongerOneOfTheSameType_IsStillFound()
    {
        // Entry 0 reaches furthest, but only entry 1 is of another type than entry 2.
        E820Record nvs = new(new Gpa(0x1000), 0x3000, E820Type.Nvs);
        E820MapReading reading = E820Map.FromRecords([Ram(0, 0x9000), nvs, Ram(0x2000, 0x1000)]);
        Assert.Contains(new E820Violation(E820ViolationCode.OverlapsOtherType, 2, Ram(0x2000, 0x1000), 1), reading.Violations);
        Assert.Contains(new E820Violation(E820ViolationCode.OverlapsSameType, 2, Ram(0x2000, 0x1000), 0), reading.Violations);
    }

    [Fact]
    public void FromRecords_TouchingOfOneType_IsANote()
    {
        E820MapReading reading = E820Map.FromRecords([Ram(0, 0x1000), Ram(0x1000, 0x1000)]);
        Assert.Equal([new E820Violation(E820ViolationCode.TouchesSameType, 1, Ram(0x1000, 0x1000), 0)], reading.Violations);
        Assert.Single(reading.Map.Entries);
    }

    [Theory]
    [InlineData(0u, true)]
    [InlineData(1u, false)]
    [InlineData(7u, false)]
    [InlineData(8u, true)]
    [InlineData(20u, true)]
    [InlineData(uint.MaxValue, true)]
    public void FromRecords_TypeCode_IsKeptAndNotedWhenUnknown(uint code, bool isUnknown)
    {
        E820MapReading reading = E820Map.FromRecords([new E820Record(new Gpa(0), 0x1000, (E820Type)code)]);
        Assert.Equal((E820Type)code, reading.Map.Entries[0].Type);
        Assert.Equal(isUnknown, reading.Violations.Any(violation => violation.Code == E820ViolationCode.UnknownType));
    }

    [Theory]
    [InlineData(0UL, 0x9fc00UL)]
    [InlineData(0x9fc00UL, 0x400UL)]
    public void FromRecords_BoundsInsideAPage_AreANote(ulong address, ulong size) =>
        Assert.Equal([E820ViolationCode.SubPageBounds], E820Map.FromRecords([Ram(address, size)]).Violations.Select(v => v.Code));

    [Theory]
    [InlineData(E820ViolationCode.ZeroSize, E820Severity.Warning)]
    [InlineData(E820ViolationCode.WrapsAddressSpace, E820Severity.Error)]
    [InlineData(E820ViolationCode.ReachesTopOfAddressSpace, E820Severity.Note)]
    [InlineData(E820ViolationCode.OverlapsSameType, E820Severity.Warning)]
    [InlineData(E820ViolationCode.OverlapsOtherType, E820Severity.Error)]
    [InlineData(E820ViolationCode.Unsorted, E820Severity.Warning)]
    [InlineData(E820ViolationCode.TouchesSameType, E820Severity.Note)]
    [InlineData(E820ViolationCode.UnknownType, E820Severity.Note)]
    [InlineData(E820ViolationCode.SubPageBounds, E820Severity.Note)]
    public void SeverityOf_EachCode_IsSaidOnce(E820ViolationCode code, E820Severity severity)
    {
        Assert.Equal(severity, E820Violation.SeverityOf(code));
        Assert.StartsWith($"E820-{(int)code}: entry 4 (0x0 + 0x1000 RAM) ", new E820Violation(code, 4, Ram(0, 0x1000), 2).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ToString_OfAnOverlap_NamesTheOtherEntry() =>
        Assert.Equal(
            "E820-2005: entry 1 (0x1000 + 0x2000 RAM) overlaps entry 0 of another type; the larger type code wins",
            new E820Violation(E820ViolationCode.OverlapsOtherType, 1, Ram(0x1000, 0x2000), 0).ToString());

    private static E820Record Ram(ulong address, ulong size) => new(new Gpa(address), size, E820Type.Ram);
}
