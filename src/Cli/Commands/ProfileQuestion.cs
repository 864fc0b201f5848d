using System.Collections.Immutable;
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

    /// <summary>Prints a comparison.</summary>
    internal static ExitCode Report(
        ProfileComparison comparison, ImmutableArray<Finding> others, OutputFormat format, FailOn? failOn, Streams streams)
    {
        ColouredText.Write(streams, format switch
        {
            OutputFormat.Text => ComparisonText.Write(comparison, others),
            OutputFormat.Json => ComparisonJson.Write(comparison, others),
            OutputFormat.Csv => ComparisonCsv.Write(comparison),
            _ => throw new System.Diagnostics.UnreachableException($"format {format}"),
        });
        if (format == OutputFormat.Csv)
        {
            HostInput.Say(others, streams);
        }

        bool fails = !comparison.IsAcceptedByAll
            || (failOn is { } level && level.IsReachedBy([.. others, .. comparison.Rows.SelectMany(r => r.Answer.Findings)]));
        return fails ? ExitCode.Rejected : ExitCode.Accepted;
    }
}
