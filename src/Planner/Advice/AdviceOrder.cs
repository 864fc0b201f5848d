using System.Collections.Immutable;

namespace RdmPlanner.Planner.Advice;

/// <summary>Which change is smaller.</summary>
/// <remarks>
/// In this order: fewer lines of the file changed; then the knobs, the costliest of each set first, in the order of
/// <see cref="Knob"/>, where the boundary and the hole count alike, as both move RAM above 4 GiB and give up none; then fewer
/// changes; then what the device model makes of it (<see cref="Trial.CautionCount"/>); then the boundary before the hole; then
/// the numbers, again the costliest knob first: the most memory, the smallest hole, the highest boundary. The order is total
/// on sets that differ, so the result does not depend on the search.
/// </remarks>
internal static class AdviceOrder
{
    /// <summary>Compares two trials.</summary>
    internal static int Compare(Trial first, Trial second)
    {
        int lines = first.Edited.Diff.LineCount.CompareTo(second.Edited.Diff.LineCount);
        int kinds = lines != 0 ? lines : CompareKnobs(Costliest(first.Changes), Costliest(second.Changes), KnobKind);
        int cautions = kinds != 0 ? kinds : first.CautionCount.CompareTo(second.CautionCount);
        return cautions != 0 ? cautions : Compare(first.Changes, second.Changes);
    }

    /// <summary>Compares two sets of changes, lines left aside.</summary>
    internal static int Compare(ImmutableArray<ConfigChange> first, ImmutableArray<ConfigChange> second)
    {
        ConfigChange[] a = Costliest(first);
        ConfigChange[] b = Costliest(second);
        int knobs = CompareKnobs(a, b, knob => knob);
        if (knobs != 0)
        {
            return knobs;
        }

        for (int i = 0; i < a.Length; i++)
        {
            int value = (a[i], b[i]) switch
            {
                (NumberChange x, NumberChange y) => NumberKnobs.Compare(x, y),
                (DeviceRelaxed x, DeviceRelaxed y) => x.Index.CompareTo(y.Index),
                (DeviceLeftOut x, DeviceLeftOut y) => x.Index.CompareTo(y.Index),
                (GlobalRelaxed, DeviceRelaxed) => 1,
                (DeviceRelaxed, GlobalRelaxed) => -1,
                _ => 0,
            };
            if (value != 0)
            {
                return value;
            }
        }

        return 0;
    }

    /// <summary>What a change costs, values left aside: the boundary and the hole cost alike.</summary>
    internal static Knob KindOf(ConfigChange change) => KnobKind(change.Knob);

    private static Knob KnobKind(Knob knob) => knob == Knob.MmioHole ? Knob.Boundary : knob;

    private static ConfigChange[] Costliest(ImmutableArray<ConfigChange> changes) => [.. changes.OrderByDescending(c => c.Knob)];

    private static int CompareKnobs(ConfigChange[] first, ConfigChange[] second, Func<Knob, Knob> kind)
    {
        for (int i = 0; i < Math.Min(first.Length, second.Length); i++)
        {
            int order = kind(first[i].Knob).CompareTo(kind(second[i].Knob));
            if (order != 0)
            {
                return order;
            }
        }

        return first.Length.CompareTo(second.Length);
    }
}
