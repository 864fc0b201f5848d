using System.Collections.Immutable;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Rdm;

namespace RdmPlanner.Planner.Advice;

/// <summary>Searches changes that give up nothing but RAM.</summary>
internal sealed class FixSearch(AdviceQuestion question)
{
    /// <summary>In MiB: a little more than the device model's video memory and ROMs take, for small and for large video memory.</summary>
    private static readonly ImmutableArray<int> StepCounts = [16, 64, 256];

    private readonly ImmutableArray<ImmutableArray<ConfigChange>> _policies = SharedPolicies(question.Plan);

    /// <summary>The best value of each single knob that makes the guest clean, the smallest change first.</summary>
    internal List<Trial> One()
    {
        List<Trial> found = [.. _policies.Select(p => Clean(p)).OfType<Trial>()];
        foreach (Knob knob in NumberKnobs.All)
        {
            if (Best([[]], knob) is { } trial)
            {
                found.Add(trial);
            }
        }

        found.Sort(AdviceOrder.Compare);
        return found;
    }

    /// <summary>The best values of each pair of knobs, the smallest change first.</summary>
    internal List<Trial> Two()
    {
        List<Trial> found = [];
        foreach (Knob second in NumberKnobs.All)
        {
            if (Best(_policies, second) is { } withPolicy)
            {
                found.Add(withPolicy);
            }

            foreach (Knob first in NumberKnobs.All.TakeWhile(k => k != second))
            {
                ImmutableArray<ImmutableArray<ConfigChange>> firsts =
                    [.. NumberKnobs.Values(question.Plan, first).Select(v => (ImmutableArray<ConfigChange>)[v])];
                if (Best(firsts, second) is { } trial)
                {
                    found.Add(trial);
                }
            }
        }

        found.Sort(AdviceOrder.Compare);
        return found;
    }

    /// <summary>The best of all values of a knob together with one of several sets of changes.</summary>
    private Trial? Best(ImmutableArray<ImmutableArray<ConfigChange>> sets, Knob knob)
    {
        List<ImmutableArray<ConfigChange>> candidates = [];
        foreach (ImmutableArray<ConfigChange> set in sets)
        {
            PlanRequest request = question.Plan with { Guest = Numbers(question.Plan.Guest, set) };
            foreach (NumberChange value in NumberKnobs.Values(request, knob))
            {
                // Policies never move memory: whether a region meets RAM is known before they are changed.
                if (IsFreeOfRam(request with { Guest = value.ApplyTo(request.Guest) }))
                {
                    candidates.Add([.. set, value]);
                }
            }
        }

        candidates.Sort(AdviceOrder.Compare);
        return candidates.Select(CleanFrom).FirstOrDefault(t => t is not null);
    }

    /// <summary>
    /// The changes, or with a little less memory or a little larger hole: the device model takes pages right behind RAM, so
    /// RAM may have to end some MiB before a region although the toolstack lets it end at it.
    /// </summary>
    private Trial? CleanFrom(ImmutableArray<ConfigChange> changes)
    {
        if (Clean(changes) is { } trial)
        {
            return trial;
        }

        // Most guests that fail here fail at every size: a few larger steps tell, before each single one is tried.
        int far = StepCounts.FirstOrDefault(c => Stepped(changes, c) is not null);
        return Enumerable.Range(1, far).Select(c => Stepped(changes, c)).FirstOrDefault(t => t is not null);
    }

    /// <summary>The changes with the last number moved by some MiB to the side that costs more; null when that is not clean either.</summary>
    private Trial? Stepped(ImmutableArray<ConfigChange> changes, int count)
    {
        NumberChange last = (NumberChange)changes[^1];
        int direction = last.Knob switch { Knob.Memory => -1, Knob.MmioHole => 1, _ => 0 };
        ImmutableArray<ConfigChange> stepped = [.. changes[..^1], last with { Value = last.Value + (direction * count) }];
        return direction != 0 && ((NumberChange)stepped[^1]).Value > 0
            && IsFreeOfRam(question.Plan with { Guest = Numbers(question.Plan.Guest, stepped) })
            ? Clean(stepped)
            : null;
    }

    private Trial? Clean(ImmutableArray<ConfigChange> changes) =>
        Trial.Of(question, changes) is { IsClean: true } trial ? trial : null;

    private static bool IsFreeOfRam(PlanRequest request) => Trial.QuickMaskedCount(request) == 0;

    private static GuestConfig Numbers(GuestConfig guest, ImmutableArray<ConfigChange> changes) =>
        changes.OfType<NumberChange>().Aggregate(guest, (changed, number) => number.ApplyTo(changed));

    /// <summary>
    /// Sets of policies that let Xen assign devices which share a region: it refuses a strict one whose region's scope has more
    /// than one entry, whoever owns them.
    /// </summary>
    private static ImmutableArray<ImmutableArray<ConfigChange>> SharedPolicies(PlanRequest request)
    {
        ImmutableArray<HostRegion> regions = request.Host.Regions;
        int[] sharing =
        [
            .. Enumerable.Range(0, request.Guest.Devices.Length).Where(i => regions.Any(
                r => r.Devices.Length > 1 && r.IsReportedFor(request.Guest.Devices[i].Address))),
        ];
        return sharing.Length == 0 ? [] : Relaxations(request, sharing);
    }

    /// <summary>Ways to make devices relaxed: each by itself, or by the global policy where that is strict and read.</summary>
    internal static ImmutableArray<ImmutableArray<ConfigChange>> Relaxations(PlanRequest request, IReadOnlyList<int> devices)
    {
        GuestConfig guest = request.Guest;
        ConfigChange[] each = [.. devices.Where(i => guest.Devices[i].PolicyOverride != RdmPolicy.Relaxed).Select(i => new DeviceRelaxed(i))];
        List<ImmutableArray<ConfigChange>> sets = each.Length == 0 ? [] : [[.. each]];
        if (guest.RdmPolicy.Value == RdmPolicy.Strict && request.Profile.Grammar != OptionGrammar.Xen415)
        {
            // A device that says nothing takes the global policy.
            ConfigChange[] own = [.. devices.Where(i => guest.Devices[i].PolicyOverride == RdmPolicy.Strict).Select(i => new DeviceRelaxed(i))];
            sets.Add([new GlobalRelaxed(), .. own]);
        }

        return [.. sets];
    }
}
