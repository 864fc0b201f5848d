using System.Collections.Immutable;
using RdmPlanner.Planner.Picture;
using RdmPlanner.Planner.Reports;
using Spectre.Console;

namespace RdmPlanner.Cli.Output;

/// <summary>Writes a picture to a terminal or pipe.</summary>
internal static class TextMap
{
    /// <summary>The lines in the form that the output takes.</summary>
    /// <param name="picture">The picture; its last stage is drawn.</param>
    /// <param name="streams">The output's width and characters.</param>
    /// <returns>The lines; a narrower output than the map's least width gets that width.</returns>
    internal static ImmutableArray<MapLine> Lines(MemoryPicture picture, Streams streams) =>
        MapText.Lines(picture, picture.Final, new MapForm(Math.Max(streams.Width, MapText.MinWidth), streams.HasUnicode));

    /// <summary>The style of a tone on a terminal of 16 colours, dark or light.</summary>
    internal static Style StyleOf(MapTone tone) => tone switch
    {
        MapTone.Plain => Style.Plain,
        MapTone.Dim => new Style(decoration: Decoration.Dim),
        MapTone.Ram => new Style(Color.Blue),
        MapTone.Reserved => new Style(Color.Grey),
        MapTone.Rdm => new Style(Color.Purple),
        MapTone.Device => new Style(Color.Green),
        MapTone.Edge => new Style(Color.Teal),
        MapTone.Warning => new Style(Color.Yellow, decoration: Decoration.Bold),
        MapTone.Conflict => new Style(Color.Red, decoration: Decoration.Bold),
        _ => throw new System.Diagnostics.UnreachableException($"tone {tone}"),
    };
}
