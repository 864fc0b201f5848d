using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace RdmPlanner.Planner.Configuration;

/// <summary>Collects what is wrong with a text: our findings, and beside them the lines that xl would print.</summary>
internal sealed class XlReadReport(string fileName)
{
    /// <summary>More findings than this help nobody.</summary>
    public const int MaxDiagnostics = 100;

    private const int MaxXlLines = 10_000;
    private const int ShownCharacters = 60;

    private readonly ImmutableArray<ConfigDiagnostic>.Builder _diagnostics = ImmutableArray.CreateBuilder<ConfigDiagnostic>();
    private readonly StringBuilder _xl = new();
    private int _lexicalErrorLine = -1;
    private int _xlLines;
    private bool _likelyPython;

    public string FileName => fileName;

    public ImmutableArray<ConfigDiagnostic> Diagnostics => _diagnostics.ToImmutable();

    /// <summary>xl's lines; the last of them are those of xlu_cfg_readdata's caller in xl_parse.c.</summary>
    public string XlText => _xl.Length == 0 ? ""
        : (_likelyPython
            ? _xl + "warning: Config file looks like it contains Python code.\n"
                + "warning:  Arbitrary Python is no longer supported.\n"
                + "warning:  See https://wiki.xen.org/wiki/PythonInXlConfig\n"
            : _xl.ToString()) + "Failed to parse config: Invalid argument\n";

    public void Add(ConfigDiagnosticCode code, int line, int column, string message)
    {
        if (_diagnostics.Count < MaxDiagnostics)
        {
            _diagnostics.Add(new ConfigDiagnostic(code, fileName, line, column, message));
        }
    }

    /// <summary>Whether the last finding already explains what is missing in a line.</summary>
    public bool HasLexicalFindingIn(int line) => _diagnostics is [.., { } last] && last.Line == line
        && last.Code is ConfigDiagnosticCode.LexicalError or ConfigDiagnosticCode.UnterminatedString;

    public void SuspectPython() => _likelyPython = true;

    /// <summary>The first characters of a text, for a message; control characters as question marks.</summary>
    public static string Shorten(ReadOnlySpan<char> text)
    {
        Span<char> shown = stackalloc char[Math.Min(text.Length, ShownCharacters)];
        for (int i = 0; i < shown.Length; i++)
        {
            shown[i] = char.IsControl(text[i]) ? '?' : text[i];
        }

        return text.Length > ShownCharacters ? $"{shown}..." : shown.ToString();
    }

    /// <summary>xlu__cfgl_lexicalerror: prints unless the line had one, and silences the parser on that line.</summary>
    /// <param name="line">Line of the text at fault.</param>
    /// <param name="near">The scanner's text, possibly with the newline that ended it.</param>
    /// <param name="message">xl's words.</param>
    public void XlLexical(int line, ReadOnlySpan<char> near, string message)
    {
        // The scanner counts a newline as soon as it has matched it.
        int scannerLine = near.EndsWith('\n') ? line + 1 : line;
        XlError(scannerLine, near, message);
        _lexicalErrorLine = scannerLine;
    }

    /// <summary>xlu__cfg_yyerror.</summary>
    /// <param name="line">Line as the scanner counts it.</param>
    /// <param name="near">The scanner's text.</param>
    /// <param name="message">xl's or bison's words.</param>
    public void XlError(int line, ReadOnlySpan<char> near, string message)
    {
        if (line <= _lexicalErrorLine || _xlLines == MaxXlLines)
        {
            return;
        }

        string newline = "";
        if (near.EndsWith('\n'))
        {
            near = near[..^1];
            line--;
            newline = near.IsEmpty ? "<newline>" : "";
        }

        _xlLines++;
        string quoted = near.TrimEnd(" \t") is { IsEmpty: false } text ? $"`{text}'" : "";
        _xl.Append(CultureInfo.InvariantCulture,
            $"{fileName}:{line}: config parsing error near {quoted}{newline}: {message}\n");
    }
}
