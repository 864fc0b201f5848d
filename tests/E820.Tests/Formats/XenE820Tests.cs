using Xunit;

namespace RdmPlanner.E820.Tests.Formats;

public sealed class XenE820Tests
{
    [Theory]
    [InlineData("(XEN)  0000000000001000 - 0000000000002000 (usable)", 1u)]
    [InlineData("(XEN)  0000000000001000 - 0000000000002000 (reserved)", 2u)]
    [InlineData("(XEN)  0000000000001000 - 0000000000002000 type 9", 9u)]
    [InlineData("(XEN)  [0000000000001000, 0000000000001fff] (ACPI data)", 3u)]
    [InlineData("(XEN) [    0.000000]  [0000000000001000, 0000000000001fff] (ACPI NVS)", 4u)]
    [InlineData("(XEN) [2024-05-01 10:00:00.123]  [0000000000001000, 0000000000001fff] (unusable)", 5u)]
    [InlineData("May 01 10:00:00 host hypervisor[1]: (XEN)  0000000000001000 - 0000000000002000 (usable)\r", 1u)]
    [InlineData("  [0000000000001000, 0000000000001fff] (usable)", 1u)]
    public void Read_OneLine_IsTheEntry(string line, uint code)
    {
        E820Reading reading = XenE820.Read(line);
        Assert.Equal([new E820Record(new Gpa(0x1000), 0x1000, (E820Type)code)], reading.Records);
        Assert.Empty(reading.Notes);
    }

    [Theory]
    [InlineData("(XEN) SRAT: Node 0 PXM 0 [0000000000000000, 000000007fffffff]")]
    [InlineData("(XEN) SRAT: Node 0 PXM 0 [0000000000000000, 000000007fffffff] (usable)")]
    [InlineData("(XEN) [VT-D]dmar.c:596:   Ignore the RMRR (78907000, 78986fff) due to devices")]
    [InlineData("(XEN)  Dom0 alloc.:   000000023a000000->000000023c000000 (1033216 pages)")]
    [InlineData("(XEN)  [0000000000000000, 000000007fffffff]")]
    [InlineData(" BIOS-e820: 0000000000001000 - 0000000000002000 (usable)")]
    [InlineData("(d1)  [00]: 00000000:00000000 - 00000000:000a0000: RAM")]
    [InlineData("(XEN) [")]
    [InlineData("(XEN) [unclosed")]
    public void Read_OtherLines_ArePassedOver(string line)
    {
        E820Reading reading = XenE820.Read(line);
        Assert.Empty(reading.Records);
        Assert.Empty(reading.Notes);
    }

    [Fact]
    public void Read_UnknownWordForTheType_IsANote() =>
        Assert.Equal(
            [new E820ParseNote(1, "not an entry: (XEN)  [0000000000001000, 0000000000001fff] (chocolate)")],
            XenE820.Read("(XEN)  [0000000000001000, 0000000000001fff] (chocolate)").Notes);

    [Fact]
    public void Read_InitialAndFinalMap_TheLastWins()
    {
        E820Reading reading = XenE820.Read("""
            (XEN) Initial Xen-e820 RAM map:
            (XEN)  0000000000000000 - 00000000000a0000 (usable)
            (XEN)  0000000000100000 - 0000000000200000 (usable)
            (XEN) Xen-e820 RAM map:
            (XEN)  0000000000000000 - 000000000009e000 (usable)
            """);
        Assert.Equal([new E820Record(new Gpa(0), 0x9e000, E820Type.Ram)], reading.Records);
    }

    [Fact]
    public void Write_UnknownType_HasNoParentheses() =>
        Assert.Equal(
            "(XEN) Xen-e820 RAM map:\n(XEN)  [0000000000001000, 0000000000001fff] type 20\n",
            XenE820.Write([new E820Record(new Gpa(0x1000), 0x1000, (E820Type)20)]));
}
