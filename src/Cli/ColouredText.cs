using System.Collections.Immutable;
using RdmPlanner.Cli.Output;
using RdmPlanner.Planner.Reports;
using Spectre.Console;

namespace RdmPlanner.Cli;

/// <summary>Writes a report, with the words that matter in colour where the output is a terminal.</summary>
internal static class ColouredText
{
    private static readonly (string Start, Style Style)[] Styles =
    [
        ("verdict: ACCEPTED with", new Style(Color.Yellow, decoration: Decoration.Bold)),
        ("verdict: ACCEPTED", new Style(Color.Green, decoration: Decoration.Bold)),
        ("verdict: CRASHED", new Style(Color.Red, decoration: Decoration.Bold)),
        ("verdict: REJECTED", new Style(Color.Red, decoration: Decoration.Bold)),
        ("error[", new Style(Color.Red)),
        ("warning[", new Style(Color.Yellow)),
        ("note[", new Style(Color.Blue)),
        ("  help:", new Style(Color.Green)),
    ];

    /// <summary>Writes a report to standard output.</summary>
    /// <param name="streams">Where to write, and whether colour may be used.</param>
    /// <param name="text">The report; LF line ends.</param>
    internal static void Write(Streams streams, string text)
    {
        if (!streams.HasColour)
        {
            streams.Output.Write(text);
            return;
        }

        IAnsiConsole console = ConsoleOf(streams);
        foreach (string line in text.TrimEnd('\n').Split('\n'))
        {
            console.Write(new Text(line, StyleOf(line)));
            console.Write(new Text("\n"));
        }
    }

    /// <summary>Writes a map to standard output.</summary>
    /// <param name="streams">Where to write, and whether colour may be used.</param>
    /// <param name="map">The lines of the map.</param>
    internal static void Write(Streams streams, ImmutableArray<MapLine> map)
    {
        if (!streams.HasColour)
        {
            streams.Output.Write(MapText.Join(map));
            return;
        }

        IAnsiConsole console = ConsoleOf(streams);
        foreach (MapLine line in map)
        {
            foreach (MapSpan span in line.WithoutEnd().Spans)
            {
                console.Write(new Text(span.Text, TextMap.StyleOf(span.Tone)));
            }

            console.Write(new Text("\n"));
        }
    }

    private static IAnsiConsole ConsoleOf(Streams streams)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.Standard,
            Out = new AnsiConsoleOutput(streams.Output),
        });

        // Reports have their own line breaks.
        console.Profile.Width = int.MaxValue;
        return console;
    }

    private static Style StyleOf(string line)
    {
        foreach ((string start, Style style) in Styles)
        {
            if (line.StartsWith(start, StringComparison.Ordinal))
            {
                return style;
            }
        }

        return Style.Plain;
    }
}
