using System.Buffers.Binary;
using System.Text;

namespace RdmPlanner.Acpi;

/// <summary>A fixed-width text field of an ACPI table header: signature, OEM id, OEM table id or creator id.</summary>
/// <remarks>
/// Keeps up to eight bytes exactly as they stand, because firmware writes more there than text: padding of both kinds,
/// control characters, bytes above 7f. Equality is by the bytes, a shorter field counting as padded with NUL.
/// <c>default</c> is the empty field (all NUL).
/// </remarks>
public readonly record struct AcpiText
{
    /// <summary>The widest field of the header (OEM table id), in bytes.</summary>
    public const int MaxWidth = 8;

    private readonly ulong _bytes;

    private AcpiText(ulong bytes) => _bytes = bytes;

    /// <summary>Takes a field from the bytes of a table.</summary>
    /// <param name="field">The whole field, at most <see cref="MaxWidth"/> bytes.</param>
    /// <returns>The field.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The field is wider than any field of the header.</exception>
    public static AcpiText FromBytes(ReadOnlySpan<byte> field)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(field.Length, MaxWidth, nameof(field));
        Span<byte> padded = stackalloc byte[MaxWidth];
        field.CopyTo(padded);
        return new AcpiText(BinaryPrimitives.ReadUInt64LittleEndian(padded));
    }

    /// <summary>Makes a field from text, padded with NUL.</summary>
    /// <param name="text">At most <see cref="MaxWidth"/> characters, each below U+0100 (Latin-1).</param>
    /// <returns>The field.</returns>
    /// <exception cref="ArgumentException">The text is too long or has a character outside Latin-1.</exception>
    public static AcpiText From(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxWidth || text.Any(c => c > '\u00ff'))
            throw new ArgumentException($"'{text}' does not fit a header field of {MaxWidth} Latin-1 characters", nameof(text));

        return FromBytes(Encoding.Latin1.GetBytes(text));
    }

    /// <summary>Writes the field as wide as the destination.</summary>
    /// <param name="destination">At most <see cref="MaxWidth"/> bytes; bytes beyond its end are dropped.</param>
    public void CopyTo(Span<byte> destination)
    {
        Span<byte> padded = stackalloc byte[MaxWidth];
        BinaryPrimitives.WriteUInt64LittleEndian(padded, _bytes);
        padded[..destination.Length].CopyTo(destination);
    }

    /// <summary>The field as Latin-1 text without the NULs and spaces that pad its end.</summary>
    /// <returns>The text; bytes <c>d2 04 00 00</c> give U+00D2 U+0004.</returns>
    public override string ToString()
    {
        Span<byte> padded = stackalloc byte[MaxWidth];
        BinaryPrimitives.WriteUInt64LittleEndian(padded, _bytes);
        return Encoding.Latin1.GetString(padded.TrimEnd("\0 "u8));
    }
}
