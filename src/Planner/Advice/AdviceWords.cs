using System.Collections.Immutable;
using System.Globalization;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Planner.Advice;

/// <summary>Says what a change does, why it helps and what it costs.</summary>
internal static class AdviceWords
{
    private const ulong MiB = 1 << 20;

    /// <summary>Describes a checked trial.</summary>
    internal static Advised Describe(AdviceQuestion question, Trial now, Trial trial, bool isFix)
    {
        GuestConfig guest = question.Plan.Guest;
        string name = question.Source.Name == "-" ? "guest.cfg" : question.Source.Name;
        return new Advised
        {
            Changes = trial.Changes,
            Title = string.Join(", ", trial.Changes.Select(c => c.Words(guest) + (IsUpperLimit(question, trial.Changes, c) ? " or less" : ""))),
            Reason = string.Join("; ", trial.Changes.GroupBy(c => c.GetType() == typeof(NumberChange) ? (object)c.Knob : c.GetType())
                .Select(g => Reason(question, trial, g.First()))),
            Cost = Cost(question, now, trial),
            Source = trial.Edited.Source,
            Diff = trial.Edited.Diff.Unified(name, name),
            LineCount = trial.Edited.Diff.LineCount,
            Outcome = trial.Outcome,
            Checked = Checked(question, trial),
            DroppedOptions = Dropped(question.Source.Overrides, trial.Edited.Source.Overrides),
            IsFix = isFix,
        };
    }

    /// <summary>What to know beside the advice.</summary>
    internal static ImmutableArray<string> Notes(PlanRequest request)
    {
        if (request.Guest.RdmText.Value is null)
        {
            return [];
        }

        return request.Profile.IsDesign
            ? ["Xen 4.15 and later drop an rdm line that has a valid policy, without a word; on such a host only the devices of pci= "
                + "and their rdm_policy= count: ask again with --profile 4.17 or the release you have"]
        : request.Profile.Grammar == OptionGrammar.Xen415
            ? [$"xl {request.Profile} drops the rdm line without a word: no advice touches it, and what counts is rdm_policy= on each device of pci="]
            : [];
    }

    /// <summary>Why no change helps, and what remains outside of the configuration.</summary>
    internal static ImmutableArray<string> Statements(AdviceQuestion question, Trial now)
    {
        ImmutableArray<string>.Builder statements = ImmutableArray.CreateBuilder<string>();
        foreach (Trouble trouble in now.Troubles)
        {
            if (trouble.Region is not { } region)
            {
                statements.Add($"no change of the configuration that keeps every device and region helps here: {trouble.Text}");
            }
            else if (region.Resolved.Entry.Start < Gpa.OneMiB)
            {
                statements.Add($"{RegionText.Region(region)} starts below 1 MiB: low RAM counts from address 0, so it meets RAM whatever "
                    + "rdm_mem_boundary, mmio_hole, hap and memory are");
            }
        }

        if (statements.Count == 0)
        {
            statements.Add("no value of rdm_mem_boundary, mmio_hole, hap or memory, alone or two together, keeps every region free of RAM");
        }

        HostRegion[] hosts = [.. now.Troubles.Select(t => t.Region?.Host).OfType<HostRegion>().Distinct()];
        statements.AddRange(hosts.Select(FirmwareWords.UsedBy));
        statements.AddRange(hosts.SelectMany(FirmwareWords.Of).Distinct());
        if (now.Starts)
        {
            statements.Add("as it is, the guest starts: the regions named above are not reserved in it, and DMA of their devices hits guest RAM");
        }

        return statements.DrainToImmutable();
    }

    /// <summary>Whether every smaller memory works as well.</summary>
    private static bool IsUpperLimit(AdviceQuestion question, ImmutableArray<ConfigChange> changes, ConfigChange change)
    {
        if (change is not NumberChange { Knob: Knob.Memory } memory || !changes.All(c => c is NumberChange))
        {
            return false;
        }

        GuestConfig guest = changes.OfType<NumberChange>().Aggregate(question.Plan.Guest, (g, c) => c.ApplyTo(g));
        return memory.Value > guest.VideoRamMiB.Value
            && NumberKnobs.Values(question.Plan with { Guest = guest }, Knob.Memory)
                .All(v => Trial.Of(question, [.. changes.Where(c => c != change), v]) is { IsClean: true });
    }

