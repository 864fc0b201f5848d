namespace RdmPlanner.Acpi.Dumps;

/// <summary>What the lines around the hex say: <c>acpidump</c> headers, raw data sections, C arrays, comments.</summary>
internal sealed class TextDumpContext
{
    private static ReadOnlySpan<byte> RawTableData => "Raw Table Data"u8;

    private AcpiDumpFormat _section = AcpiDumpFormat.Unrecognised;
    private AcpiDumpFormat _nextSection;
    private byte[] _name = [];
    private byte[] _nextName = [];
    private Hpa? _nextAddress;
    private ulong? _statedLength;
    private ulong? _nextStatedLength;
    private bool _inComment;
    private bool _inArray;

    /// <summary>Whether a disassembly's marks have been seen.</summary>
    public bool IsDisassembly { get; private set; }

    /// <summary>Whether a header says that the block is exactly one table.</summary>
    public bool HasSection => _section is AcpiDumpFormat.AcpidumpText or AcpiDumpFormat.Disassembly;

    /// <summary>The address of an <c>acpidump</c> header.</summary>
    public Hpa? Address { get; private set; }

    public AcpiDumpFormat FormatOf(HexBlock block) =>
        _section == AcpiDumpFormat.Unrecognised ? block.Format : _section;

    /// <summary>Whether the line is a header; then <see cref="AdoptSection"/> begins its section.</summary>
    public bool TryOpenSection(ReadOnlySpan<byte> line)
    {
        _nextName = [];
        _nextAddress = null;
        _nextStatedLength = null;
        if (line.StartsWith(RawTableData))
        {
            _nextSection = AcpiDumpFormat.Disassembly;
            IsDisassembly = true;
            int length = line.IndexOf("(0x"u8);
            ReadOnlySpan<byte> hex = length < 0 ? default : line[(length + 1)..];
            _nextStatedLength = Ascii.TryTakeHex(ref hex, out ulong stated) ? stated : null;
            return true;
        }

        if (IsTableHeader(line))
        {
            _nextSection = AcpiDumpFormat.AcpidumpText;
            return true;
        }

        if (IsArrayOpening(line))
        {
            _nextSection = AcpiDumpFormat.CInclude;
            return true;
        }

        return false;
    }

    /// <summary>
    /// <c>unsigned char dmar_bin[] = {</c>, as <c>xxd -i</c> writes it. The text column of a dump can hold any of its
    /// characters, so the whole shape is asked for: a letter first, no colon, and the bracket, sign and brace in a row.
    /// </summary>
    private static bool IsArrayOpening(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty || !char.IsAsciiLetter((char)line[0]) || line.Contains((byte)':') || !line.EndsWith("{"u8))
            return false;

        ReadOnlySpan<byte> declared = line[..^1].TrimEnd(" \t"u8);
        return declared.EndsWith("="u8) && declared[..^1].TrimEnd(" \t"u8).EndsWith("]"u8);
    }

    public void AdoptSection()
    {
        _section = _nextSection;
        _inArray = _section == AcpiDumpFormat.CInclude;
        _name = _nextName;
        Address = _nextAddress;
        _statedLength = _nextStatedLength;
    }

    public void EndSection()
    {
        _section = AcpiDumpFormat.Unrecognised;
        _inArray = false;
        _name = [];
        Address = null;
        _statedLength = null;
    }

    /// <summary>Whether the line belongs to a comment of a C or ASL file.</summary>
    public bool IsComment(ReadOnlySpan<byte> line)
    {
        bool begins = line.StartsWith("/*"u8);
        bool comment = begins || line.StartsWith("//"u8) || (_inComment && line[0] == '*');
        IsDisassembly |= comment && line.IndexOf("Disassembl"u8) >= 0;
        _inComment = (begins || (_inComment && comment)) && line.IndexOf("*/"u8) < 0;
        return comment;
    }

    /// <summary>The part of the line inside the array, where there is one, else the whole line.</summary>
    public ReadOnlySpan<byte> InsideArray(ReadOnlySpan<byte> line, out bool ends)
    {
        int brace = _inArray ? line.IndexOf((byte)'}') : -1;
        ends = brace >= 0;
        return ends ? Ascii.Trim(line[..brace]) : line;
    }

    /// <summary>Whether a line without data belongs to the form all the same: a disassembled field, an array's length.</summary>
    public bool IsKnown(ReadOnlySpan<byte> line)
    {
        bool field = line[0] == '[' && line.IndexOf("] "u8) > 0 && line.IndexOf(" : "u8) > 0;
        IsDisassembly |= field || line.StartsWith("DefinitionBlock"u8) || line.IndexOf("Signature : \""u8) >= 0;
        return field || (line.StartsWith("unsigned int "u8) && line.EndsWith(";"u8));
    }

    /// <summary>Compares what the header said with the bytes.</summary>
    public void Check(ReadOnlySpan<byte> bytes, int firstLine, DumpNotices notices)
    {
        if (_name.Length > 0 && !bytes.StartsWith(_name))
        {
            notices.Add(DumpDiagnosticCode.HeaderNameDiffers, firstLine,
                $"the line above names {System.Text.Encoding.ASCII.GetString(_name)}, the bytes begin otherwise");
        }

        if (_statedLength is { } stated && stated != (uint)bytes.Length)
        {
            notices.Add(DumpDiagnosticCode.StatedLengthDiffers, firstLine,
                $"{stated} bytes are announced and {bytes.Length} follow");
        }
    }

    // "DMAR @ 0x00000000BD3346F4"; the root pointer is listed as "RSD PTR @ 0x...".
    private bool IsTableHeader(ReadOnlySpan<byte> line)
    {
        int at = line.IndexOf(" @ "u8);
        if (at is not (4 or 7 or 8) || line[..at].ContainsAnyExceptInRange((byte)0x20, (byte)0x7e))
            return false;
        ReadOnlySpan<byte> address = line[(at + 3)..];
        if (!Ascii.TryTakeHex(ref address, out ulong value))
            return false;
        _nextName = line[..at].ToArray();
        _nextAddress = new Hpa(value);
        return true;
    }
}
