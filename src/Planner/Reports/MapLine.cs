using System.Collections.Immutable;

namespace RdmPlanner.Planner.Reports;

/// <summary>What a stretch of a map's line stands for, for those who have colours.</summary>
public enum MapTone
{
    /// <summary>Words and blanks.</summary>
    Plain = 0,

    /// <summary>What may stand back: rulers, legends, regions nobody asks for.</summary>
    Dim,

    /// <summary>RAM.</summary>
    Ram,

    /// <summary>Reserved by type in a memory map.</summary>
    Reserved,

    /// <summary>A reserved region.</summary>
    Rdm,

    /// <summary>A hole or a BAR.</summary>
    Device,

    /// <summary>An edge.</summary>
    Edge,

    /// <summary>What has two owners at a risk.</summary>
    Warning,

    /// <summary>What stops the guest.</summary>
    Conflict,
}

/// <summary>A piece of a line.</summary>
/// <param name="Text">Printable text.</param>
/// <param name="Tone">What it stands for.</param>
public readonly record struct MapSpan(string Text, MapTone Tone);

/// <summary>A line of a map.</summary>
/// <param name="Spans">Its pieces from left to right.</param>
public sealed record MapLine(ImmutableArray<MapSpan> Spans)
{
    /// <summary>A line of one piece.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="tone">What it stands for.</param>
    /// <returns>The line.</returns>
    public static MapLine Of(string text, MapTone tone = MapTone.Plain) => new([new MapSpan(text, tone)]);

    /// <summary>The line as plain text, without blanks at its end.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Concat(Spans.Select(span => span.Text)).TrimEnd(' ');

    /// <summary>The line without blanks at its end, as <see cref="ToString"/> has it.</summary>
    /// <returns>The line with as many pieces, of which the last may be empty.</returns>
    public MapLine WithoutEnd()
    {
        int room = ToString().Length;
        ImmutableArray<MapSpan>.Builder spans = ImmutableArray.CreateBuilder<MapSpan>(Spans.Length);
        foreach (MapSpan span in Spans)
        {
            int length = Math.Min(room, span.Text.Length);
            spans.Add(span with { Text = span.Text[..length] });
            room -= length;
        }

        return new MapLine(spans.MoveToImmutable());
    }
}

/// <summary>The form of a map.</summary>
/// <param name="Width">Columns; at least <see cref="MapText.MinWidth"/>.</param>
/// <param name="HasUnicode">Whether block characters may be used; else printable ASCII alone.</param>
public readonly record struct MapForm(int Width, bool HasUnicode);
