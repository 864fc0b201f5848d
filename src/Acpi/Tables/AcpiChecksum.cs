namespace RdmPlanner.Acpi;

/// <summary>The checksum of an ACPI table: all its bytes together are 0 modulo 256 (ACPI 6.5, 5.2.6).</summary>
public static class AcpiChecksum
{
    /// <summary>Offset of the checksum byte in every ACPI table header.</summary>
    public const int Offset = 9;

    /// <summary>Adds up bytes modulo 256.</summary>
    /// <param name="bytes">Any bytes; none give 0.</param>
    /// <returns>The sum; 0 for an intact table.</returns>
    public static byte Sum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        foreach (byte value in bytes)
            sum = unchecked(sum + value);

        return (byte)(sum & 0xff);
    }

    /// <summary>Sets the checksum byte so that the whole table adds up to 0.</summary>
    /// <param name="table">The table from its first byte to its last; at least <see cref="Offset"/> + 1 bytes.</param>
    /// <exception cref="ArgumentException">The table is too short to have a checksum.</exception>
    public static void Seal(Span<byte> table)
    {
        if (table.Length <= Offset)
            throw new ArgumentException("the table is too short to have a checksum", nameof(table));

        table[Offset] = 0;
        table[Offset] = unchecked((byte)-Sum(table));
    }
}
