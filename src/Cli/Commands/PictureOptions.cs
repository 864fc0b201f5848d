using System.Collections.Immutable;
using System.CommandLine;
using RdmPlanner.Cli.Output;
using RdmPlanner.Planner.Picture;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Cli.Commands;

/// <summary>Whether the text report has a map.</summary>
internal enum MapChoice
{
    /// <summary>Where the output is wide enough for one.</summary>
    Auto,

    /// <summary>Always.</summary>
    Always,

    /// <summary>Never.</summary>
    Never,
}

/// <summary>The options that ask for a picture: in the text, as SVG.</summary>
internal sealed class PictureOptions
{
    private readonly Option<MapChoice> _map = CommonOptions.Words(new Option<MapChoice>("--map")
    {
        Description = "Whether the text has a picture of guest memory; auto: where 60 columns fit (COLUMNS, else the terminal's width, else 80)",
        HelpName = "auto|always|never",
    });

    private readonly Option<bool> _noMap = new("--no-map") { Description = "The same as --map never" };

    private readonly Option<string?> _svg = new("--svg")
    {
        Description = "Write the picture as SVG; '-' is standard output, in place of the report",
        HelpName = "FILE",
    };

    /// <summary>Adds the options to a command.</summary>
    internal void AddTo(Command command)
    {
        command.Add(_map);
        command.Add(_noMap);
        command.Add(_svg);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_noMap) && result.GetResult(_map) is { Implicit: false } && result.GetValue(_map) != MapChoice.Never)
            {
                result.AddError("--no-map and --map exclude each other");
            }
        });
    }

    /// <summary>Whether a file of the picture goes to standard output, where the report would be in its way.</summary>
    internal bool TakesOutput(ParseResult parsed) => parsed.GetValue(_svg) == ResultFile.StandardOutput;

    /// <summary>The map for the text report; empty when there is to be none.</summary>
    internal ImmutableArray<MapLine> Map(ParseResult parsed, MemoryPicture picture, Streams streams)
    {
        MapChoice choice = parsed.GetValue(_noMap) ? MapChoice.Never : parsed.GetValue(_map);
        bool fits = streams.Width >= MapText.MinWidth;
        return choice == MapChoice.Always || (choice == MapChoice.Auto && fits) 
            ? [MapLine.Of(""), .. TextMap.Lines(picture, streams)]
            : [];
    }

    /// <summary>Writes the files that were asked for.</summary>
    /// <returns>False when one could not be written, which has been said.</returns>
    internal bool WriteFiles(ParseResult parsed, MemoryPicture picture, string name, Streams streams) =>
        parsed.GetValue(_svg) is not { } svg || ResultFile.Write(svg, PictureSvg.Write(picture, name), streams);
}
