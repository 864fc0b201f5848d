using RdmPlanner.E820;
using RdmPlanner.Planner.Qemu;
using Xunit;

namespace RdmPlanner.Planner.Tests.Qemu;

/// <summary>QEMU's split of RAM around 4 GiB; the i440FX rows are the examples in pc_piix.c's own comment.</summary>
public sealed class QemuRamLayoutTests
{
    [Theory]
    [InlineData("pc-i440fx-1.7", "4G", null, 3584, 512)]
    [InlineData("pc", "4G", null, 3072, 1024)]
    [InlineData("pc", "4G", "2G", 2048, 2048)]
    [InlineData("pc", "3968M", "4G", 3968, 0)]
    [InlineData("pc", "3583M", null, 3583, 0)]
    [InlineData("pc", "3584M", null, 3072, 512)]
    [InlineData("i440fx", "4096", "3.5G", 3072, 1024)]
    [InlineData("q35", "2815M", null, 2815, 0)]
    [InlineData("q35", "2816M", null, 2048, 768)]
    [InlineData("q35", "8G", null, 2048, 6144)]
    [InlineData("q35", "4G", "1G", 1024, 3072)]
    [InlineData("q35", "4G", "3G", 2048, 2048)]
    [InlineData("q35", "2G", "1536M", 1536, 512)]
    [InlineData("pc-q35-1.7", "4G", null, 2816, 1280)]
    [InlineData("pc-q35-8.1+pve0", "4G", null, 2048, 2048)]
    public void Splits_as_qemu_does(string machineName, string memory, string? most, int lowMiB, int highMiB)
    {
        Assert.True(QemuMachine.TryParse(machineName, out QemuMachine machine));
        Assert.True(QemuSize.TryParse(memory, 1 << 20, out ulong ram));
        ulong size = 0;
        Assert.True(most is null || QemuSize.TryParse(most, 1, out size));

        QemuRamLayout layout = QemuRamLayout.Of(machine, ram, most is null ? null : size);

        Assert.Equal((ulong)lowMiB << 20, layout.LowEnd.Value);
        Assert.Equal(highMiB == 0 ? null : new Gpa((4UL << 30) + ((ulong)highMiB << 20)), layout.HighEnd);
    }

    [Theory]
    [InlineData(0x8_0000, "0x0-0x80000")]
    [InlineData(0xa_0000, "0x0-0xa0000")]
    [InlineData(0xc_0000, "0x0-0xa0000")]
    [InlineData(0xc_1000, "0x0-0xa0000 0xc0000-0xc1000")]
    [InlineData(0x1_8000_0000, "0x0-0xa0000 0xc0000-0x80000000 0x100000000-0x200000000")]
    public void Ram_leaves_out_the_vga_window(ulong ram, string ranges)
    {
        Assert.True(QemuMachine.TryParse("q35", out QemuMachine machine));

        Assert.Equal(ranges, string.Join(' ', QemuRamLayout.Of(machine, ram, null).Ram.Select(r => $"{r.Start}-{r.End}")));
    }

    [Theory]
    [InlineData("Q35")]
    [InlineData("microvm")]
    [InlineData("pc-q35-")]
    [InlineData("isapc")]
    [InlineData("")]
    public void Other_machines_are_not_read(string text) => Assert.False(QemuMachine.TryParse(text, out _));

    [Theory]
    [InlineData("4G", 4294967296)]
    [InlineData("4g", 4294967296)]
    [InlineData("4096", 4294967296)]
    [InlineData("4096M", 4294967296)]
    [InlineData("1.5G", 1610612736)]
    [InlineData("8192K", 8388608)]
    [InlineData("0x10", 16777216)]
    [InlineData("0", 0)]
    public void Sizes_default_to_the_unit_of_their_option(string text, ulong expected)
    {
        Assert.True(QemuSize.TryParse(text, 1 << 20, out ulong size));
        Assert.Equal(expected, size);
    }

    [Theory]
    [InlineData("")]
    [InlineData("G")]
    [InlineData("-1G")]
    [InlineData("+1G")]
    [InlineData("4 G")]
    [InlineData("4GB")]
    [InlineData("1e3")]
    [InlineData(".5G")]
    [InlineData("9E")]
    [InlineData("99999999999999999999999999999999999999")]
    [InlineData("0x")]
    public void What_is_no_size_is_refused(string text) => Assert.False(QemuSize.TryParse(text, 1 << 20, out _));

    [Theory]
    [InlineData(3221225472, "3G")]
    [InlineData(2146435072, "2047M")]
    [InlineData(4096, "4K")]
    [InlineData(100, "100")]
    [InlineData(0, "0")]
    public void Sizes_are_written_short(ulong size, string expected) => Assert.Equal(expected, QemuSize.Of(size));

    [Fact]
    public void The_vga_window_is_no_ram() => Assert.Equal(
        [new GpaRange(new Gpa(0), new Gpa(0xa0000)), new GpaRange(new Gpa(0xc0000), new Gpa(0x4000_0000))],
        QemuRamLayout.Of(QemuMachine.Q35, 1UL << 30).Ram);

    [Theory]
    [InlineData("q35", "1536M", true)]
    [InlineData("q35", "1G", false)]
    [InlineData("pc", "1536M", true)]
    [InlineData("pc", null, false)]
    [InlineData("pc-i440fx-1.7", null, false)]
    public void Qemu_warns_of_a_split_that_is_no_whole_gib(string name, string? most, bool expected)
    {
        Assert.True(QemuMachine.TryParse(name, out QemuMachine machine));
        ulong size = 0;
        Assert.True(most is null || QemuSize.TryParse(most, 1, out size));
        Assert.Equal(expected, QemuRamLayout.Of(machine, 8UL << 30, most is null ? null : size).WarnsOfAlignment);
    }

    [Theory]
    [InlineData(0UL, 0UL)]
    [InlineData((1UL << 52) + 1, 0UL)]
    [InlineData(1UL << 30, (1UL << 32) + 1)]
    public void Sizes_out_of_range_are_the_callers_fault(ulong ram, ulong most) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => QemuRamLayout.Of(QemuMachine.Q35, ram, most));
}
