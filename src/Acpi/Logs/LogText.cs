using RdmPlanner.Acpi.Dumps;

namespace RdmPlanner.Acpi.Logs;

/// <summary>Takes words and numbers out of a log line.</summary>
internal static class LogText
{
    /// <summary>Steps behind the first occurrence of a mark; false when it is not there.</summary>
    public static bool TryAfter(ReadOnlySpan<byte> line, ReadOnlySpan<byte> mark, out ReadOnlySpan<byte> rest)
    {
        int at = line.IndexOf(mark);
        rest = at < 0 ? default : line[(at + mark.Length)..];
        return at >= 0;
    }

    /// <summary>Steps over a prefix, spaces before it included.</summary>
    public static bool TryTake(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> prefix)
    {
        ReadOnlySpan<byte> trimmed = text.TrimStart((byte)' ');
        if (!trimmed.StartsWith(prefix))
            return false;
        text = trimmed[prefix.Length..];
        return true;
    }

    /// <summary>Reads a hex number after spaces.</summary>
    public static bool TryTakeHex(ref ReadOnlySpan<byte> text, out ulong value)
    {
        ReadOnlySpan<byte> trimmed = text.TrimStart((byte)' ');
        bool read = Ascii.TryTakeHex(ref trimmed, out value);
        text = read ? trimmed : text;
        return read;
    }

    /// <summary>Reads <c>first separator second</c>, both hex.</summary>
    public static bool TryTakePair(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> separator, out ulong first, out ulong second)
    {
        second = 0;
        return TryTakeHex(ref text, out first) && TryTake(ref text, separator) && TryTakeHex(ref text, out second);
    }

    /// <summary>The text up to the next space, bounded.</summary>
    public static string Word(ReadOnlySpan<byte> text)
    {
        const int Longest = 80;
        text = text.TrimStart((byte)' ');
        text = text[..Math.Min(text.Length, Longest)];
        int end = text.IndexOf((byte)' ');
        return Shown(end < 0 ? text : text[..end]);
    }

    /// <summary>A line for a message: printable, without prefix space, bounded.</summary>
    public static string Shown(ReadOnlySpan<byte> text)
    {
        const int Longest = 160;
        text = Ascii.Trim(text);
        text = text[..Math.Min(text.Length, Longest)];
        byte[] printable = text.ToArray();
        foreach (ref byte c in printable.AsSpan())
            c = c is >= 0x20 and < 0x7f ? c : (byte)'.';
        return System.Text.Encoding.ASCII.GetString(printable);
    }

    /// <summary>Reads a PCI address, <c>0000:00:14.0</c> or <c>0:14.0</c>, that ends at a space, a parenthesis or the line.</summary>
    public static bool TryTakePciAddress(ReadOnlySpan<byte> text, out PciAddress address)
    {
        Span<char> word = stackalloc char[16];
        text = text.TrimStart((byte)' ');
        int length = 0;
        while (length < text.Length && (Ascii.HexDigit(text[length]) >= 0 || text[length] is (byte)':' or (byte)'.'))
        {
            if (length == word.Length)
            {
                address = default;
                return false;
            }

            word[length] = (char)text[length];
            length++;
        }

        return PciAddress.TryParse(word[..length], out address, out _);
    }
}
