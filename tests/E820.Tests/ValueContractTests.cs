using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.E820.Tests;

public sealed class ValueContractTests
{
    [Fact]
    public void Gpa_KeepsTheContract() =>
        ValueContract.Of(new Gpa(0x1000), new Gpa(0x1000), new Gpa(0x1001), new Gpa(ulong.MaxValue));

    [Fact]
    public void Gfn_KeepsTheContract() =>
        ValueContract.Of(default, new Gfn(0), new Gfn(1), new Gfn(Gfn.Limit));

    [Fact]
    public void GpaRange_KeepsTheContract() =>
        ValueContract.Of(Bytes(0x1000, 0x2000), Bytes(0x1000, 0x2000), Bytes(0x1000, 0x2001), Bytes(0x1001, 0x1002), Bytes(0x1001, ulong.MaxValue));

    [Fact]
    public void GfnRange_KeepsTheContract() =>
        ValueContract.Of(Frames(0, 1), default, Frames(0, 2), Frames(1, 2), Frames(1, Gfn.Limit));

    [Fact]
    public void RangePieces_KeepTheContract() =>
        ValueContract.Of(
            new RangePieces<GfnRange>(Frames(0, 1), null),
            new RangePieces<GfnRange>(Frames(0, 1), null),
            new RangePieces<GfnRange>(null, Frames(0, 1)),
            new RangePieces<GfnRange>(Frames(0, 1), Frames(2, 3)),
            default);

    [Fact]
    public void E820Record_KeepsTheContract() =>
        ValueContract.Of(
            new E820Record(new Gpa(1), 2, E820Type.Ram),
            new E820Record(new Gpa(1), 2, E820Type.Ram),
            new E820Record(new Gpa(1), 2, E820Type.Nvs),
            new E820Record(new Gpa(1), 3, E820Type.Ram),
            new E820Record(new Gpa(2), 2, E820Type.Ram));

    [Fact]
    public void E820Entry_KeepsTheContract() =>
        ValueContract.Of(
            new E820Entry(Bytes(0, 1), E820Type.Ram),
            new E820Entry(Bytes(0, 1), E820Type.Ram),
            new E820Entry(Bytes(0, 1), E820Type.Acpi),
            new E820Entry(Bytes(0, 2), E820Type.Ram));

    [Fact]
    public void E820Map_KeepsTheContract() =>
        ValueContract.Of(
            E820Map.FromEntries([new(Bytes(0, 2), E820Type.Ram)]),
            E820Map.FromEntries([new(Bytes(1, 2), E820Type.Ram), new(Bytes(0, 1), E820Type.Ram)]),
            E820Map.Empty,
            E820Map.FromEntries([new(Bytes(0, 2), E820Type.Reserved)]));

    [Fact]
    public void E820Violation_KeepsTheContract()
    {
        var record = new E820Record(new Gpa(0x1000), 0, E820Type.Ram);
        ValueContract.Of(
            new E820Violation(E820ViolationCode.ZeroSize, 1, record),
            new E820Violation(E820ViolationCode.ZeroSize, 1, record, null),
            new E820Violation(E820ViolationCode.ZeroSize, 2, record),
            new E820Violation(E820ViolationCode.OverlapsSameType, 1, record, 0),
            new E820Violation(E820ViolationCode.OverlapsSameType, 1, record, 3));
    }

    [Fact]
    public void E820Change_KeepsTheContract() =>
        ValueContract.Of(
            new E820Change(Bytes(0, 1), null, E820Type.Ram),
            new E820Change(Bytes(0, 1), null, E820Type.Ram),
            new E820Change(Bytes(0, 1), E820Type.Ram, null),
            new E820Change(Bytes(0, 1), E820Type.Ram, E820Type.Nvs));

    [Fact]
    public void E820ParseNote_KeepsTheContract() =>
        ValueContract.Of(new E820ParseNote(1, "a"), new E820ParseNote(1, "a"), new E820ParseNote(2, "a"), new E820ParseNote(1, "b"));

    [Fact]
    public void FirmwareMemmapEntry_KeepsTheContract() =>
        ValueContract.Of(
            new FirmwareMemmapEntry(0, "0x0", "0x1", "Reserved"),
            new FirmwareMemmapEntry(0, "0x0", "0x1", "Reserved"),
            new FirmwareMemmapEntry(1, "0x0", "0x1", "Reserved"));

    [Fact]
    public void ToString_OfEachType_IsTheTextOfReports()
    {
        Assert.Equal("[0x7c000000, 0x80400000)", Bytes(0x7c000000, 0x80400000).ToString());
        Assert.Equal("[0x7c000, 0x80400)", Frames(0x7c000, 0x80400).ToString());
        Assert.Equal("[0x0, 0xa0000) RAM", new E820Entry(Bytes(0, 0xa0000), E820Type.Ram).ToString());
        Assert.Equal("0x100000 + 0xeff00000 type 9", new E820Record(new Gpa(0x100000), 0xeff00000, (E820Type)9).ToString());
        Assert.Equal("[0xa0000, 0xc0000) hole -> RESERVED", new E820Change(Bytes(0xa0000, 0xc0000), null, E820Type.Reserved).ToString());
        Assert.Equal("line 3: odd", new E820ParseNote(3, "odd").ToString());
        Assert.Equal("odd", new E820ParseNote(0, "odd").ToString());
        Assert.Equal("{[0x0, 0x1) RAM, [0x2, 0x3) NVS}", E820Map.FromEntries([new(Bytes(2, 3), E820Type.Nvs), new(Bytes(0, 1), E820Type.Ram)]).ToString());
    }

    private static GpaRange Bytes(ulong start, ulong end) => new(new Gpa(start), new Gpa(end));

    private static GfnRange Frames(ulong start, ulong end) => new(new Gfn(start), new Gfn(end));
}
