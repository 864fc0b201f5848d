using System.Collections.Immutable;

namespace RdmPlanner.Planner.Advice;

/// <summary>Which change is smaller.</summary>
/// <remarks>
/// In this order: fewer lines of the file changed; then the knobs, the costliest of each set first, in the order of
/// <see cref="Knob"/>; then fewer changes; then the numbers, again the costliest knob first: the most memory, the smallest
/// hole, the highest boundary. The order is total on sets that differ, so the result does not depend on the search.
/// </remarks>
internal static class AdviceOrder
{
    /// <summary>Compares two trials.</summary>
    internal static int Compare(Trial first, Trial second)
    {
        int lines = first.Edited.Diff.LineCount.CompareTo(second.Edited.Diff.LineCount);
        return lines != 0 ? lines : Compare(first.Changes, second.Changes);
    }

    /// <summary>Compares two sets of changes, lines left aside.</summary>
    internal static int Compare(ImmutableArray<ConfigChange> first, ImmutableArray<ConfigChange> second)
    {
        ConfigChange[] a = [.. first.OrderByDescending(c => c.Knob)];
        ConfigChange[] b = [.. second.OrderByDescending(c => c.Knob)];
        for (int i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            if (a[i].Knob != b[i].Knob)
            {
                return a[i].Knob.CompareTo(b[i].Knob);
            }
        }

        if (a.Length != b.Length)
        {
            return a.Length.CompareTo(b.Length);
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
}
