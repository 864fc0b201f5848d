namespace RdmPlanner.Acpi.Dumps;

/// <summary>Reads the tables out of text, one line at a time, whatever tool wrote it.</summary>
internal sealed class TextDump(DumpNotices notices, TableList tables)
{
    private const int ShortestTableInBytes = 36;

    private readonly HexBlock _block = new(notices);
    private readonly ByteBuffer _line = new();
    private readonly TextDumpContext _context = new();
    private int _unusedFirst;
    private int _unusedLines;
    private string _unusedText = "";

    /// <summary>The form of the first table.</summary>
    public AcpiDumpFormat Format { get; private set; } = AcpiDumpFormat.Unrecognised;

    /// <summary>Whether any line looks like a disassembly.</summary>
    public bool IsDisassembly => _context.IsDisassembly;

    public void Read(ReadOnlySpan<byte> text)
    {
        TextLines lines = new(text);
        while (lines.MoveNext())
            ReadLine(LineDressing.Remove(lines.Current), lines.Number);
        CloseBlock();
        ReportUnused();
    }

    private void ReadLine(ReadOnlySpan<byte> line, int number)
    {
        if (line.IsEmpty || line[0] == '#' || LineDressing.IsFence(line) || _context.IsComment(line))
            return;
        if (line.SequenceEqual("*"u8) && !_block.IsEmpty && _block.HasOffsets)
        {
            _block.Squeeze(number);
            return;
        }

        if (_context.TryOpenSection(line))
        {
            CloseBlock();
            _context.AdoptSection();
            return;
        }

        line = _context.InsideArray(line, out bool arrayEnds);
        if (!line.IsEmpty && !TryAddHex(line, number) && !_context.IsKnown(line))
            Unused(line, number);
        if (arrayEnds)
            CloseBlock();
    }

    private bool TryAddHex(ReadOnlySpan<byte> line, int number)
    {
        bool open = !_block.IsEmpty;
        bool reverse = open && _block.ReversesTokens;
        if (!HexLine.TryRead(line, open && !_block.HasOffsets, open && _block.HasOffsets, reverse, _line, out HexLine hex))
            return false;
        if (open && (hex.HasOffset != _block.HasOffsets || _block.IsRestart(hex, _line.Span)))
        {
            CloseBlock();
            open = false;
        }

        if (!open)
        {
            bool wantsReverse = IsLittleEndian(hex, reverse);
            if (wantsReverse != reverse && !HexLine.TryRead(line, false, false, wantsReverse, _line, out hex))
                return false;
            _block.Open(hex, wantsReverse, number);
        }

        ReportUnused();
        _block.Add(hex, _line.Span, number);
        return true;
    }

    /// <summary>
    /// The order of bytes in words. The signature tells when it is there; else xxd writes bytes in order and
    /// hexdump and od, whose offsets have no colon, write words of the machine.
    /// </summary>
    private bool IsLittleEndian(in HexLine hex, bool readReversed)
    {
        if (hex.TokenDigits <= 2 || !hex.HasOffset)
            return false;

        Span<byte> word = stackalloc byte[8];
        int size = Math.Min(hex.TokenDigits / 2, word.Length);
        if (_line.Count < size)
            return false;
        _line.Span[..size].CopyTo(word);
        if (readReversed)
            word[..size].Reverse();

        ReadOnlySpan<byte> name = "DMAR"u8[..Math.Min(size, 4)];
        if (word.StartsWith(name))
            return false;
        word[..size].Reverse();
        return word.StartsWith(name) || !hex.HasColon;
    }

    private void CloseBlock()
    {
        if (!_block.IsEmpty)
        {
            _block.Finish();
            TrimToLengthField();
            if (AddTables() && Format == AcpiDumpFormat.Unrecognised)
                Format = _context.FormatOf(_block);
            _block.Close();
        }

        _context.EndSection();
    }

    /// <summary>Undoes what the form of the dump added at the end: a word's padding byte, or text read as bytes.</summary>
    private void TrimToLengthField()
    {
        int count = _block.Bytes.Length;
        long excess = count - (long)(TableSplitter.LengthField(_block.Bytes) ?? (uint)count);
        bool padding = _block.ReversesTokens && !_block.EndIsStated && excess == 1 && _block.Bytes[^1] == 0;
        bool text = _block.HasOffsets && _block.EndIsUnsure && excess is > 0 and < 16;
        if (count > ShortestTableInBytes && (padding || text))
            _block.TrimTo(count - (int)excess);
    }

    private bool AddTables()
    {
        ReadOnlySpan<byte> bytes = _block.Bytes;
        if (bytes.IsEmpty)
            return false;
        if (_context.HasSection)
        {
            _context.Check(bytes, _block.FirstLine, notices);
            tables.Add(bytes, _block.FirstLine, 0, _context.Address);
            return true;
        }

        if (TableSplitter.Split(bytes, _block.FirstLine, tables, notices))
            return true;
        if (notices.Shows(DumpDiagnosticCode.NotATable))
            notices.Add(DumpDiagnosticCode.NotATable, _block.FirstLine, $"the {bytes.Length} bytes from here do not begin like an ACPI table");
        else
            notices.Count(DumpDiagnosticCode.NotATable);
        return false;
    }

    private void Unused(ReadOnlySpan<byte> line, int number)
    {
        if (!_block.IsEmpty && !_block.HasOffsets)
            CloseBlock();
        if (_unusedLines++ > 0)
            return;
        _unusedFirst = number;
        const int Shown = 60;
        _unusedText = notices.Shows(DumpDiagnosticCode.LinesNotUsed)
            ? Printable(line[..Math.Min(line.Length, Shown)])
            : "";
    }

    private void ReportUnused()
    {
        if (_unusedLines == 0)
            return;
        string what = _unusedLines == 1 ? "this line is" : $"{_unusedLines} lines from here are";
        if (notices.Shows(DumpDiagnosticCode.LinesNotUsed))
            notices.Add(DumpDiagnosticCode.LinesNotUsed, _unusedFirst, $"{what} not part of a dump: '{_unusedText}'");
        else
            notices.Count(DumpDiagnosticCode.LinesNotUsed);
        _unusedLines = 0;
    }

    private static string Printable(ReadOnlySpan<byte> text) =>
        string.Create(text.Length, text, static (shown, bytes) =>
        {
            for (int i = 0; i < shown.Length; i++)
                shown[i] = bytes[i] is >= 0x20 and < 0x7f ? (char)bytes[i] : '.';
        });
}
