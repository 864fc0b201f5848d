using System.Collections.Immutable;
using RdmPlanner.E820;

namespace RdmPlanner.Planner.Qemu;

/// <summary>Where QEMU puts a guest's RAM, and what VFIO maps for DMA one to one with it.</summary>
/// <remarks>
/// Mirrors pc_q35_init() in hw/i386/pc_q35.c and pc_init1() in hw/i386/pc_piix.c (QEMU 2.0 to 10). Not modelled: memory
/// hotplugged behind the high RAM, and its move to 1 TiB on AMD hosts, which have no RMRRs.
/// </remarks>
/// <param name="Machine">The machine.</param>
/// <param name="RamSizeInBytes">All RAM (<c>-m</c>).</param>
/// <param name="MaxRamBelow4GInBytes">The machine property <c>max-ram-below-4g</c>; null when not given.</param>
/// <param name="LowEnd">One past the last byte of RAM below 4 GiB.</param>
/// <param name="HighEnd">One past the last byte of RAM above 4 GiB; null when there is none.</param>
public sealed record QemuRamLayout(
    QemuMachine Machine, ulong RamSizeInBytes, ulong? MaxRamBelow4GInBytes, Gpa LowEnd, Gpa? HighEnd)
{
    /// <summary>The largest <c>max-ram-below-4g</c> that QEMU takes.</summary>
    public const ulong MaxRamBelow4GLimit = 1UL << 32;

    /// <summary>The most RAM that is laid out here: 2^52 bytes, the largest physical address of x86.</summary>
    public const ulong MaxRamSizeInBytes = 1UL << 52;

    private const ulong Q35SplitFrom = 0xb000_0000;
    private const ulong Q35AlignedSplit = 0x8000_0000;
    private const ulong I440FxDefault = 0xe000_0000;
    private const ulong I440FxAlignedSplit = 0xc000_0000;
    private const ulong VgaStart = 0xa_0000;
    private const ulong VgaEnd = 0xc_0000;
    private const ulong GiB = 1UL << 30;

    /// <summary>Splits RAM.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="ramSizeInBytes">RAM; 1 to <see cref="MaxRamSizeInBytes"/>.</param>
    /// <param name="maxRamBelow4GInBytes">The property; at most <see cref="MaxRamBelow4GLimit"/>. Null and 0 mean the board's own.</param>
    /// <returns>The layout.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is larger than that, or RAM is 0.</exception>
    public static QemuRamLayout Of(QemuMachine machine, ulong ramSizeInBytes, ulong? maxRamBelow4GInBytes = null)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentOutOfRangeException.ThrowIfZero(ramSizeInBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ramSizeInBytes, MaxRamSizeInBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxRamBelow4GInBytes ?? 0, MaxRamBelow4GLimit);
        ulong split = machine.Board == QemuBoard.Q35
            ? Q35Split(machine, ramSizeInBytes, maxRamBelow4GInBytes ?? 0)
            : I440FxSplit(machine, ramSizeInBytes, maxRamBelow4GInBytes ?? 0);
        ulong low = Math.Min(ramSizeInBytes, split);
        Gpa? high = ramSizeInBytes > low ? new Gpa(Gpa.FourGiB.Value + (ramSizeInBytes - low)) : null;
        return new QemuRamLayout(machine, ramSizeInBytes, maxRamBelow4GInBytes, new Gpa(low), high);
    }

    /// <summary>
    /// RAM in ascending order, without the VGA window. What lies from 0xc0000 to 1 MiB is shadow RAM for firmware: read
    /// and written by the guest, and mapped for DMA as it is.
    /// </summary>
    public ImmutableArray<GpaRange> Ram
    {
        get
        {
            ImmutableArray<GpaRange>.Builder ram = ImmutableArray.CreateBuilder<GpaRange>(3);
            ram.Add(new GpaRange(default, new Gpa(Math.Min(LowEnd.Value, VgaStart))));
            if (LowEnd.Value > VgaEnd)
            {
                ram.Add(new GpaRange(new Gpa(VgaEnd), LowEnd));
            }

            if (HighEnd is { } end)
            {
                ram.Add(new GpaRange(Gpa.FourGiB, end));
            }

            return ram.DrainToImmutable();
        }
    }

    /// <summary>Whether RAM was split at a place that is no whole GiB although there is much of it, where QEMU warns of poor performance.</summary>
    public bool WarnsOfAlignment => HighEnd is not null && LowEnd.Value % GiB != 0
        && (Machine.Board == QemuBoard.Q35
            ? LowEnd.Value == MaxRamBelow4GInBytes && RamSizeInBytes - LowEnd.Value > LowEnd.Value
            : Machine.AlignsToGiB);

    private static ulong Q35Split(QemuMachine machine, ulong ram, ulong most)
    {
        ulong split = ram >= Q35SplitFrom && machine.AlignsToGiB ? Q35AlignedSplit : Q35SplitFrom;
        return most == 0 ? split : Math.Min(split, most);
    }

    private static ulong I440FxSplit(QemuMachine machine, ulong ram, ulong most)
    {
        // Unlike on q35 the property can also raise the split, up to 4 GiB, as long as all RAM fits below.
        ulong split = most == 0 ? I440FxDefault : most;
        return ram >= split && machine.AlignsToGiB ? Math.Min(split, I440FxAlignedSplit) : split;
    }
}
