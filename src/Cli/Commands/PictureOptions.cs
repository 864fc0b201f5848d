using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using RdmPlanner.Cli.Input;
using RdmPlanner.Cli.Output;
using RdmPlanner.Planner.Advice;
using RdmPlanner.Planner.Comparison;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Picture;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Reports;
using RdmPlanner.Planner.Simulation;

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

/// <summary>The options that ask for a picture: in the text, as SVG, as a page.</summary>
internal sealed class PictureOptions
{
    private const string StandardOutput = "-";

    private readonly Option<MapChoice> _map = CommonOptions.Words(new Option<MapChoice>("--map")
    {
        Description = "Whether the text has a picture of guest memory; auto: where 60 columns fit (COLUMNS, else the terminal's width, else 80)",
        HelpName = "auto|always|never",
    });

    private readonly Option<bool> _noMap = new("--no-map") { Description = "The same as --map never" };

    private readonly Option<string?> _svg = new("--svg")
    {
        Description = "Write the picture as SVG, of one profile; '-' is standard output, in place of the report",
        HelpName = "FILE",
    };

    private readonly Option<string?> _html = new("--html")
    {
        Description = "Write a page with the picture and the whole report; one file that needs no network; '-' is standard output",
        HelpName = "FILE",
    };

    /// <summary>Adds the options to a command.</summary>
    internal void AddTo(Command command)
    {
        command.Add(_map);
        command.Add(_noMap);
        command.Add(_svg);
        command.Add(_html);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_noMap) && result.GetResult(_map) is { Implicit: false } && result.GetValue(_map) != MapChoice.Never)
            {
                result.AddError("--no-map and --map exclude each other");
            }

            if (result.GetValue(_svg) is { } svg && result.GetValue(_html) is { } html && svg == html)
            {
                result.AddError("--svg and --html cannot have the same name");
            }
        });
    }

    /// <summary>Whether a file of the picture goes to standard output, where the report would be in its way.</summary>
    internal bool TakesOutput(ParseResult parsed) =>
        parsed.GetValue(_svg) == StandardOutput || parsed.GetValue(_html) == StandardOutput;

    /// <summary>Whether a drawing is asked for where several profiles give several; it has then been said.</summary>
    internal bool RefusesComparison(ParseResult parsed, Streams streams)
    {
        if (parsed.GetValue(_svg) is null)
        {
            return false;
        }

        streams.Error.WriteLine("rdmplan: --svg draws one profile; give one with --profile, or --html FILE for a page with all of them");
        return true;
    }

    /// <summary>Writes the page of a comparison, if one was asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="comparison">The comparison; one of its rows has a plan.</param>
    /// <param name="others">Findings of the inputs, the same under every profile.</param>
    /// <param name="source">The guest's text.</param>
    /// <param name="machine">The whole machine of a profile's plan, for advice.</param>
    /// <param name="streams">Where to write, and to say what goes wrong.</param>
    /// <returns>False when it could not be written, which has been said.</returns>
    internal bool WriteComparison(
        ParseResult parsed,
        ProfileComparison comparison,
        ImmutableArray<Finding> others,
        GuestSource source,
        Func<PlanRequest, SimulationRequest> machine,
        Streams streams)
    {
        if (parsed.GetValue(_html) is not { } html)
        {
            return true;
        }

        PlanOutcome outcome = comparison.Decisive.Answer.Plan!;
        HtmlReportContent content = new()
        {
            Name = NameOf(outcome.Plan.Request, $"{comparison.Rows.Length} profiles"),
            Picture = MemoryPicture.Of(comparison),
            Outcome = outcome,
            Findings = [.. others, .. comparison.Findings],
            Profiles = comparison,
        };
        return Write(html, HtmlReport.Write(WithAdvice(content, source, machine(outcome.Plan.Request))), streams);
    }

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
    /// <param name="parsed">The command line.</param>
    /// <param name="content">Makes what a page holds; called only when one is wanted.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="name">What it is of.</param>
    /// <param name="streams">Where to write, and to say what goes wrong.</param>
    /// <returns>False when one could not be written, which has been said.</returns>
    internal bool WriteFiles(ParseResult parsed, Func<HtmlReportContent> content, MemoryPicture picture, string name, Streams streams)
    {
        bool isWritten = parsed.GetValue(_svg) is not { } svg || Write(svg, PictureSvg.Write(picture, name), streams);
        return (parsed.GetValue(_html) is not { } html || Write(html, HtmlReport.Write(content()), streams)) && isWritten;
    }

    /// <summary>What a picture is of.</summary>
    internal static string NameOf(PlanRequest request) => NameOf(request, $"profile {request.Profile.Name}");

    /// <summary>Adds what <c>advise</c> says of the same question.</summary>
    /// <param name="content">The page.</param>
    /// <param name="source">The guest's text; null leaves the advice out.</param>
    /// <param name="machine">The machine that each change is run on.</param>
    internal static HtmlReportContent WithAdvice(HtmlReportContent content, GuestSource? source, SimulationRequest machine)
    {
        if (source is null)
        {
            return content;
        }

        AdviceAnswer answer = Advisor.Find(new AdviceQuestion { Plan = machine.Plan, Source = source, Machine = machine });
        return content with { Changes = SuggestedChange.AllOf(answer), Statements = answer.Statements };
    }

    private static string NameOf(PlanRequest request, string rules) =>
        $"{request.Guest.Name.Value ?? "guest"} on {request.Host.Name}, {request.Guest.MemoryMiB.Value} MiB, {rules}";

    private static bool Write(string path, string text, Streams streams)
    {
        if (path != StandardOutput)
        {
            return OutputFile.Replace(path, Encoding.UTF8.GetBytes(text), streams);
        }

        streams.Output.Write(text);
        return true;
    }
}
