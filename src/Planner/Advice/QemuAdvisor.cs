using System.Collections.Immutable;
using RdmPlanner.E820;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Qemu;
using RdmPlanner.Planner.Rdm;

namespace RdmPlanner.Planner.Advice;

/// <summary>One change of a QEMU command line, laid out again before it is given.</summary>
/// <param name="Title">The change in a few words.</param>
/// <param name="Arguments">The arguments of QEMU that say it.</param>
/// <param name="Layout">Where RAM then lies.</param>
/// <param name="MovedMiB">RAM that moves above 4 GiB, in MiB rounded up.</param>
/// <param name="GivenUpMiB">RAM given up, in MiB rounded up.</param>
public sealed record QemuAdvised(
    string Title, ImmutableArray<string> Arguments, QemuRamLayout Layout, ulong MovedMiB, ulong GivenUpMiB);

/// <summary>The answer for a QEMU guest.</summary>
/// <param name="Layout">Where RAM lies as it is.</param>
/// <param name="Conflicts">Regions that RAM lies on; none for a guest that is clean.</param>
/// <param name="Fixes">Changes after which RAM lies on none, the smallest first.</param>
public sealed record QemuAnswer(QemuRamLayout Layout, ImmutableArray<QemuConflict> Conflicts, ImmutableArray<QemuAdvised> Fixes)
{
    /// <summary>Why nothing helps; null when something does or nothing has to.</summary>
    public string? Statement => Conflicts.IsEmpty || !Fixes.IsEmpty ? null
        : Conflicts.FirstOrDefault(c => c.IsBelow1MiB) is { } low
            ? $"the region [{low.Region.BaseAddress}, {low.Region.LimitAddress}] of {low.Region.Source} starts below 1 MiB, where every PC has RAM or its firmware's shadow"
            : "no value of max-ram-below-4g and no smaller memory, alone or together, keeps every region free of RAM";
}

/// <summary>Keeps QEMU's RAM off reserved regions with the one setting it has for it, or with less RAM.</summary>
/// <remarks>The layout is that of <see cref="QemuRamLayout"/>, which names its sources in QEMU.</remarks>
public static class QemuAdvisor
{
    private const ulong MiB = 1 << 20;

    // In whole MiB first, the least change; in whole GiB, which QEMU wants for the sake of performance.
    private static readonly ImmutableArray<bool> WholeGiB = [false, true];

    /// <summary>Searches.</summary>
    /// <param name="layout">The guest's RAM as it is.</param>
    /// <param name="regions">The regions to keep clear.</param>
    /// <returns>The answer.</returns>
    public static QemuAnswer Find(QemuRamLayout layout, IEnumerable<HostRegion> regions)
    {
        ImmutableArray<HostRegion> all = [.. regions];
        ImmutableArray<QemuConflict> conflicts = QemuCheck.Conflicts(layout, all);
        if (conflicts.IsEmpty)
        {
            return new QemuAnswer(layout, [], []);
        }

        List<QemuAdvised> fixes = [];
        foreach (ulong most in WholeGiB.Select(whole => QemuCheck.LargestMaxRamBelow4G(layout, all, whole)).OfType<ulong>().Distinct())
        {
            QemuRamLayout lower = QemuRamLayout.Of(layout.Machine, layout.RamSizeInBytes, most);
            string property = $"max-ram-below-4g={QemuSize.Of(most)}";
            fixes.Add(new QemuAdvised(property, ["-machine", property], lower, Moved(layout, lower), 0));
        }

        if (LargestMemory(layout, all) is { } memory)
        {
            string size = QemuSize.Of(memory.RamSizeInBytes);
            ulong given = (layout.RamSizeInBytes - memory.RamSizeInBytes + MiB - 1) / MiB;
            fixes.Add(new QemuAdvised($"{size} of memory", ["-m", size], memory, Moved(layout, memory), given));
        }

        // Where the split alone does not help, a lower one may keep more memory than no other split does.
        ulong least = fixes.Count == 0 ? ulong.MaxValue : fixes[^1].GivenUpMiB;
        if (fixes.All(f => f.GivenUpMiB > 0) && Both(layout, all) is { } both && both.GivenUpMiB < least)
        {
            fixes.Add(both);
        }

        return new QemuAnswer(layout, conflicts, [.. fixes]);
    }

