using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace RdmPlanner.Planner.Configuration;

/// <summary>Reads the language of xl.cfg(5) with the grammar of libxlu_cfg_y.y.</summary>
/// <remarks>
/// Statements are <c>name = value</c> and <c>name += value</c>, ended by a newline or a semicolon. Values are strings in
/// either quotes, numbers, and lists, which may nest, span lines and end in a comma; comments start with <c>#</c>.
/// After an error reading goes on at the next line, as xl's parser does. Every text gives a result; work is linear in
/// its length. Three things that xl refuses are read with a warning: adjacent strings (joined), carriage returns, and a
/// comment on a last line without newline; <see cref="XlConfigFile.XlReport"/> then holds xl's refusal.
/// </remarks>
public sealed class XlConfigReader
{
    /// <summary>The longest text that is read, in characters.</summary>
    public const int MaxLength = 1 << 20;

    /// <summary>The deepest nesting of lists that is read.</summary>
    public const int MaxNesting = 64;

    // Bison stays silent after an error until it has seen this many good tokens.
    private const int TokensToTrustAgain = 3;

    private readonly string _text;
    private readonly XlReadReport _report;
    private readonly XlLexer _lexer;
    private readonly XlSettingStore _store;
    private XlToken _next;
    private int _distrust;

    private XlConfigReader(string text, string fileName)
    {
        _text = text;
        _report = new XlReadReport(fileName);
        _lexer = new XlLexer(text, _report);
        _store = new XlSettingStore(_report);
        _next = _lexer.Next();
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="fileName">Its name, for findings and origins.</param>
    /// <returns>The settings that could be read, and what was wrong.</returns>
    public static XlConfigFile Read(string text, string fileName)
    {
        if (text.Length > MaxLength)
        {
            string message = string.Create(CultureInfo.InvariantCulture,
                $"the file has {text.Length} characters; no more than {MaxLength} are read");
            return new XlConfigFile(fileName, [],
                [new ConfigDiagnostic(ConfigDiagnosticCode.LimitExceeded, fileName, 1, 1, message)], "");
        }

        var reader = new XlConfigReader(text, fileName);
        reader.Statements();
        return new XlConfigFile(fileName, reader._store.ToSettings(), reader._report.Diagnostics, reader._report.XlText);
    }

    private void Statements()
    {
        while (_next.Kind != XlTokenKind.End)
        {
            bool good = _next.Kind switch
            {
                XlTokenKind.Newline or XlTokenKind.Semicolon => Shift(),
                XlTokenKind.Identifier => Assignment(),
                _ => Refuse("$end or IDENT or NEWLINE or ';'", "a setting must start with its name"),
            };
            if (!good)
            {
                SkipLine();
            }
        }
    }

    private bool Assignment()
    {
        XlToken name = _next;
        Shift();
        bool append = _next.Kind == XlTokenKind.Append;
        if (!append && _next.Kind != XlTokenKind.Assign)
        {
            return Refuse("+= or '='", $"{name.Value} must be followed by = or +=");
        }

        Shift();
        if (Value(0) is not { } value)
        {
            return false;
        }

        if (append)
        {
            _store.Append(name, value);
        }
        else
        {
            _store.Assign(name, value);
        }

        return _next.Kind switch
        {
            XlTokenKind.End => true,
            XlTokenKind.Newline or XlTokenKind.Semicolon => Shift(),
            _ => Refuse("NEWLINE or ';'", $"after the value of {name.Value} the line must end, or a semicolon follow"),
        };
    }

    private XlValue? Value(int depth)
    {
        XlToken first = _next;
        switch (first.Kind)
        {
            case XlTokenKind.Number:
                Shift();
                return new XlScalar(first.Value, isNumber: true, first.Line, first.Column);
            case XlTokenKind.String:
                Shift();
                return new XlScalar(_next.Kind == XlTokenKind.String ? Adjacent(first) : first.Value, false, first.Line, first.Column);
            case XlTokenKind.OpenList when depth == MaxNesting:
                _report.Add(ConfigDiagnosticCode.LimitExceeded, first.Line, first.Column, string.Create(
                    CultureInfo.InvariantCulture, $"lists are read to a depth of {MaxNesting}"));
                _distrust = TokensToTrustAgain;
                return null;
            case XlTokenKind.OpenList:
                Shift();
                return List(first, depth);
            default:
                Refuse("STRING or NUMBER or '['", "a value is a quoted string, a number or a list in brackets");
                return null;
        }
    }

    private string Adjacent(XlToken first)
    {
        _report.Add(ConfigDiagnosticCode.AdjacentStrings, _next.Line, _next.Column,
            "adjacent strings are joined here; xl refuses them");
        _report.XlError(_next.Line, Near(_next), "syntax error, unexpected STRING, expecting NEWLINE or ';'");
        var joined = new StringBuilder(first.Value);
        for (; _next.Kind == XlTokenKind.String; Shift())
        {
            joined.Append(_next.Value);
        }

        return joined.ToString();
    }

    private XlList? List(XlToken open, int depth)
    {
        ImmutableArray<XlValue>.Builder items = ImmutableArray.CreateBuilder<XlValue>();
        while (true)
        {
            Newlines();
            if (_next.Kind == XlTokenKind.CloseList)
            {
                break;
            }

            if (_next.Kind is not (XlTokenKind.String or XlTokenKind.Number or XlTokenKind.OpenList))
            {
                Refuse("']'", Unclosed(open, "a value or the closing bracket"));
                return null;
            }

            if (Value(depth + 1) is not { } item)
            {
                return null;
            }

            items.Add(item);
            Newlines();
            if (_next.Kind == XlTokenKind.Comma)
            {
                Shift();
            }
            else if (_next.Kind != XlTokenKind.CloseList)
            {
                Refuse("']'", Unclosed(open, "a comma or the closing bracket"));
                return null;
            }
        }

        Shift();
        return new XlList(items.ToImmutable(), open.Line, open.Column);
    }

    private static string Unclosed(XlToken open, string wanted) => string.Create(
        CultureInfo.InvariantCulture, $"the list opened in line {open.Line} needs {wanted} here");

    private void Newlines()
    {
        while (_next.Kind == XlTokenKind.Newline)
        {
            Shift();
        }
    }

    private bool Shift()
    {
        _distrust = Math.Max(0, _distrust - 1);
        _next = _lexer.Next();
        return true;
    }

    private bool Refuse(string bisonExpects, string message)
    {
        if (_distrust == 0)
        {
            if (!_report.HasLexicalFindingIn(_next.Line))
            {
                _report.Add(ConfigDiagnosticCode.SyntaxError, _next.Line, _next.Column, $"{message}, not {Shown(_next)}");
            }

            _report.XlError(_next.Line, Near(_next), $"syntax error, unexpected {_next.BisonName}, expecting {bisonExpects}");
        }

        _distrust = TokensToTrustAgain;
        return false;
    }

    private string Shown(XlToken token) => token.Kind switch
    {
        XlTokenKind.End => "the end of the file",
        XlTokenKind.Newline => "the end of the line",
        _ => XlReadReport.Shorten(Near(token)),
    };

    private ReadOnlySpan<char> Near(XlToken token) => _text.AsSpan(token.Start, token.Length);

    // The grammar's "error NEWLINE": what follows up to the end of the line is dropped.
    private void SkipLine()
    {
        while (_next.Kind is not (XlTokenKind.Newline or XlTokenKind.End))
        {
            _next = _lexer.Next();
        }

        if (_next.Kind == XlTokenKind.Newline)
        {
            Shift();
        }
    }
}
