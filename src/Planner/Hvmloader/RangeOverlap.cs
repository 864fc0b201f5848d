namespace RdmPlanner.Planner.Hvmloader;

/// <summary>The overlap test of hvmloader.</summary>
internal static class RangeOverlap
{
    /// <summary>
    /// Mirrors check_overlap() in tools/firmware/hvmloader/util.c (Xen c447b73). Both ends wrap at 2^64, so a range that reaches
    /// exactly 2^64 ends at 0 and overlaps nothing.
    /// </summary>
    public static bool Check(ulong start, ulong size, ulong reservedStart, ulong reservedSize) =>
        unchecked(start + size) > reservedStart && start < unchecked(reservedStart + reservedSize);
}
