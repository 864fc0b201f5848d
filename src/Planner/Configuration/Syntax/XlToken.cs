namespace RdmPlanner.Planner.Configuration;

/// <summary>The tokens of libxlu_cfg_l.l.</summary>
internal enum XlTokenKind
{
    End,
    Identifier,
    String,
    Number,
    Newline,
    Append,
    Assign,
    Semicolon,
    OpenList,
    CloseList,
    Comma,
}

/// <summary>One token and its place.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Offset of its first character in the text.</param>
/// <param name="Length">Characters of the text it covers.</param>
/// <param name="Line">Line from 1.</param>
/// <param name="Column">Column from 1.</param>
/// <param name="Value">Identifier, number as written, or string with its escapes resolved; else empty.</param>
internal readonly record struct XlToken(XlTokenKind Kind, int Start, int Length, int Line, int Column, string Value)
{
    /// <summary>The token's name in bison's messages.</summary>
    public string BisonName => Kind switch
    {
        XlTokenKind.End => "$end",
        XlTokenKind.Identifier => "IDENT",
        XlTokenKind.String => "STRING",
        XlTokenKind.Number => "NUMBER",
        XlTokenKind.Newline => "NEWLINE",
        XlTokenKind.Append => "+=",
        XlTokenKind.Assign => "'='",
        XlTokenKind.Semicolon => "';'",
        XlTokenKind.OpenList => "'['",
        XlTokenKind.CloseList => "']'",
        _ => "','",
    };
}
