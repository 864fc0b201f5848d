using System.Collections.Immutable;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Plan;

namespace RdmPlanner.Planner.Advice;

/// <summary>Where nothing helps without a loss: the least loss of each kind, alone or with one number.</summary>
internal sealed class LossSearch(AdviceQuestion question, Trial now)
{
    /// <summary>With more owners than this, they are taken all together only.</summary>
    private const int MaxSubsetSize = 4;

    /// <summary>One trial a kind, in the order of <see cref="Knob"/>: relaxed policy, no <c>rdm</c>, devices left out.</summary>
    internal List<Trial> Run()
    {
        int[] owners = Owners();
        ImmutableArray<ImmutableArray<int>> subsets = Subsets(owners);
        List<Trial> found = [];

        // A guest that starts without its masked regions has nothing to gain from a relaxed policy.
        if (!now.Starts && Least([.. subsets.Prepend([]).SelectMany(s => FixSearch.Relaxations(question.Plan, s))], mayMask: true) is { } relaxed)
        {
            found.Add(relaxed);
        }

        ImmutableArray<ImmutableArray<ConfigChange>> without =
            [.. subsets.Select(s => (ImmutableArray<ConfigChange>)[.. s.Select(i => new DeviceLeftOut(i))])];
        if (question.Plan.Guest.RdmStrategy.Value == RdmStrategy.Host)
        {
            ConfigChange dropped = new RdmDropped();
            Trial? noRdm = Least([[dropped]], mayMask: false)
                ?? Least([.. without.Select(w => (ImmutableArray<ConfigChange>)[dropped, .. w])], mayMask: false);
            if (noRdm is not null)
            {
                found.Add(noRdm);
            }
        }

        if (Least(without, mayMask: false) is { } leftOut)
        {
            found.Add(leftOut);
        }

        return found;
    }

    /// <summary>The devices that own a region in trouble; all of them when the trouble is not a region's.</summary>
    private int[] Owners()
    {
        ImmutableArray<PassthroughDevice> devices = question.Plan.Guest.Devices;
        PlannedRegion[] regions = [.. now.Troubles.Select(t => t.Region).OfType<PlannedRegion>()];
        return [.. Enumerable.Range(0, devices.Length).Where(
            i => regions.Length == 0 || regions.Any(r => r.Host.IsReportedFor(devices[i].Address)))];
    }

    private static ImmutableArray<ImmutableArray<int>> Subsets(int[] owners) => owners.Length switch
    {
        0 => [],
        > MaxSubsetSize => [[.. owners]],
        _ => [.. Enumerable.Range(1, (1 << owners.Length) - 1)
            .Select(bits => (ImmutableArray<int>)[.. owners.Where((_, i) => (bits >> i & 1) != 0)])],
    };

    /// <summary>The first of sets that cost alike which starts the guest, one without cautions where there is one.</summary>
    private Trial? BestOf(IEnumerable<ImmutableArray<ConfigChange>> alike, bool mayMask)
    {
        Trial? first = null;
        foreach (ImmutableArray<ConfigChange> changes in alike)
        {
            if (Trial.Of(question, changes) is { } trial && (mayMask ? trial.Starts : trial.IsClean))
            {
                if (trial.CautionCount <= now.CautionCount)
                {
                    return trial;
                }

                first ??= trial;
            }
        }

        return first;
    }

    /// <summary>
    /// The smallest of these sets, alone or with a number, with which the guest starts and the fewest regions are masked; none
    /// may be masked where the device or the reservation is given up already.
    /// </summary>
    private Trial? Least(ImmutableArray<ImmutableArray<ConfigChange>> sets, bool mayMask)
    {
        List<(ImmutableArray<ConfigChange> Changes, int Masked)> candidates = [];
        foreach (ImmutableArray<ConfigChange> set in sets)
        {
            if (ConfigEditor.Apply(question.Source, question.Plan.Guest, set)?.Source.Bind(question.Plan.Profile)
                is not { IsRefused: false } bound)
            {
                continue;
            }

            PlanRequest request = question.Plan with { Guest = bound.Config };
            AddCandidate(request, set);
            foreach (NumberChange value in NumberKnobs.All.SelectMany(k => NumberKnobs.Values(request, k)))
            {
                AddCandidate(request with { Guest = value.ApplyTo(bound.Config) }, [.. set, value]);
            }
        }

        return candidates
            .OrderBy(c => c.Masked)
            .ThenBy(c => c.Changes.Length)
            .ThenBy(c => c.Changes, Comparer<ImmutableArray<ConfigChange>>.Create(AdviceOrder.Compare))
            .GroupBy(c => (c.Masked, Kind: string.Join(' ', c.Changes.Select(AdviceOrder.KindOf))))
            .Select(alike => BestOf(alike.Select(c => c.Changes), mayMask))
            .FirstOrDefault(t => t is not null);

        void AddCandidate(PlanRequest request, ImmutableArray<ConfigChange> changes)
        {
            if (Trial.QuickMaskedCount(request) is { } masked && (mayMask || masked == 0))
            {
                candidates.Add((changes, masked));
            }
        }
    }
}
