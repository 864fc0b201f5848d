using System.Collections.Immutable;
using System.CommandLine;
using RdmPlanner.Cli.Input;
using RdmPlanner.Planner.Advice;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Cli.Commands;

/// <summary>A question about the whole machine, or the exit code that says why there is none.</summary>
/// <param name="Request">The question; null when it could not be read.</param>
/// <param name="Findings">What was noticed while reading.</param>
/// <param name="Problem">The exit code when there is no question.</param>
internal sealed record SimulationQuestion(SimulationRequest? Request, IReadOnlyList<Finding> Findings, ExitCode Problem)
{
    /// <summary>What the question was made of; null when it could not be read.</summary>
    internal SimulationInputs? Inputs { get; init; }

    /// <summary>The guest's text with the options on top; null when there is no question.</summary>
    internal GuestSource? Source { get; init; }
}

/// <summary>Everything of a question that does not depend on whose rules are followed.</summary>
/// <param name="Plan">Host and guest.</param>
/// <param name="Machine">The rest of the machine.</param>
internal sealed record SimulationInputs(PlanInputs Plan, MachineInputs Machine)
{
    /// <summary>The question under one profile.</summary>
    /// <param name="guest">The guest as that profile reads it.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="findings">Takes what that profile's parser says of the hotplug strings.</param>
    /// <returns>The question; null when a hotplug string is refused.</returns>
    internal SimulationRequest? Request(GuestConfig guest, XenProfile profile, List<Finding> findings)
    {
        ImmutableArray<PassthroughDevice>.Builder hotplug = ImmutableArray.CreateBuilder<PassthroughDevice>();
        foreach (string text in Machine.Hotplug)
        {
            HotplugReading reading = HotplugOption.Read(text, profile);
            findings.AddRange(reading.Findings);
            if (reading.Device is null)
            {
                return null;
            }

            hotplug.Add(reading.Device);
        }

        return Machine.Request(Plan.Request(guest, profile), hotplug.DrainToImmutable());
    }
}

/// <summary>The options of <c>simulate</c> and <c>who</c>: those of a plan and those of the machine.</summary>
internal sealed class SimulationOptions
{
    private readonly PlanOptions _plan;
    private readonly MachineOptions _machine = new();

    /// <summary>Makes the options.</summary>
    /// <param name="severalProfiles">Whether the command compares profiles.</param>
    internal SimulationOptions(bool severalProfiles = false) => _plan = new PlanOptions(severalProfiles);

    /// <summary>Adds the options to a command.</summary>
    internal void AddTo(Command command)
    {
        _plan.AddTo(command, withLayout: false);
        _machine.AddTo(command);
    }

    /// <summary>Whether verdicts of several profiles are asked for.</summary>
    internal bool WantsComparison(ParseResult parsed) => _plan.WantsComparison(parsed);

    /// <summary>Reads the question under one profile.</summary>
    internal SimulationQuestion Read(ParseResult parsed, Streams streams)
    {
        PlanQuestion plan = _plan.Read(parsed, streams, null, _machine.Inputs(parsed));
        if (plan is not { Request: { } request, Inputs: { } planInputs })
        {
            return new SimulationQuestion(null, plan.Findings, plan.Problem);
        }

        ExitCode problem = _machine.Read(parsed, _plan.SampleName(parsed), streams, out MachineInputs? machine);
        if (machine is null)
        {
            return new SimulationQuestion(null, plan.Findings, problem);
        }

        SimulationInputs inputs = new(planInputs, machine);
        List<Finding> findings = [.. plan.Findings];
        List<Finding> hotplug = [];
        SimulationRequest? question = inputs.Request(request.Guest, request.Profile, hotplug);
        if (question is null)
        {
            HostInput.Say(hotplug, streams);
            streams.Error.WriteLine($"rdmplan: --hotplug: xl of profile {request.Profile} does not understand a string");
            return new SimulationQuestion(null, findings, ExitCode.Usage);
        }

        return new SimulationQuestion(question, [.. findings, .. hotplug], ExitCode.Accepted) { Inputs = inputs, Source = plan.Source };
    }

    /// <summary>Reads the inputs and the profiles of a comparison.</summary>
    internal ExitCode ReadAll(
        ParseResult parsed, Streams streams, out SimulationInputs? inputs, out ImmutableArray<ProfileBand> bands)
    {
        inputs = null;
        ExitCode problem = _plan.ReadAll(parsed, streams, _machine.Inputs(parsed), out PlanInputs? plan, out bands);
        if (plan is null)
        {
            return problem;
        }

        problem = _machine.Read(parsed, _plan.SampleName(parsed), streams, out MachineInputs? machine);
        inputs = machine is null ? null : new SimulationInputs(plan, machine);
        return problem;
    }
}
