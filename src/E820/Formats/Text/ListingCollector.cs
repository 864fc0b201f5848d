namespace RdmPlanner.E820;

/// <summary>Gathers the entries and notes of a listing while its lines go by.</summary>
/// <param name="format">What the listing is.</param>
/// <param name="isLog">Whether several listings may follow each other; the last one then replaces those before it.</param>
internal sealed class ListingCollector(E820Format format, bool isLog)
{
    private readonly List<E820Record> _records = [];
    private readonly List<E820ParseNote> _notes = [];
    private int _notesLeftOut;
    private bool _headingSeen;

    /// <summary>How many entries the current listing has.</summary>
    internal int Count => _records.Count;

    /// <summary>A heading was seen: the next entry begins a new listing.</summary>
    internal void Heading() => _headingSeen = true;

    /// <summary>Adds an entry; in a log, first drops the entries of an earlier listing when this one begins a new one.</summary>
    internal void Add(int line, E820Record record)
    {
        // Logs cut with grep have no headings, but no firmware lists its first entry twice with others between.
        bool isNewListing = isLog && (_headingSeen || (_records.Count > 1 && record == _records[0]));
        if (isNewListing && _records.Count > 0)
        {
            Note(line, $"a new listing begins; the {_records.Count} entries before it are not used");
            _records.Clear();
        }
        _headingSeen = false;
        _records.Add(record);
    }

    /// <summary>Adds an entry given by its exclusive end.</summary>
    internal void AddExclusive(int line, ulong start, ulong end, E820Type type)
    {
        // The programs print address plus size modulo 2^64; the same subtraction gives the size back.
        ulong size = unchecked(end - start);
        NoteOddEnds(line, start, end != 0 && end < start);
        Add(line, new E820Record(new Gpa(start), size, type));
    }

    /// <summary>Adds an entry given by its inclusive end.</summary>
    internal void AddInclusive(int line, ulong start, ulong last, E820Type type)
    {
        // An empty entry is printed with its last byte below its first.
        ulong size = unchecked(last - start + 1);
        NoteOddEnds(line, start, size != 0 && last < start);
        Add(line, new E820Record(new Gpa(start), size, type));
    }

    /// <summary>Notes what could not be used.</summary>
    internal void Note(int line, string text)
    {
        if (_notes.Count < E820Reading.MaxNotes)
            _notes.Add(new E820ParseNote(line, text));
        else
            _notesLeftOut++;
    }

    /// <summary>Notes that a line looks like an entry but is none.</summary>
    internal void NoteUnreadable(int line, ReadOnlySpan<char> text) => Note(line, $"not an entry: {Excerpt(text)}");

    /// <summary>The result so far.</summary>
    internal E820Reading ToReading() => new(_records.Count == 0 ? E820Format.None : format, [.. _records], [.. _notes], _notesLeftOut);

    /// <summary>The start of a line, printable and short.</summary>
    internal static string Excerpt(ReadOnlySpan<char> text)
    {
        const int MaxLength = 80;
        ReadOnlySpan<char> trimmed = text.Trim();
        Span<char> printable = stackalloc char[Math.Min(trimmed.Length, MaxLength)];
        for (int i = 0; i < printable.Length; i++)
            printable[i] = trimmed[i] is >= ' ' and <= '~' ? trimmed[i] : '?';
        return printable.ToString();
    }

    private void NoteOddEnds(int line, ulong start, bool isWrapped)
    {
        if (isWrapped)
            Note(line, $"the entry at {new Gpa(start)} ends below its start; read as passing 2^64");
    }
}
