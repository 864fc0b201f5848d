namespace RdmPlanner.E820;

/// <summary>What is left of a range that was cut: at most one piece below the cut and one above it.</summary>
/// <remarks><c>default</c> has no piece. Equality is by both pieces. Nothing is allocated.</remarks>
/// <typeparam name="TRange">The kind of range.</typeparam>
/// <param name="Below">The lower piece, or null.</param>
/// <param name="Above">The upper piece, or null.</param>
public readonly record struct RangePieces<TRange>(TRange? Below, TRange? Above)
    where TRange : struct
{
    /// <summary>How many pieces are left: 0, 1 or 2.</summary>
    public int Count => (Below is null ? 0 : 1) + (Above is null ? 0 : 1);
}