    /// <summary>Why one trial is behind another that moves as much RAM.</summary>
    internal static string Behind(GuestConfig guest, Trial behind, Trial before) =>
        $"{string.Join(", ", behind.Changes.Select(c => c.Words(guest)))} helps as well and gives up as little, but the device model is not told of it: "
        + string.Join(", ", CautionWords(behind, before));

    /// <summary>What the device model makes of a guest that is clean, and the hole that helps, when it was tried and does.</summary>
    internal static string Caution(AdviceQuestion question, Trial now)
    {
        long hole = (long)((Gpa.FourGiB.Value - Math.Min(now.Outcome.Plan.LowMemEnd.Value, Gpa.FourGiB.Value) + MiB - 1) / MiB);
        NumberChange change = new(Knob.MmioHole, hole);
        Trial? told = hole < HoleValues.LeastMiB ? null : Trial.Of(question, [change]);
        string help = told is { IsClean: true } && told.CautionCount < now.CautionCount
            ? $"{change.Words(question.Plan.Guest)} {(told.CautionCount == 0 ? "avoids it" : "avoids a part of it")} (planned and run)"
            : "'rdmplan simulate' says which frames";
        return $"the guest starts with every region reserved, but the device model (qemu-xen) makes this of it: {string.Join(", ", CautionWords(now, null))}; {help}";
    }

    /// <summary>The kinds of cautions that one trial has and another has not.</summary>
    private static string[] CautionWords(Trial trial, Trial? other) =>
    [
        .. trial.Cautions.Where(c => other is null || !other.Cautions.Any(o => o.Code == c.Code)).Select(c => c.Code).Distinct()
            .Select(code => $"{code} ({SimulationRule.All.First(r => r.CodeText == code).Title})"),
    ];

    private static string Reason(AdviceQuestion question, Trial trial, ConfigChange change)
    {
        MemoryPlan plan = trial.Outcome.Plan;
        switch (change)
        {
            case NumberChange { Knob: Knob.Boundary }:
                PlannedRegion? lowest = plan.Regions.Where(r => r.Resolved.LoweredLowMem).MinBy(r => r.Resolved.Entry.Start);
                return lowest is null ? "a region on the other side of the boundary is treated differently"
                    : $"{RegionText.Region(lowest)} then starts above the boundary, so low RAM may end at {plan.LowMemEnd}, before it; "
                        + "no higher boundary does";
            case NumberChange { Knob: Knob.MmioHole }:
                return $"RAM below 4 GiB then ends at {plan.InitialLayout?.LowMemEnd ?? plan.LowMemEnd} by itself; it is the smallest hole that works";
            case NumberChange { Knob: Knob.Hap, Value: 0 }:
                return "without HAP the end of low RAM is not rounded down to 2 MiB";
            case NumberChange { Knob: Knob.Hap }:
                return "with HAP the end of low RAM is rounded down to 2 MiB";
            case NumberChange { Knob: Knob.Memory }:
                return $"RAM then ends at {plan.LowMemEnd}{(plan.HighMemEnd is { } high ? $" and {high}" : "")}, short of the regions; it is the most that works";
            case GlobalRelaxed or DeviceRelaxed:
                return trial.MaskedCount > 0
                    ? "a relaxed region that meets RAM is left out of the map and the guest starts"
                    : "the hypervisor refuses a strict device whose region names other devices as well; relaxed is the only way";
            case RdmDropped:
                return "without strategy=host only the regions of assigned devices are looked at";
            case DeviceLeftOut:
                return "its region is no longer asked for";
            default:
                throw new System.Diagnostics.UnreachableException($"no reason for {change} on {question.Source.Name}");
        }
    }

