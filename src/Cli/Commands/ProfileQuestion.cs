using System.Collections.Immutable;
using System.CommandLine;
using RdmPlanner.Cli.Input;
using RdmPlanner.Planner.Comparison;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Reports;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Cli.Commands;

/// <summary>The same question under several profiles.</summary>
internal static class ProfileQuestion
{
    /// <summary>A plan under one profile.</summary>
    internal static ProfileAnswer Plan(PlanInputs inputs, XenProfile profile)
    {
        BoundGuest guest = inputs.Bind(profile);
        ImmutableArray<Finding> findings = [.. guest.Diagnostics.Select(Finding.Of)];
        if (guest.IsRefused)
        {
            return new ProfileAnswer { Profile = profile, Guest = guest, Findings = findings };
        }

        PlanOutcome outcome = MemoryPlanner.Plan(inputs.Request(guest.Config, profile));
        return new ProfileAnswer
        {
            Profile = profile,
            Guest = guest,
            Plan = outcome,
            Findings = [.. findings, .. outcome.Plan.Diagnostics.Select(Finding.Of)],
        };
    }

    /// <summary>A simulation under one profile.</summary>
    internal static ProfileAnswer Simulate(SimulationInputs inputs, XenProfile profile)
    {
        BoundGuest guest = inputs.Plan.Bind(profile);
        List<Finding> findings = [.. guest.Diagnostics.Select(Finding.Of)];
        if (guest.IsRefused || inputs.Request(guest.Config, profile, findings) is not { } request)
        {
            return new ProfileAnswer { Profile = profile, Guest = guest, Findings = [.. findings] };
        }

        MachineSimulation simulation = MachineSimulator.Run(request);
        return new ProfileAnswer
        {
            Profile = profile,
            Guest = guest,
            Plan = simulation.Plan,
            Simulation = simulation,
            Findings = [.. findings, .. simulation.Findings],
        };
    }

    /// <summary>Prints a comparison, and writes its page if one was asked for.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="inputs">What the question was made of.</param>
    /// <param name="machine">The whole machine of a profile's plan.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="pictures">The options that ask for a page.</param>
    /// <param name="format">Form of the report.</param>
    /// <param name="failOn">The severity from which a finding fails.</param>
    /// <param name="streams">Where to write.</param>
    internal static ExitCode Report(
        ProfileComparison comparison,
        PlanInputs inputs,
        Func<PlanRequest, SimulationRequest> machine,
        ParseResult parsed,
        PictureOptions pictures,
        OutputFormat format,
        FailOn? failOn,
        Streams streams)
    {
        ImmutableArray<Finding> others = inputs.Host.Findings;
        bool isWritten = pictures.WriteComparison(parsed, comparison, others, inputs.Source, machine, streams);
        bool hasReport = !pictures.TakesOutput(parsed);
        if (hasReport)
        {
            ColouredText.Write(streams, format switch
            {
                OutputFormat.Text => ComparisonText.Write(comparison, others),
                OutputFormat.Json => ComparisonJson.Write(comparison, others),
                OutputFormat.Csv => ComparisonCsv.Write(comparison),
                _ => throw new System.Diagnostics.UnreachableException($"format {format}"),
            });
        }

        if (hasReport && format == OutputFormat.Csv)
        {
            HostInput.Say(others, streams);
        }

        bool fails = !comparison.IsAcceptedByAll
            || (failOn is { } level && level.IsReachedBy([.. others, .. comparison.Rows.SelectMany(r => r.Answer.Findings)]));
        return !isWritten ? ExitCode.BadInput : fails ? ExitCode.Rejected : ExitCode.Accepted;
    }
}