    /// <summary>
    /// The most memory in whole MiB, less than now, with which RAM lies on no region: RAM ends at a region, or where the
    /// board splits it, or above 4 GiB at a region.
    /// </summary>
    private static QemuRamLayout? LargestMemory(QemuRamLayout layout, ImmutableArray<HostRegion> regions)
    {
        ulong[] splits = [0x8000_0000, 0xb000_0000, 0xc000_0000, 0xe000_0000, layout.MaxRamBelow4GInBytes ?? 0, layout.LowEnd.Value];
        ulong[] starts = [.. regions.Select(r => r.BaseAddress.Value)];
        IEnumerable<ulong> sizes = starts.Where(s => s < Gpa.FourGiB.Value)
            .Concat(splits)
            .Concat(starts.Where(s => s >= Gpa.FourGiB.Value).SelectMany(s => splits.Select(split => s - Gpa.FourGiB.Value + split)))
            .Where(s => s > 0)
            .SelectMany(s => new[] { s / MiB * MiB, (s - 1) / MiB * MiB });
        return sizes.Where(s => s > 0 && s < layout.RamSizeInBytes)
            .Distinct()
            .OrderDescending()
            .Select(s => QemuRamLayout.Of(layout.Machine, s, layout.MaxRamBelow4GInBytes))
            .FirstOrDefault(l => QemuCheck.Conflicts(l, regions).IsEmpty);
    }

    /// <summary>A lower split together with less memory: the most memory, then the highest split.</summary>
    private static QemuAdvised? Both(QemuRamLayout layout, ImmutableArray<HostRegion> regions)
    {
        IEnumerable<ulong> splits = regions.Select(r => r.BaseAddress.Value).Where(s => s < Gpa.FourGiB.Value)
            .Select(s => s / MiB * MiB)
            .Where(s => s > 0 && s < layout.LowEnd.Value)
            .Distinct();
        QemuRamLayout? best = splits
            .Select(split => LargestMemory(QemuRamLayout.Of(layout.Machine, layout.RamSizeInBytes, split), regions))
            .OfType<QemuRamLayout>()
            .OrderByDescending(l => l.RamSizeInBytes)
            .ThenByDescending(l => l.MaxRamBelow4GInBytes)
            .FirstOrDefault();
        if (best is null)
        {
            return null;
        }

        string size = QemuSize.Of(best.RamSizeInBytes);
        string property = $"max-ram-below-4g={QemuSize.Of(best.MaxRamBelow4GInBytes!.Value)}";
        ulong given = (layout.RamSizeInBytes - best.RamSizeInBytes + MiB - 1) / MiB;
        return new QemuAdvised($"{property} and {size} of memory", ["-machine", property, "-m", size], best, Moved(layout, best), given);
    }

    private static ulong Moved(QemuRamLayout before, QemuRamLayout after)
    {
        ulong high = after.HighEnd is { } end ? end - Gpa.FourGiB : 0;
        ulong was = before.HighEnd is { } old ? old - Gpa.FourGiB : 0;
        return high > was ? (high - was + MiB - 1) / MiB : 0;
    }

    /// <summary>The regions that matter: those of the assigned devices; all of the host's when none is assigned.</summary>
    /// <param name="plan">Host and guest.</param>
    /// <returns>The regions.</returns>
    public static ImmutableArray<HostRegion> RegionsOf(PlanRequest plan) => plan.Guest.Devices.IsEmpty
        ? plan.Host.Regions
        : [.. plan.Host.Regions.Where(r => r.IsExplicit || plan.Guest.Devices.Any(d => r.IsReportedFor(d.Address)))];
}
