namespace RdmPlanner.Planner.Hypervisor;

/// <summary>A cursor over C text: reading behind the end gives NUL, as the terminator does.</summary>
/// <param name="text">The text; a NUL inside ends it.</param>
internal ref struct CText(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;

    /// <summary>Characters consumed so far.</summary>
    public int Position { get; private set; }

    /// <summary>The character under the cursor; NUL at the end.</summary>
    public readonly char Current => At(0);

    /// <summary>Moves over one character.</summary>
    public void Skip() => Position++;

    /// <summary>Reads a number as C does: without sign or leading space, stopping at the first character that is no digit of the base.</summary>
    /// <remarks>
    /// Mirrors simple_strtoul() in xen/lib/strtoul.c (Xen c447b73). Base 16 takes an optional <c>0x</c> even when no digit
    /// follows; base 0 takes <c>0x</c>, a leading 0 for octal, or decimal. 64 bits, wrapping.
    /// </remarks>
    /// <param name="numberBase">16 or 0.</param>
    /// <returns>The number; 0 when nothing was consumed.</returns>
    public ulong Number(uint numberBase)
    {
        if (numberBase == 0)
        {
            numberBase = 10;
            if (Current == '0')
            {
                numberBase = 8;
                Skip();
                if (At(0) is 'x' or 'X' && char.IsAsciiHexDigit(At(1)))
                {
                    numberBase = 16;
                    Skip();
                }
            }
        }
        else if (At(0) == '0' && (At(1) is 'x' or 'X'))
        {
            Position += 2;
        }

        ulong value = 0;
        for (uint digit = Digit(Current); digit < numberBase; digit = Digit(Current))
        {
            // C: result = result * base + value, on unsigned long.
            value = unchecked((value * numberBase) + digit);
            Skip();
        }

        return value;
    }

    private readonly char At(int offset) => Position + offset < _text.Length ? _text[Position + offset] : '\0';

    private static uint Digit(char c) => char.IsAsciiHexDigit(c) ? (uint)Convert.ToInt32(c.ToString(), 16) : uint.MaxValue;
}
