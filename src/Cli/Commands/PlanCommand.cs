using System.Collections.Immutable;
using System.CommandLine;
using RdmPlanner.Cli.Input;
using RdmPlanner.Planner.Comparison;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Picture;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Reports;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Cli.Commands;

/// <summary><c>rdmplan plan</c>: verdict, map and reasons.</summary>
internal static class PlanCommand
{
    /// <summary>Makes the command.</summary>
    internal static Command Make(Streams streams)
    {
        PlanOptions options = new(severalProfiles: true);
        PictureOptions pictures = new();
        Option<OutputFormat> format = CommonOptions.Format(OutputFormat.Ndjson, OutputFormat.Sarif, OutputFormat.Github);
        Option<FailOn?> failOn = CommonOptions.FailOnOption();
        Command command = new(
            "plan",
            """
            Lay out a guest's memory around the host's reserved device memory, and say whether it can start.

            Examples:
              rdmplan plan --host dmar.bin --guest win10.cfg
              rdmplan plan --host sample:laptop --memory 4096 --rdm strategy=host,policy=strict
              rdmplan plan --host dmar.bin --memory 4096 --pci 00:14.0,rdm_policy=relaxed --format json
              rdmplan plan --host dmar.bin --guest win10.cfg --svg map.svg --html report.html
              rdmplan plan --host dmar.bin --guest win10.cfg --profile all --html report.html

            ndjson, sarif and github give the findings; the form never changes the exit code.
            Options override the guest file. Without --host the running host's own table is used.
            Exit codes: 0 accepted, 1 rejected (or a finding at or above --fail-on; with several profiles: under any of them),
            2 usage, 3 unreadable or malformed.
            """);
        options.AddTo(command);
        command.Add(format);
        command.Add(failOn);
        pictures.AddTo(command);
        command.SetAction(parsed =>
        {
            if (options.WantsComparison(parsed))
            {
                if (pictures.RefusesComparison(parsed, streams))
                {
                    return (int)ExitCode.Usage;
                }

                if (parsed.GetValue(format) is not (OutputFormat.Text or OutputFormat.Json or OutputFormat.Csv))
                {
                    streams.Error.WriteLine("rdmplan: verdicts of several profiles come as text, json or csv; findings are of one profile");
                    return (int)ExitCode.Usage;
                }

                ExitCode problem = options.ReadAll(parsed, streams, [], out PlanInputs? inputs, out ImmutableArray<ProfileBand> bands);
                return (int)(inputs is null ? problem : ProfileQuestion.Report(
                    ProfileComparison.Of(bands, profile => ProfileQuestion.Plan(inputs, profile)),
                    inputs, plan => new SimulationRequest { Plan = plan },
                    parsed, pictures, parsed.GetValue(format), parsed.GetValue(failOn), streams));
            }

            PlanQuestion question = options.Read(parsed, streams);
            if (question is { Inputs: { } read, Request: { } planned })
            {
                question = question with
                {
                    Findings = [.. question.Findings, .. ProfileComparison.OtherVerdicts(planned.Profile, p => ProfileQuestion.Plan(read, p))],
                };
            }

            return (int)(question.Request is { } request
                ? Answer(request, question, parsed, streams)
                : question.Problem);

            ExitCode Answer(PlanRequest asked, PlanQuestion whole, ParseResult line, Streams output)
            {
                IReadOnlyList<Finding> findings = whole.Findings;
                PlanOutcome outcome = MemoryPlanner.Plan(asked);
                MemoryPicture picture = MemoryPicture.Of(outcome);
                string name = PictureOptions.NameOf(asked);
                bool isWritten = pictures.WriteFiles(line, Page, picture, name, output);
                if (!pictures.TakesOutput(line))
                {
                    Report(outcome, findings, line.GetValue(format), pictures.Map(line, picture, output), output);
                }

                return isWritten ? Exit(outcome, findings, line.GetValue(failOn)) : ExitCode.BadInput;

                HtmlReportContent Page() => PictureOptions.WithAdvice(
                    new HtmlReportContent
                    {
                        Name = name,
                        Picture = picture,
                        Outcome = outcome,
                        Findings = [.. findings, .. outcome.Plan.Diagnostics.Select(Finding.Of)],
                        Profiles = whole.Inputs is { } read ? ProfileComparison.Of(ProfileBand.All, p => ProfileQuestion.Plan(read, p)) : null,
                    },
                    whole.Source,
                    new SimulationRequest { Plan = asked });
            }
        });
        return command;
    }

    private static void Report(
        PlanOutcome outcome, IReadOnlyList<Finding> findings, OutputFormat format, ImmutableArray<MapLine> map, Streams streams)
    {
        switch (format)
        {
            case OutputFormat.Text when map.IsEmpty:
                ColouredText.Write(streams, PlanText.Write(outcome, findings));
                break;
            case OutputFormat.Text:
                ColouredText.Write(streams, PlanText.Head(outcome, findings));
                ColouredText.Write(streams, map);
                ColouredText.Write(streams, PlanText.Body(outcome, findings));
                break;
            case OutputFormat.Json:
                ColouredText.Write(streams, PlanJson.Write(outcome, findings));
                break;
            case OutputFormat.Csv:
                ColouredText.Write(streams, PlanCsv.Write(outcome.Plan));
                break;
            case OutputFormat.Ndjson:
                streams.Output.Write(FindingForms.Lines(Rows()));
                break;
            case OutputFormat.Sarif:
                streams.Output.Write(FindingSarif.Write(Rows()));
                break;
            case OutputFormat.Github:
                streams.Output.Write(FindingForms.Github(Rows()));
                break;
            default:
                throw new System.Diagnostics.UnreachableException($"format {format}");
        }

        if (format == OutputFormat.Csv)
        {
            // The rows have no place for reasons.
            HostInput.Say([.. findings, .. outcome.Plan.Diagnostics.Select(Finding.Of)], streams);
        }

        ImmutableArray<ReportRow> Rows() =>
            ReportRow.Of([.. findings, .. outcome.Plan.Diagnostics.Select(Finding.Of)], [outcome.Plan.Request.Host]);
    }

    private static ExitCode Exit(PlanOutcome outcome, IReadOnlyList<Finding> findings, FailOn? failOn)
    {
        bool fails = outcome is Rejected
            || (failOn is { } level && level.IsReachedBy([.. findings, .. outcome.Plan.Diagnostics.Select(Finding.Of)]));
        return fails ? ExitCode.Rejected : ExitCode.Accepted;
    }
}
