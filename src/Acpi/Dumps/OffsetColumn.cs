namespace RdmPlanner.Acpi.Dumps;

/// <summary>Finds the radix of a dump's offsets: hex nearly always, octal or decimal as <c>od</c> writes by itself.</summary>
/// <remarks>The offsets tell: a radix stays possible as long as it gives the offset that the bytes before account for.</remarks>
internal struct OffsetColumn
{
    private static readonly uint[] Radices = [16, 8, 10];

    private uint _radix;

    /// <summary>The offset of a line.</summary>
    /// <param name="digits">Its digits.</param>
    /// <param name="colon">With a colon the radix is always 16.</param>
    /// <param name="expected">Where the line belongs when nothing is missing.</param>
    /// <returns>The offset in the radix that fits, or in the likeliest one when none does.</returns>
    public ulong Read(ReadOnlySpan<byte> digits, bool colon, ulong expected)
    {
        if (colon)
            _radix = 16;
        if (_radix != 0)
            return Parse(digits, _radix);

        ulong asHex = Parse(digits, 16);
        if (asHex == 0 && expected == 0)
            return 0;
        foreach (uint radix in Radices)
        {
            if (Parse(digits, radix) == expected)
            {
                _radix = radix;
                return expected;
            }
        }

        return asHex;
    }

    // Digits that are not of the radix, or too many of them, give an offset that fits nowhere.
    private static ulong Parse(ReadOnlySpan<byte> digits, uint radix) =>
        Ascii.TryParse(digits, radix, out ulong value) ? value : ulong.MaxValue;
}
