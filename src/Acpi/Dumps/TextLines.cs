namespace RdmPlanner.Acpi.Dumps;

/// <summary>Walks the lines of a text as spans over its bytes; both line endings are accepted.</summary>
internal ref struct TextLines
{
    private ReadOnlySpan<byte> _rest;

    public TextLines(ReadOnlySpan<byte> text)
    {
        _rest = text;
        Current = default;
        Number = 0;
    }

    /// <summary>The line without its end.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Number of <see cref="Current"/>, counted from 1.</summary>
    public int Number { get; private set; }

    public bool MoveNext()
    {
        if (_rest.IsEmpty)
            return false;

        int end = _rest.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = end < 0 ? _rest : _rest[..end];
        _rest = end < 0 ? default : _rest[(end + 1)..];
        Current = line.EndsWith("\r"u8) ? line[..^1] : line;
        Number++;
        return true;
    }
}
