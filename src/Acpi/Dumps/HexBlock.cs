namespace RdmPlanner.Acpi.Dumps;

/// <summary>The bytes of one block of hex lines, put together with their offsets checked.</summary>
/// <remarks>
/// A block is never made larger than <see cref="LargestSizeInBytes"/>, and what <c>*</c> lines of a whole dump add is
/// bounded by the same number, so memory stays proportional to the input. After a gap nothing more is taken: the rest
/// has no sure place, and a table that ends early is reported by its decoder, one with invented bytes is not.
/// </remarks>
internal sealed class HexBlock(DumpNotices notices)
{
    /// <summary>16 MiB, hundreds of times the largest table seen.</summary>
    public const int LargestSizeInBytes = 16 << 20;

    private readonly ByteBuffer _bytes = new();
    private OffsetColumn _column;
    private ulong _firstOffset;
    private int _lastLineStart;
    private bool _lastEndIsSure;
    private int _squeezeLine;
    private int _squeezedInAll;
    private bool _broken;

    public ReadOnlySpan<byte> Bytes => _bytes.Span;

    /// <summary>Whether no line has been added.</summary>
    public bool IsEmpty => FirstLine == 0;

    public bool HasOffsets { get; private set; }

    public bool ReversesTokens { get; private set; }

    /// <summary>Whether the end of the last line may be text taken for bytes.</summary>
    public bool EndIsUnsure => !EndIsStated && !_lastEndIsSure;

    /// <summary>Whether a closing offset said where the bytes end.</summary>
    public bool EndIsStated { get; private set; }

    public int FirstLine { get; private set; }

    public AcpiDumpFormat Format { get; private set; }

    /// <summary>Begins a block with a line's form; the line itself is added afterwards.</summary>
    public void Open(in HexLine line, bool reverseTokens, int lineNumber)
    {
        _bytes.Truncate(0);
        _column = default;
        _lastLineStart = 0;
        _squeezeLine = 0;
        _broken = false;
        FirstLine = lineNumber;
        HasOffsets = line.HasOffset;
        ReversesTokens = reverseTokens;
        Format = FormatOf(line);
        if (HasOffsets)
        {
            _firstOffset = _column.Read(line.Offset, line.HasColon, 0);
            if (_firstOffset != 0 && line.TokenDigits > 0)
            {
                notices.Add(DumpDiagnosticCode.FirstOffsetNotZero, lineNumber,
                    $"the dump begins at offset 0x{_firstOffset:x}; its first byte is taken as the first of the table");
            }
        }
    }

    public void Close() => FirstLine = 0;

    /// <summary>Whether a line goes back to offset 0 and so begins another table.</summary>
    public bool IsRestart(in HexLine line, ReadOnlySpan<byte> bytes)
    {
        bool zero = line.HasOffset && line.TokenDigits > 0 && line.Offset.Trim((byte)'0').IsEmpty;
        bool sameLineAgain = _lastLineStart == 0 && bytes.SequenceEqual(Bytes);
        return zero && _bytes.Count > 0 && !sameLineAgain;
    }

    public void Add(in HexLine line, ReadOnlySpan<byte> bytes, int lineNumber)
    {
        if (_broken)
            return;
        if (line.HasOffset && !Place(line, bytes, lineNumber))
            return;
        if (bytes.Length > LargestSizeInBytes - _bytes.Count)
        {
            Break(DumpDiagnosticCode.TableTooLarge, lineNumber, "the table is larger than 16 MiB; the rest of it is not used");
            return;
        }

        EndIsStated = bytes.IsEmpty;
        if (EndIsStated)
            return;
        _lastLineStart = _bytes.Count;
        _lastEndIsSure = line.EndIsSure;
        _bytes.Append(bytes);
    }

    /// <summary>Notes a line of a single <c>*</c>: the line before it repeats up to the next offset.</summary>
    public void Squeeze(int lineNumber) => _squeezeLine = lineNumber;

