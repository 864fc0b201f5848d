using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using RdmPlanner.Planner.Qemu;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Tests.Rdm;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Planner.Tests.Qemu;

/// <summary>Reserved regions against QEMU's RAM.</summary>
public sealed class QemuCheckTests
{
    private const ulong MiB = 1 << 20;

    private static readonly Gen<(QemuMachine, int, int, int)> Cases =
        from machine in Gen.Elements(QemuMachine.Q35, QemuMachine.I440Fx, new QemuMachine("pc-q35-1.7", QemuBoard.Q35, false))
        from ramMiB in Gen.Elements(512, 1024, 2047, 2048, 2815, 2816, 3500, 3584, 4096, 16384)
        from startPage in Gen.Choose(0, 0x10_ffff)
        from pages in Gen.Elements(1, 15, 0x2000)
        select (machine, ramMiB, startPage, pages);

    [Fact]
    public void A_region_in_low_ram_conflicts_and_a_lower_split_avoids_it()
    {
        HostRegion region = Given.Region(0x7b80_0000, 0x7fff_ffff, Given.Gpu);
        QemuRamLayout layout = QemuRamLayout.Of(QemuMachine.Q35, 4096 * MiB);

        QemuConflict conflict = Assert.Single(QemuCheck.Conflicts(layout, [region]));

        Assert.Equal(0x7b80_0000UL, Assert.Single(conflict.Overlap).Start.Value);
        Assert.Equal(0x7b80_0000UL, QemuCheck.LargestMaxRamBelow4G(layout, [region]));
        Assert.Equal(1024 * MiB, QemuCheck.LargestMaxRamBelow4G(layout, [region], wholeGiB: true));
    }

    [Fact]
    public void The_same_region_is_clear_of_a_small_guest_and_of_the_hole()
    {
        HostRegion low = Given.Region(0x7b80_0000, 0x7fff_ffff);
        HostRegion hole = Given.Region(0x8b80_0000, 0x8fff_ffff);
        Assert.Empty(QemuCheck.Conflicts(QemuRamLayout.Of(QemuMachine.Q35, 1024 * MiB), [low]));
        Assert.Empty(QemuCheck.Conflicts(QemuRamLayout.Of(QemuMachine.Q35, 8192 * MiB), [hole]));
        Assert.NotEmpty(QemuCheck.Conflicts(QemuRamLayout.Of(QemuMachine.Q35, 2560 * MiB), [hole]));
        Assert.NotEmpty(QemuCheck.Conflicts(QemuRamLayout.Of(QemuMachine.I440Fx, 8192 * MiB), [hole]));
    }

    [Fact]
    public void Nothing_helps_below_one_mib_nor_above_4_gib_and_the_vga_window_is_clear()
    {
        QemuRamLayout layout = QemuRamLayout.Of(QemuMachine.Q35, 8192 * MiB);
        HostRegion low = Given.Region(0xe8000, 0xe8fff);
        Assert.True(Assert.Single(QemuCheck.Conflicts(layout, [low])).IsBelow1MiB);
        Assert.Null(QemuCheck.LargestMaxRamBelow4G(layout, [low]));
        Assert.Null(QemuCheck.LargestMaxRamBelow4G(layout, [Given.Region(0x1_0000_0000, 0x1_0000_0fff)]));
        Assert.Empty(QemuCheck.Conflicts(layout, [Given.Region(0xa0000, 0xbffff)]));
    }

    /// <summary>i440FX alone can raise the split, so that no RAM is left above 4 GiB.</summary>
    [Fact]
    public void A_region_above_4_gib_is_avoided_where_all_ram_fits_below()
    {
        HostRegion high = Given.Region(0x1_0340_e000, 0x1_0340_efff);
        Assert.Equal(4096 * MiB, QemuCheck.LargestMaxRamBelow4G(QemuRamLayout.Of(QemuMachine.I440Fx, 3584 * MiB), [high]));
        Assert.Null(QemuCheck.LargestMaxRamBelow4G(QemuRamLayout.Of(QemuMachine.Q35, 3584 * MiB), [high]));
    }

    [Fact]
    public void The_property_meets_regions_of_every_kind()
    {
        var runs = Cases.Draw(500).Select(c =>
        {
            QemuRamLayout layout = QemuRamLayout.Of(c.Item1, (ulong)c.Item2 * MiB);
            HostRegion region = Given.Region((ulong)c.Item3 << 12, (((ulong)c.Item3 + (ulong)c.Item4) << 12) - 1);
            return (IsConflict: !QemuCheck.Conflicts(layout, [region]).IsEmpty, Most: QemuCheck.LargestMaxRamBelow4G(layout, [region]));
        }).ToArray();
        Assert.True(runs.Count(r => r.Most is not null) > 50);
        Assert.True(runs.Count(r => !r.IsConflict) > 50);
        Assert.Contains(runs, r => r.IsConflict && r.Most is null);
    }

    [Fact]
    public void Regions_at_the_edges_of_the_number_line_are_taken_as_they_are()
    {
        QemuRamLayout layout = QemuRamLayout.Of(QemuMachine.Q35, 8192 * MiB);
        Assert.Empty(QemuCheck.Conflicts(layout, [Given.Region(0x2000, 0x1fff), Given.Region(ulong.MaxValue, ulong.MaxValue)]));
        Assert.Equal(3, Assert.Single(QemuCheck.Conflicts(layout, [Given.Region(0, ulong.MaxValue)])).Overlap.Length);
        Assert.Equal(0x1000UL, Assert.Single(Assert.Single(QemuCheck.Conflicts(layout, [Given.Region(0, 0)])).Overlap).End.Value);
    }

    /// <summary>RAM is conserved; what is proposed helps, and a MiB more does not unless QEMU lays out the same.</summary>
    [Property(MaxTest = TestBudget.MaxTest)]
    public Property A_proposed_limit_is_the_least_change_that_helps()
    {
        return Prop.ForAll(Cases.ToArbitrary(), c =>
        {
            (QemuMachine machine, int ramMiB, int startPage, int pages) = c;
            QemuRamLayout layout = QemuRamLayout.Of(machine, (ulong)ramMiB * MiB);
            HostRegion region = Given.Region((ulong)startPage << 12, (((ulong)startPage + (ulong)pages) << 12) - 1);
            bool isConflict = !QemuCheck.Conflicts(layout, [region]).IsEmpty;
            ulong? most = QemuCheck.LargestMaxRamBelow4G(layout, [region]);
            bool isConserved = layout.LowEnd.Value + (layout.HighEnd is { } high ? high.Value - (4UL << 30) : 0) == layout.RamSizeInBytes;
            bool holds = isConserved && (most is { } limit ? isConflict && IsLeast(layout, region, limit) : true);
            return holds.Collect(most is not null ? "avoidable" : isConflict ? "unavoidable" : "clear");
        });
    }

    private static bool IsLeast(QemuRamLayout layout, HostRegion region, ulong limit)
    {
        QemuRamLayout with = QemuRamLayout.Of(layout.Machine, layout.RamSizeInBytes, limit);
        QemuRamLayout more = QemuRamLayout.Of(layout.Machine, layout.RamSizeInBytes, Math.Min(limit + MiB, 4UL << 30));
        return QemuCheck.Conflicts(with, [region]).IsEmpty
            && (more.LowEnd == with.LowEnd || !QemuCheck.Conflicts(more, [region]).IsEmpty);
    }
}
