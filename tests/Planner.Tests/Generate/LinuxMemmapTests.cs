using FsCheck.Xunit;
using RdmPlanner.E820;
using RdmPlanner.Planner.Generate;
using RdmPlanner.TestKit;
using RdmPlanner.TestKit.Generators;
using Xunit;

namespace RdmPlanner.Planner.Tests.Generate;

/// <summary>Linux' <c>memmap=</c> from maps and back, and lines for grub.</summary>
[Properties(Arbitrary = [typeof(RangeArbitraries)], MaxTest = TestBudget.MaxTest)]
public sealed class LinuxMemmapTests
{
    private static readonly E820Map SmallPc = Map(
        (0, 0xa_0000, E820Type.Ram),
        (0xf_0000, 0x10_0000, E820Type.Reserved),
        (0x10_0000, 0x7fe_0000, E820Type.Ram),
        (0x7fe_0000, 0x7ff_0000, E820Type.Acpi),
        (0x7ff_0000, 0x7ff_1234, E820Type.Nvs),
        (0x1_0000_0000, 0x1_4000_0000, E820Type.LegacyPersistentMemory));

    [Fact]
    public void A_small_pc_is_written_entry_by_entry() => Assert.Equal(
        [
            "memmap=exactmap", "memmap=640K@0", "memmap=64K$960K", "memmap=129920K@1M", "memmap=64K#130944K",
            "memmap=0x1234%131008K+4", "memmap=1G!4G",
        ],
        LinuxMemmap.Write(SmallPc));

    [Fact]
    public void Grub_gets_dollar_and_semicolon_escaped()
    {
        Assert.Equal(
            """GRUB_CMDLINE_LINUX="memmap=exactmap memmap=64K\\\$960K" """.TrimEnd(),
            GrubText.Line("GRUB_CMDLINE_LINUX", ["memmap=exactmap", "memmap=64K$960K"]));
        Assert.Equal(
            """GRUB_CMDLINE_XEN="rmrr=0x1=0:1d.0\;0x2=0:1a.0" """.TrimEnd(),
            GrubText.Line("GRUB_CMDLINE_XEN", ["rmrr=0x1=0:1d.0;0x2=0:1a.0"]));
    }

    [Fact]
    public void The_kernels_own_examples_read()
    {
        Assert.Equal(
            Map((0, 0xa_0000, E820Type.Ram), (0x10_0000, 0x4000_0000, E820Type.Ram)),
            LinuxMemmap.Read(["memmap=exactmap", "memmap=640K@0", "memmap=1023M@1M"]));
        Assert.Equal(
            Map((0x1869_0000, 0x186a_0000, E820Type.Reserved)), LinuxMemmap.Read(["quiet", "memmap=exactmap,64K$0x18690000"]));
    }

    [Theory]
    [InlineData("memmap=64K$0x18690000")]
    [InlineData("memmap=exactmap,64K")]
    [InlineData("memmap=exactmap,@1M")]
    [InlineData("memmap=exactmap,64K@")]
    [InlineData("memmap=exactmap,64K@1Mx")]
    [InlineData("memmap=exactmap,64K%1M-2")]
    [InlineData("memmap=exactmap,010K@0")]
    [InlineData("quiet")]
    public void What_depends_on_the_firmware_or_is_no_map_gives_none(string word) => Assert.Null(LinuxMemmap.Read([word]));

    [Property]
    public bool Any_map_reads_back_as_it_was(E820Entry[] entries)
    {
        E820Map map = E820Map.FromEntries([.. entries.Where(e => e.Type != E820Type.None)]);
        return map.Equals(LinuxMemmap.Read(LinuxMemmap.Write(map)));
    }

    [Property]
    public bool Any_record_list_reads_back_as_linux_sorts_it(E820Record[] records)
    {
        E820Map map = E820Map.FromRecords(records.Where(r => r.Type != E820Type.None).ToArray()).Map;
        return map.Equals(LinuxMemmap.Read(LinuxMemmap.Write(map)));
    }

    [Fact]
    public void A_map_too_long_for_the_command_line_is_refused()
    {
        E820Map map = E820Map.FromEntries([.. Enumerable.Range(0, 100).Select(i =>
            new E820Entry(GpaRange.FromSize(new Gpa(0x1_2345_0000_1000 + ((ulong)i << 20)), 0x1001), E820Type.Reserved))]);
        Assert.Contains("2047", PlannedMemmap.TryWrite(map, out _), StringComparison.Ordinal);
        Assert.Equal("the map is empty", PlannedMemmap.TryWrite(E820Map.Empty, out _));
        Assert.StartsWith("an entry has type 0", PlannedMemmap.TryWrite(Map((0, 0x1000, E820Type.None)), out _), StringComparison.Ordinal);
        Assert.Null(PlannedMemmap.TryWrite(SmallPc, out _));
    }

    private static E820Map Map(params (ulong Start, ulong End, E820Type Type)[] entries) =>
        E820Map.FromEntries([.. entries.Select(e => new E820Entry(new GpaRange(new Gpa(e.Start), new Gpa(e.End)), e.Type))]);
}
