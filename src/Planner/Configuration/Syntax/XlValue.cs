using System.Collections.Immutable;

namespace RdmPlanner.Planner.Configuration;

/// <summary>A value of a configuration file. As in libxlu, a number is kept as the text it was written with.</summary>
public abstract record XlValue
{
    private protected XlValue(int line, int column)
    {
        Line = line;
        Column = column;
    }

    /// <summary>Line of the value's first character, from 1; 0 when it does not come from a file.</summary>
    public int Line { get; }

    /// <summary>Column of the value's first character, from 1; 0 when it does not come from a file.</summary>
    public int Column { get; }
}

/// <summary>A string or a number.</summary>
public sealed record XlScalar : XlValue
{
    /// <summary>Makes a scalar.</summary>
    /// <param name="text">The characters, escapes resolved.</param>
    /// <param name="isNumber">Whether it was written without quotes.</param>
    /// <param name="line">Line from 1, or 0.</param>
    /// <param name="column">Column from 1, or 0.</param>
    public XlScalar(string text, bool isNumber = false, int line = 0, int column = 0)
        : base(line, column)
    {
        Text = text;
        IsNumber = isNumber;
    }

    /// <summary>The characters, escapes resolved; a number as written.</summary>
    public string Text { get; }

    /// <summary>Whether it was written without quotes. xl makes no difference between <c>8</c> and <c>"8"</c>.</summary>
    public bool IsNumber { get; }

    /// <summary>The number that xl reads from the text (C's strtol, any base); null when there is none.</summary>
    public long? Number => CNumbers.TryStrtol(Text, out long value) == CNumberStatus.Ok ? value : null;
}

/// <summary>A list; its items may be lists.</summary>
public sealed record XlList : XlValue
{
    /// <summary>Makes a list.</summary>
    /// <param name="items">The items in order.</param>
    /// <param name="line">Line of the opening bracket from 1, or 0.</param>
    /// <param name="column">Column of the opening bracket from 1, or 0.</param>
    public XlList(ImmutableArray<XlValue> items, int line = 0, int column = 0)
        : base(line, column) => Items = items;

    /// <summary>The items in order.</summary>
    public ImmutableArray<XlValue> Items { get; }
}
