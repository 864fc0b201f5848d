using System.Collections.Immutable;

namespace RdmPlanner.Acpi;

/// <summary>The path of a device scope (VT-d 8.3.1): from the start bus down through bridges to the device.</summary>
/// <remarks>
/// Keeps the bytes of the table, two a hop, and a last odd byte where a damaged table has one. Immutable; equality is by
/// the bytes. The empty path is legal here and a finding in a table.
/// </remarks>
public sealed record PciPath
{
    /// <summary>The most hops that a scope's 8-bit length has room for.</summary>
    public const int MaxHops = (byte.MaxValue - DeviceScope.HeaderSize) / 2;

    private readonly ImmutableArray<byte> _bytes;

    private PciPath(ImmutableArray<byte> bytes) => _bytes = bytes;

    /// <summary>The path without a hop.</summary>
    public static PciPath Empty { get; } = new([]);

    /// <summary>Number of whole hops.</summary>
    public int HopCount => _bytes.Length / 2;

    /// <summary>Length in bytes, the odd byte included.</summary>
    public int LengthInBytes => _bytes.Length;

    /// <summary>Whether a byte is left over after the last whole hop.</summary>
    public bool HasOddByte => _bytes.Length % 2 != 0;

    /// <summary>The bytes as the table has them.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan();

    /// <summary>The hop at a position.</summary>
    /// <param name="index">0 up to <see cref="HopCount"/> - 1.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such hop.</exception>
    public PciHop this[int index] => new(_bytes[2 * index], _bytes[(2 * index) + 1]);

    /// <summary>The whole hops in order.</summary>
    public ImmutableArray<PciHop> Hops
    {
        get
        {
            var hops = ImmutableArray.CreateBuilder<PciHop>(HopCount);
            for (int i = 0; i < HopCount; i++)
                hops.Add(this[i]);

            return hops.MoveToImmutable();
        }
    }

    /// <summary>Makes a path of hops.</summary>
    /// <param name="hops">At most <see cref="MaxHops"/> hops, legal or not.</param>
    /// <returns>The path.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are too many hops for a scope.</exception>
    public static PciPath Of(params ReadOnlySpan<PciHop> hops)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hops.Length, MaxHops, nameof(hops));
        var bytes = ImmutableArray.CreateBuilder<byte>(2 * hops.Length);
        foreach (PciHop hop in hops)
        {
            bytes.Add(hop.Device);
            bytes.Add(hop.Function);
        }

        return new PciPath(bytes.MoveToImmutable());
    }

    /// <summary>Takes a path from the bytes of a table.</summary>
    /// <param name="bytes">The bytes after the scope's header; an odd number is kept too.</param>
    /// <returns>The path.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are more bytes than a scope can hold.</exception>
    public static PciPath FromBytes(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes.Length, byte.MaxValue - DeviceScope.HeaderSize, nameof(bytes));
        return new PciPath([.. bytes]);
    }

    /// <summary>Equality by bytes.</summary>
    /// <param name="other">The path to compare with.</param>
    /// <returns>True when both have the same bytes.</returns>
    public bool Equals(PciPath? other) => other is not null && Bytes.SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public override int GetHashCode() => ContentHash.Of(_bytes);

    /// <summary>The hops, first to last, joined by a slash: <c>1c.4/00.0</c>.</summary>
    /// <returns>The path as text; empty for the empty path.</returns>
    public override string ToString() => string.Join('/', Hops);
}
