namespace RdmPlanner.Planner.Advice;

public sealed partial class ConfigEditor
{
    /// <summary>Where a new setting belongs: behind its relatives, else behind the last setting.</summary>
    private ConfigStatement? Anchor(string name)
    {
        string[] relatives = name is "memory" or "maxmem" ? ["memory", "maxmem"] : ["rdm_mem_boundary", "rdm", "maxmem", "memory"];
        foreach (string relative in relatives)
        {
            if (Last(relative) is { } found)
            {
                return found;
            }
        }

        return _statements.IsEmpty ? null : _statements[^1];
    }

    /// <summary>Puts a setting on a line of its own behind another one, in the manner of that one.</summary>
    private void Insert(ConfigStatement? anchor, string name, string value)
    {
        int at = anchor is null ? _text.Length : EndOfLines(anchor);
        string line = anchor is null ? $"{name} = {value}" : Indentation(anchor) + name + Between(anchor) + value;
        bool isBehindNewline = at == 0 || _text[at - 1] == '\n';
        _edits.Add(new TextEdit(new TextSpan(at, at), isBehindNewline ? line + NewlineAt(at) : NewlineAt(at) + line));
    }

    /// <summary>The start of the first line that no setting of the anchor's lines reaches into.</summary>
    private int EndOfLines(ConfigStatement anchor)
    {
        int end = anchor.Span.End;
        int newline = _text.IndexOf('\n', end);
        foreach (ConfigStatement statement in _statements)
        {
            // A setting that begins on the anchor's last line may be a list that goes on below it.
            if (newline >= 0 && statement.Span.Start >= end && statement.Span.Start < newline && statement.Span.End > newline)
            {
                end = statement.Span.End;
                newline = _text.IndexOf('\n', end);
            }
        }

        return newline < 0 ? _text.Length : newline + 1;
    }

    private string Indentation(ConfigStatement anchor)
    {
        int start = LineStart(anchor.Span.Start);
        string before = _text[start..anchor.Span.Start];
        return before.AsSpan().Trim(" \t").IsEmpty ? before : "";
    }

    /// <summary>The equals sign with the blanks that the anchor has about it.</summary>
    private string Between(ConfigStatement anchor)
    {
        string written = _text[(anchor.Span.Start + anchor.Name.Length)..anchor.Value.Span.Start];
        string equals = anchor.IsAddition ? written.Replace("+", "", StringComparison.Ordinal) : written;
        return equals.AsSpan().Trim(" \t") is "=" ? equals : " = ";
    }

    /// <summary>The line end in use before a place; LF in a text without any.</summary>
    private string NewlineAt(int at)
    {
        int newline = at == 0 ? _text.IndexOf('\n') : _text.LastIndexOf('\n', at - 1);
        return newline > 0 && _text[newline - 1] == '\r' ? "\r\n" : "\n";
    }

    private int LineStart(int at) => at == 0 ? 0 : _text.LastIndexOf('\n', at - 1) + 1;

    /// <summary>Removes a setting: with its lines when nothing else is on them.</summary>
    private void Remove(ConfigStatement statement)
    {
        int start = LineStart(statement.Span.Start);
        int end = EndOfLineBehind(statement.Span.End, mayHaveSemicolon: true);
        bool isAlone = _text.AsSpan(start, statement.Span.Start - start).Trim(" \t").IsEmpty && end >= 0;
        if (isAlone)
        {
            _edits.Add(new TextEdit(new TextSpan(start, end), ""));
            return;
        }

        // The separator behind goes along; without one, the one before.
        int behind = SkipBlanks(statement.Span.End);
        bool hasSeparator = behind < _text.Length && _text[behind] == ';';
        int before = statement.Span.Start;
        while (!hasSeparator && before > start && _text[before - 1] is ' ' or '\t' or ';')
        {
            before--;
        }

        _edits.Add(new TextEdit(new TextSpan(before, hasSeparator ? SkipBlanks(behind + 1) : statement.Span.End), ""));
    }

    private int SkipBlanks(int at)
    {
        while (at < _text.Length && _text[at] is ' ' or '\t')
        {
            at++;
        }

        return at;
    }

    /// <summary>The start of the next line when nothing but blanks, a separator and a comment follows; else -1.</summary>
    private int EndOfLineBehind(int at, bool mayHaveSemicolon)
    {
        at = SkipBlanks(at);
        if (at < _text.Length && _text[at] == (mayHaveSemicolon ? ';' : ','))
        {
            at = SkipBlanks(at + 1);
        }

        bool isEnd = at == _text.Length || _text[at] is '#' or '\n' || (_text[at] == '\r' && at + 1 < _text.Length && _text[at + 1] == '\n');
        int newline = isEnd ? _text.IndexOf('\n', at) : -1;
        return !isEnd ? -1 : newline < 0 ? _text.Length : newline + 1;
    }
}