    private static AdviceCost Cost(AdviceQuestion question, Trial now, Trial trial)
    {
        ulong before = HighSize(now.Outcome.Plan.InitialLayout?.HighMemEnd ?? now.Outcome.Plan.HighMemEnd);
        ulong after = HighSize(trial.Outcome.Plan.HighMemEnd);
        long given = now.Outcome.Plan.Request.Guest.MaxMemMiB.Value - trial.Outcome.Plan.Request.Guest.MaxMemMiB.Value;
        ImmutableArray<string>.Builder losses = ImmutableArray.CreateBuilder<string>();
        foreach (ConfigChange change in trial.Changes)
        {
            losses.AddRange(Loss(question.Plan.Guest, change));
        }

        foreach (Trouble masked in trial.Troubles.Where(t => t.Kind == TroubleKind.Masked))
        {
            losses.Add($"{RegionText.Region(masked.Region!)} is given up: DMA of {RegionText.Devices(masked.Region!.Host)} to these addresses hits guest RAM");
        }

        if (trial.Changes.Any(c => c is RdmDropped))
        {
            HashSet<int> kept = [.. trial.Outcome.Plan.Regions.Select(r => r.Resolved.Entry.RegionIndex)];
            losses.AddRange(now.Outcome.Plan.Regions.Where(r => !kept.Contains(r.Resolved.Entry.RegionIndex))
                .Select(r => $"{RegionText.Region(r)} is no longer reserved: {RegionText.Devices(r.Host)} cannot be attached later without meeting RAM"));
        }

        // The toolstack does not tell the device model where RAM was lowered; mmio_hole= does.
        string[] cautions = CautionWords(trial, now);
        if (cautions.Length > 0)
        {
            losses.Add($"the device model (qemu-xen) is not told where RAM was lowered: {string.Join(", ", cautions)}; 'rdmplan simulate' says which frames, "
                + "'rdmplan explain CODE' what it means");
        }

        return new AdviceCost(after > before ? (after - before + MiB - 1) / MiB : 0, given > 0 ? (ulong)given : 0, losses.DrainToImmutable());
    }

    private static IEnumerable<string> Loss(GuestConfig guest, ConfigChange change) => change switch
    {
        NumberChange { Knob: Knob.Hap, Value: 0 } => ["no hardware assisted paging for the whole guest: slower, and shadow paging in its place"],
        NumberChange { Knob: Knob.MmioHole } => ["the hole is that large whether a region needs it or not; hvmloader does not make room for regions in it"],
        GlobalRelaxed => ["any later conflict of a region gives a warning instead of a stop"],
        DeviceRelaxed d => [$"a later conflict of {DeviceLeftOut.NameOf(guest.Devices[d.Index])} gives a warning instead of a stop; all devices of its region can write to it"],
        DeviceLeftOut d => [$"the guest does not get {DeviceLeftOut.NameOf(guest.Devices[d.Index])}"],
        _ => [],
    };

    private static ulong HighSize(Gpa? end) => end is { } high && high > Gpa.FourGiB ? high - Gpa.FourGiB : 0;

    private static string Checked(AdviceQuestion question, Trial trial)
    {
        int masked = trial.MaskedCount;
        string plan = masked == 0 ? "accepted, every region reserved"
            : string.Create(CultureInfo.InvariantCulture, $"accepted, {masked} region{(masked == 1 ? "" : "s")} left out");
        bool isHvm = trial.Outcome.Plan.Request.Guest.Type.Value == GuestType.Hvm;
        return question.Plan.GivenLayout is not null || !isHvm ? $"the changed file was planned again: {plan}"
            : $"the changed file was planned again: {plan}; the whole machine was run: devices assigned, hvmloader came to its end, every BAR placed";
    }

    private static ImmutableArray<string> Dropped(GuestOverrides before, GuestOverrides after)
    {
        (string Name, bool Was, bool Is)[] options =
        [
            ("--memory", before.MemoryMiB is not null, after.MemoryMiB is not null),
            ("--maxmem", before.MaxMemMiB is not null, after.MaxMemMiB is not null),
            ("--mmio-hole", before.MmioHoleMiB is not null, after.MmioHoleMiB is not null),
            ("--boundary", before.BoundaryMiB is not null, after.BoundaryMiB is not null),
            (before.Hap == false ? "--no-hap" : "--hap", before.Hap is not null, after.Hap is not null),
            ("--rdm", before.Rdm is not null, after.Rdm is not null),
            ("--pci", !before.Pci.IsDefault, !after.Pci.IsDefault),
        ];
        return [.. options.Where(o => o.Was && !o.Is).Select(o => o.Name)];
    }
}
