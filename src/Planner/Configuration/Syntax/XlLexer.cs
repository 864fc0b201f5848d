namespace RdmPlanner.Planner.Configuration;

/// <summary>The scanner of libxlu_cfg_l.l: reports what is no token and goes on behind it.</summary>
internal sealed class XlLexer(string text, XlReadReport report)
{
    private int _at;
    private int _line = 1;
    private int _lineStart;
    private bool _carriageReturnSeen;

    /// <summary>The next token; <see cref="XlTokenKind.End"/> for ever at the end.</summary>
    public XlToken Next()
    {
        while (_at < text.Length)
        {
            char c = text[_at];
            if (c is ' ' or '\t')
            {
                _at++;
            }
            else if (c == '\r' && _at + 1 < text.Length && text[_at + 1] == '\n')
            {
                SkipCarriageReturn();
            }
            else if (Scan(c) is { } token)
            {
                return token;
            }
        }

        return new XlToken(XlTokenKind.End, _at, 0, _line, Column(_at), "");
    }

    private int Column(int at) => at - _lineStart + 1;

    private XlToken? Scan(char c) => c switch
    {
        '\n' => Newline(_at),
        '#' => Comment(),
        '\'' or '"' => Quoted(c),
        ',' => Token(XlTokenKind.Comma, 1),
        '[' => Token(XlTokenKind.OpenList, 1),
        ']' => Token(XlTokenKind.CloseList, 1),
        '=' => Token(XlTokenKind.Assign, 1),
        ';' => Token(XlTokenKind.Semicolon, 1),
        '+' when _at + 1 < text.Length && text[_at + 1] == '=' => Token(XlTokenKind.Append, 2),
        >= 'a' and <= 'z' => Word(XlTokenKind.Identifier, IsIdentifierPart),
        >= '0' and <= '9' => Word(XlTokenKind.Number, IsNumberPart),
        _ => Unknown(),
    };

    // The real scanner has lower-case letters only: [a-z][_0-9a-z]* and [0-9][0-9a-fx]*.
    private static bool IsIdentifierPart(char c) => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_';

    private static bool IsNumberPart(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or 'x';

    private XlToken Token(XlTokenKind kind, int length, string value = "")
    {
        var token = new XlToken(kind, _at, length, _line, Column(_at), value);
        _at += length;
        return token;
    }

    private XlToken Word(XlTokenKind kind, Func<char, bool> isPart)
    {
        int end = _at + 1;
        while (end < text.Length && isPart(text[end]))
        {
            end++;
        }

        return Token(kind, end - _at, text[_at..end]);
    }

    private XlToken Newline(int start)
    {
        var token = new XlToken(XlTokenKind.Newline, start, _at + 1 - start, _line, Column(start), "");
        _at++;
        _line++;
        _lineStart = _at;
        return token;
    }

    private XlToken? Comment()
    {
        int start = _at;
        int end = text.IndexOf('\n', _at);
        if (end >= 0)
        {
            _at = end;
            return Newline(start);
        }

        // The rule is #.*\n: without the newline the # is no token, and xl stops at it.
        int column = Column(start);
        report.Add(ConfigDiagnosticCode.UnfinishedComment, _line, column,
            "the comment on the last line needs a newline behind it: xl refuses the file without");
        report.XlLexical(_line, NonBlank(start), "lexical error");
        _at = text.Length;
        return null;
    }

    private void SkipCarriageReturn()
    {
        if (!_carriageReturnSeen)
        {
            _carriageReturnSeen = true;
            report.Add(ConfigDiagnosticCode.CarriageReturn, _line, Column(_at),
                "lines end with carriage return and newline: xl refuses the file until the carriage returns are removed");
        }

        report.XlLexical(_line, text.AsSpan(_at, 2), "lexical error");
        _at++;
    }

    private XlToken? Quoted(char quote)
    {
        int end = _at + 1;
        while (end < text.Length && text[end] != quote && text[end] != '\n')
        {
            end += text[end] == '\\' && end + 1 < text.Length && text[end + 1] != '\n' ? 2 : 1;
        }

        if (end >= text.Length || text[end] != quote)
        {
            return Unknown();
        }

        int length = end + 1 - _at;
        string value = XlStringEscapes.Resolve(text.AsSpan(_at + 1, length - 2), out string? error, out bool dropped);
        if (error is not null)
        {
            report.Add(ConfigDiagnosticCode.InvalidEscape, _line, Column(_at), $"{error}: {XlReadReport.Shorten(text.AsSpan(_at, length))}");
            report.XlLexical(_line, text.AsSpan(_at, length), error);
        }
        else if (dropped)
        {
            report.Add(ConfigDiagnosticCode.NumericEscapeDropped, _line, Column(_at),
                $"xl reads the octal escape in {XlReadReport.Shorten(text.AsSpan(_at, length))} and drops its character");
        }

        return Token(XlTokenKind.String, length, value);
    }

    private XlToken? Unknown()
    {
        int start = _at;
        if (text[start] is (>= '+' and <= '.') or '(' or ')' or ':')
        {
            report.SuspectPython();
        }

        ReadOnlySpan<char> near = NonBlank(start);
        bool quote = text[start] is '\'' or '"';
        report.Add(quote ? ConfigDiagnosticCode.UnterminatedString : ConfigDiagnosticCode.LexicalError, _line, Column(start),
            quote ? $"the string that starts with {XlReadReport.Shorten(near)} has no closing quote on its line"
                : $"{XlReadReport.Shorten(near)} is not part of the configuration language");
        _at += near.Length;
        if (near.Length == 1 && _at < text.Length && text[_at] == '\n')
        {
            // <lexerr>\n: the error takes the newline along and gives it back as a token.
            report.XlLexical(_line, text.AsSpan(start, 2), "lexical error");
            return Newline(_at);
        }

        if (near.Length > 1 || _at < text.Length)
        {
            // A single character at the very end of the text is dropped by the scanner without a word.
            report.XlLexical(_line, near, "lexical error");
        }

        return null;
    }

    private ReadOnlySpan<char> NonBlank(int start)
    {
        int length = text.AsSpan(start + 1).IndexOfAny(' ', '\t', '\n');
        return length < 0 ? text.AsSpan(start) : text.AsSpan(start, length + 1);
    }
}
