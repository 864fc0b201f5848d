using System.CommandLine;
using RdmPlanner.Cli.Input;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Cli.Commands;

/// <summary><c>rdmplan plan</c>: verdict, map and reasons.</summary>
internal static class PlanCommand
{
    /// <summary>Makes the command.</summary>
    internal static Command Make(Streams streams)
    {
        PlanOptions options = new();
        Option<OutputFormat> format = CommonOptions.Format();
        Option<FailOn?> failOn = CommonOptions.FailOnOption();
        Command command = new(
            "plan",
            """
            Lay out a guest's memory around the host's reserved device memory, and say whether it can start.

            Examples:
              rdmplan plan --host dmar.bin --guest win10.cfg
              rdmplan plan --host sample:laptop --memory 4096 --rdm strategy=host,policy=strict
              rdmplan plan --host dmar.bin --memory 4096 --pci 00:14.0,rdm_policy=relaxed --format json

            Options override the guest file. Without --host the running host's own table is used.
            Exit codes: 0 accepted, 1 rejected (or a finding at or above --fail-on), 2 usage, 3 unreadable or malformed.
            """);
        options.AddTo(command);
        command.Add(format);
        command.Add(failOn);
        command.SetAction(parsed =>
        {
            PlanQuestion question = options.Read(parsed, streams);
            return (int)(question.Request is { } request
                ? Answer(request, question.Findings, parsed.GetValue(format), parsed.GetValue(failOn), streams)
                : question.Problem);
        });
        return command;
    }

    private static ExitCode Answer(
        PlanRequest request, IReadOnlyList<Finding> findings, OutputFormat format, FailOn? failOn, Streams streams)
    {
        PlanOutcome outcome = MemoryPlanner.Plan(request);
        ColouredText.Write(streams, format switch
        {
            OutputFormat.Text => PlanText.Write(outcome, findings),
            OutputFormat.Json => PlanJson.Write(outcome, findings),
            OutputFormat.Csv => PlanCsv.Write(outcome.Plan),
            _ => throw new System.Diagnostics.UnreachableException($"format {format}"),
        });
        if (format == OutputFormat.Csv)
        {
            // The rows have no place for reasons.
            HostInput.Say([.. findings, .. outcome.Plan.Diagnostics.Select(Finding.Of)], streams);
        }

        bool fails = outcome is Rejected
            || (failOn is { } level && level.IsReachedBy([.. findings, .. outcome.Plan.Diagnostics.Select(Finding.Of)]));
        return fails ? ExitCode.Rejected : ExitCode.Accepted;
    }
}
