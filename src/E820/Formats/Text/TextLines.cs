namespace RdmPlanner.E820;

/// <summary>Walks over the lines of a text, ended by LF or CR LF, with their numbers; copies nothing.</summary>
internal ref struct TextLines(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> _rest = text;

    /// <summary>The number of the current line, from 1.</summary>
    internal int Number { get; private set; }

    /// <summary>The current line without its end and without blanks behind it.</summary>
    internal ReadOnlySpan<char> Current { get; private set; }

    /// <summary>Goes to the next line.</summary>
    internal bool MoveNext()
    {
        if (_rest.IsEmpty)
            return false;
        int end = _rest.IndexOf('\n');
        ReadOnlySpan<char> line = end < 0 ? _rest : _rest[..end];
        _rest = end < 0 ? default : _rest[(end + 1)..];
        Current = line.TrimEnd();
        Number++;
        return true;
    }
}