    /// <summary>Says what the end of the block leaves open.</summary>
    public void Finish()
    {
        if (_squeezeLine != 0 && !_broken)
        {
            Break(DumpDiagnosticCode.SqueezeUnusable, _squeezeLine,
                "no offset after this * says how often the line before it repeats; the table ends here");
        }
    }

    /// <summary>Drops one byte at the end, where a word dump pads an odd length or text was taken for data.</summary>
    public void TrimTo(int count) => _bytes.Truncate(count);

    /// <summary>Brings the end of the block to the line's offset; false when the line is not to be added.</summary>
    private bool Place(in HexLine line, ReadOnlySpan<byte> bytes, int lineNumber)
    {
        int expected = _bytes.Count;
        ulong absolute = _column.Read(line.Offset, line.HasColon, unchecked(_firstOffset + (uint)expected));
        if (absolute < _firstOffset)
            return BreakBackwards(absolute, lineNumber);

        ulong offset = absolute - _firstOffset;
        if (offset > (uint)expected)
            return Fill(absolute, offset - (uint)expected, lineNumber);
        if (offset == (uint)expected)
        {
            _squeezeLine = 0;
            return true;
        }

        if (offset == (uint)_lastLineStart && bytes.SequenceEqual(Bytes[_lastLineStart..]))
        {
            notices.Add(DumpDiagnosticCode.LineRepeated, lineNumber, $"offset 0x{absolute:x} was given twice with the same bytes");
            return false;
        }

        bool paddedWord = bytes.IsEmpty && ReversesTokens && offset == (uint)expected - 1;
        bool textTaken = !_lastEndIsSure && offset > (uint)_lastLineStart;
        if (!paddedWord && !textTaken)
            return BreakBackwards(absolute, lineNumber);
        _bytes.Truncate((int)offset);
        return true;
    }

    private bool BreakBackwards(ulong offset, int lineNumber)
    {
        Break(DumpDiagnosticCode.OffsetBackwards, lineNumber,
            $"offset 0x{offset:x} lies before the end of the bytes already read; this line and the rest of the table are not used");
        return false;
    }

    private bool Fill(ulong offset, ulong missing, int lineNumber)
    {
        int period = _bytes.Count - _lastLineStart;
        int squeezeLine = _squeezeLine;
        _squeezeLine = 0;
        if (squeezeLine == 0)
        {
            Break(DumpDiagnosticCode.OffsetGap, lineNumber,
                $"0x{missing:x} bytes are missing before offset 0x{offset:x}; from here on the table is not used");
            return false;
        }

        if (period <= 0 || missing % (uint)period != 0)
        {
            Break(DumpDiagnosticCode.SqueezeUnusable, squeezeLine,
                $"the next offset 0x{offset:x} is no whole number of repeated lines away; the table ends here");
            return false;
        }

        if (missing > (ulong)(LargestSizeInBytes - Math.Max(_bytes.Count, _squeezedInAll)))
        {
            Break(DumpDiagnosticCode.TableTooLarge, squeezeLine,
                $"this * stands for 0x{missing:x} bytes, which makes more than 16 MiB; the table ends here");
            return false;
        }

        _bytes.RepeatLast(period, (int)missing);
        _lastLineStart = _bytes.Count - period;
        _squeezedInAll += (int)missing;
        return true;
    }

    private void Break(DumpDiagnosticCode code, int lineNumber, string message)
    {
        _broken = true;
        notices.Add(code, lineNumber, message);
    }

    private static AcpiDumpFormat FormatOf(in HexLine line)
    {
        if (!line.HasOffset)
            return AcpiDumpFormat.BareHex;
        if (line.HasColon)
            return AcpiDumpFormat.Xxd;
        if (line.HasBar)
            return AcpiDumpFormat.HexdumpCanonical;
        return line.TokenDigits > 2 ? AcpiDumpFormat.HexdumpWords : AcpiDumpFormat.OffsetBytes;
    }
}
