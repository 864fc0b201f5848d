using System.Collections.Immutable;
using System.Numerics;
using RdmPlanner.E820;

namespace RdmPlanner.Planner.Picture;

/// <summary>One stretch of the scale, between two neighbouring ends of blocks or edges.</summary>
/// <param name="Start">First byte.</param>
/// <param name="Last">Last byte, inclusive.</param>
/// <param name="IsBreak">Whether so much is drawn in so little room that the reader must be told.</param>
/// <param name="IsEmpty">Whether no block of any stage lies in it.</param>
public readonly record struct ScaleStretch(ulong Start, ulong Last, bool IsBreak, bool IsEmpty)
{
    /// <summary>Length in bytes; 0 stands for 2^64.</summary>
    public ulong SizeInBytes => unchecked(Last - Start + 1);

    /// <summary>The logarithm to base 2 of the length in pages, rounded down: 0 for a page or less, 32 for 16 TiB.</summary>
    public int Log2Pages => SizeInBytes == 0 ? 52 : BitOperations.Log2((SizeInBytes >> PageSizes.FrameShift) | 1);
}

/// <summary>The compressed scale: the address space cut at every end of a block and at every edge.</summary>
/// <remarks>
/// A linear scale from a page to 16 TiB cannot be drawn. Here each stretch gets room of its own, so that every region is seen, and a
/// stretch of more than <see cref="BreakInBytes"/> is marked as a break.
/// </remarks>
/// <param name="Stretches">The stretches by address, without a gap, from byte 0 on; at least one.</param>
public sealed record PictureScale(ImmutableArray<ScaleStretch> Stretches)
{
    /// <summary>The length from which a stretch is marked as a break, 64 MiB in bytes.</summary>
    public const ulong BreakInBytes = 64UL << 20;

    /// <summary>Makes the scale that shows all stages.</summary>
    /// <param name="stages">The stages.</param>
    /// <returns>The scale.</returns>
    internal static PictureScale Of(ImmutableArray<PictureStage> stages)
    {
        SortedSet<ulong> cuts = [0];
        ulong last = 0xfff;
        foreach (PictureStage stage in stages)
        {
            foreach (PictureBlock block in stage.Blocks)
            {
                cuts.Add(block.Start);
                last = Math.Max(last, block.Last);
                if (block.Last != ulong.MaxValue)
                {
                    cuts.Add(block.Last + 1);
                }
            }

            cuts.UnionWith(stage.Edges.Select(edge => edge.Address));
        }

        // An edge at the very end (highmem_end) has no stretch behind it and is drawn at the end of the last one.
        ulong[] starts = [.. cuts.Where(cut => cut <= last)];
        ImmutableArray<ScaleStretch>.Builder stretches = ImmutableArray.CreateBuilder<ScaleStretch>(starts.Length);
        bool[] isTaken = Taken(stages, starts);
        for (int i = 0; i < starts.Length; i++)
        {
            ulong end = i + 1 < starts.Length ? starts[i + 1] - 1 : last;
            bool isBreak = end - starts[i] >= BreakInBytes;
            stretches.Add(new ScaleStretch(starts[i], end, isBreak, !isTaken[i]));
        }

        return new PictureScale(stretches.MoveToImmutable());
    }

    /// <summary>The stretch that holds an address.</summary>
    /// <param name="address">The address.</param>
    /// <returns>Its index; the last one for an address behind all.</returns>
    public int IndexOf(ulong address)
    {
        int low = 0;
        int high = Stretches.Length - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = Stretches[middle].Start <= address ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    private static bool[] Taken(ImmutableArray<PictureStage> stages, ulong[] starts)
    {
        bool[] isTaken = new bool[starts.Length];
        foreach (PictureBlock block in stages.SelectMany(stage => stage.Blocks))
        {
            int first = Array.BinarySearch(starts, block.Start);
            for (int i = first; i < starts.Length && starts[i] <= block.Last; i++)
            {
                isTaken[i] = true;
            }
        }

        return isTaken;
    }
}
