using RdmPlanner.E820;

namespace RdmPlanner.Planner.Hvmloader;

/// <summary>The reserved regions that BARs step over, ordered by their ends.</summary>
/// <remarks>
/// Mirrors find_next_rmrr() in tools/firmware/hvmloader/pci.c (Xen c447b73), which walks the whole map each time: of the
/// RESERVED entries ending above the base and not above 4 GiB the one with the lowest end, and of equal ends the last in the map.
/// Entries crossing 4 GiB are invisible.
/// </remarks>
internal sealed class ReservedRegionIndex
{
    private readonly List<(ulong End, int Index, E820Record Entry)> _byEnd = [];

    public ReservedRegionIndex(IReadOnlyList<E820Record> map)
    {
        for (int i = 0; i < map.Count; i++)
        {
            ulong end = map[i].WrappedEnd.Value;
            if (map[i].Type == E820Type.Reserved && end <= GuestLayout.FourGiB)
            {
                _byEnd.Add((end, i, map[i]));
            }
        }

        _byEnd.Sort(static (a, b) => a.End != b.End ? a.End.CompareTo(b.End) : b.Index.CompareTo(a.Index));
    }

    /// <summary>Moves a BAR's base up until the region that ends next above it is not in the way.</summary>
    /// <remarks>
    /// Only that one region is looked at for each base. When regions overlap or nest, the BAR may stand clear of the one that
    /// ends first and lie inside the larger one.
    /// </remarks>
    /// <param name="candidate">Aligned base.</param>
    /// <param name="size">Size of the BAR.</param>
    /// <returns>The base, aligned.</returns>
    public ulong StepOver(ulong candidate, ulong size)
    {
        ulong start = candidate;
        while (TryFindNext(HvmloaderLog.Low(start), out E820Record region)
            && RangeOverlap.Check(start, size, region.Address.Value, region.SizeInBytes))
        {
            start = BarPlacement.AlignUp(region.WrappedEnd.Value, size);
        }

        return start;
    }

    // The parameter is uint32_t in the C: a base above 4 GiB loses its upper half here.
    private bool TryFindNext(uint start, out E820Record region)
    {
        int low = 0;
        int high = _byEnd.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _byEnd[middle].End > start ? (low, middle) : (middle + 1, high);
        }

        region = low < _byEnd.Count ? _byEnd[low].Entry : default;
        return low < _byEnd.Count;
    }
}
