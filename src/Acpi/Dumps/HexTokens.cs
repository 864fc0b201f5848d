namespace RdmPlanner.Acpi.Dumps;

/// <summary>Walks the hex tokens of a line up to its text column, comment or end.</summary>
internal ref struct HexTokens
{
    /// <summary>How the data of the line ended.</summary>
    internal enum EndKind
    {
        /// <summary>At the end of the line.</summary>
        Line,

        /// <summary>At a mark that only a text column or a comment has.</summary>
        Marked,

        /// <summary>At something that is not hex: a text column, or prose.</summary>
        Text,
    }

    // Lines of several tools put a wider space after this many bytes.
    private const int BytesOfHalfLine = 8;

    private readonly bool _colon;
    private readonly bool _words;
    private readonly ReadOnlySpan<byte> _line;
    private int _at;
    private int _count;
    private bool _last;

    public HexTokens(ReadOnlySpan<byte> data, bool colon, bool words)
    {
        _line = data;
        _colon = colon;
        _words = words;
    }

    /// <summary>An even number of hex digits.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Digits of the first token, 0 before it.</summary>
    public int FirstDigits { get; private set; }

    public EndKind End { get; private set; }

    public bool HasBar { get; private set; }

    public bool MoveNext()
    {
        if (_last)
            return false;

        int spaces = SkipSeparators();
        ReadOnlySpan<byte> rest = _line[_at..];
        if (rest.IsEmpty)
            return false;
        if (rest[0] is (byte)'|' or (byte)'>' or (byte)'#' || rest.StartsWith("//"u8) || rest.StartsWith("/*"u8))
            return Stop(EndKind.Marked, rest[0] == '|');
        if (_colon && spaces > 1 && _count > 0 && !(spaces == 2 && ContinuesAfterHalf(rest)) && !IsRightAlignedWord(rest, spaces))
            return Stop(EndKind.Marked, false);

        rest = Ascii.WithoutHexPrefix(rest);
        int run = Ascii.HexRun(rest);
        bool ended = run == rest.Length || Ascii.IsSpace(rest[run]) || rest[run] is (byte)',' or (byte)'|' or (byte)'-';
        if (run == 0 || (run & 1) != 0 || !ended || (_colon && _count > 0 && run > FirstDigits))
            return Stop(EndKind.Text, false);

        FirstDigits = _count == 0 ? run : FirstDigits;
        _count++;
        // In offset columns only the last word of a dump is shorter than the others.
        _last = _colon && run < FirstDigits;
        Current = rest[..run];
        _at = _line.Length - rest.Length + run;
        return true;
    }

    private int SkipSeparators()
    {
        int spaces = 0;
        while (_at < _line.Length && (Ascii.IsSpace(_line[_at]) || (_line[_at] is (byte)',' or (byte)'-' && _count > 0)))
        {
            spaces++;
            _at++;
        }

        return spaces;
    }

    /// <summary>
    /// After eight bytes and exactly two spaces the line either goes on with its second half or shows the eight as
    /// text. It is the text when it says the same as the bytes.
    /// </summary>
    private readonly bool ContinuesAfterHalf(ReadOnlySpan<byte> rest)
    {
        if (_count != BytesOfHalfLine || FirstDigits != 2 || Ascii.HexRun(rest) != 2 || (rest.Length > 2 && !Ascii.IsSpace(rest[2])))
            return false;

        ReadOnlySpan<byte> data = _line[.._at];
        int shown = 0;
        for (int i = 0; i + 1 < data.Length && shown < BytesOfHalfLine; i++)
        {
            int high = Ascii.HexDigit(data[i]);
            if (high < 0)
                continue;
            int value = (high << 4) | Ascii.HexDigit(data[++i]);
            int character = value is >= 0x20 and < 0x7f ? value : '.';
            int given = shown < rest.Length ? rest[shown] : ' ';
            if (character != given)
                return true;
            shown++;
        }

        return false;
    }

    /// <summary>
    /// <c>xxd -e</c> sets a last, incomplete word to the right of its column; other forms have none.
    /// </summary>
    private readonly bool IsRightAlignedWord(ReadOnlySpan<byte> rest, int spaces)
    {
        int run = Ascii.HexRun(rest);
        return _words && run > 0 && (run & 1) == 0 && run + spaces == FirstDigits + 1;
    }

    private bool Stop(EndKind end, bool bar)
    {
        End = end;
        HasBar = bar;
        _last = true;
        return false;
    }
}
