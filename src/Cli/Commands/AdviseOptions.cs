using System.Collections.Immutable;
using System.CommandLine;
using RdmPlanner.Cli.Input;
using RdmPlanner.Planner.Advice;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Profiles;

namespace RdmPlanner.Cli.Commands;

/// <summary>A question of <c>advise</c> as read from the command line.</summary>
/// <param name="Question">The question.</param>
/// <param name="Findings">What was noticed while reading, and what Xen makes of the host.</param>
internal sealed record AskedAdvice(AdviceQuestion Question, IReadOnlyList<Finding> Findings);

/// <summary>The options of <c>advise</c>: those of a plan, and those of the machine that each change is run on.</summary>
internal sealed class AdviseOptions
{
    private readonly PlanOptions _plan = new(severalProfiles: true);
    private readonly MachineOptions _machine = new();

    /// <summary>Those of a plan alone.</summary>
    internal PlanOptions Plan => _plan;

    /// <summary>Adds the options to a command.</summary>
    internal void AddTo(Command command)
    {
        _plan.AddTo(command);
        _machine.AddTo(command, withHotplug: false);
    }

    /// <summary>Whether advice under several profiles is asked for.</summary>
    internal bool WantsComparison(ParseResult parsed) => _plan.WantsComparison(parsed);

    /// <summary>The folder of hosts that <c>--host</c> names; null for one host.</summary>
    internal string? FolderName(ParseResult parsed) =>
        _plan.HostName(parsed) is { } name && Directory.Exists(name) && !BundleFolder.IsOne(name) ? name : null;

    /// <summary>The options given that describe one host.</summary>
    internal string[] HostOptions(ParseResult parsed) => _machine.HostOptions(parsed);

    /// <summary>The options given that describe the simulated machine.</summary>
    internal string[] MachineOptionsGiven(ParseResult parsed) => _machine.Given(parsed);

    /// <summary>Reads the question about one host.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="streams">Where to read and to say what is wrong.</param>
    /// <param name="problem">The exit code when there is no question.</param>
    /// <param name="knownHost">Takes the place of what <c>--host</c> names; null reads that.</param>
    internal AskedAdvice? Read(ParseResult parsed, Streams streams, out ExitCode problem, HostDescription? knownHost = null)
    {
        PlanQuestion read = _plan.Read(parsed, streams, knownHost, _machine.Inputs(parsed));
        problem = read.Problem;
        if (read is not { Request: { } plan, Source: { } source })
        {
            return null;
        }

        problem = _machine.Read(parsed, _plan.SampleName(parsed), streams, out MachineInputs? machine);
        return machine is null ? null : Ask(plan, source, machine, read.Findings);
    }

    /// <summary>Reads the inputs of a comparison.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="streams">Where to read and to say what is wrong.</param>
    /// <param name="ask">The question under one profile; null when its xl refuses the guest.</param>
    /// <param name="host">The host that was read.</param>
    /// <param name="bands">The profiles.</param>
    /// <returns>The exit code that says why there is no question.</returns>
    internal ExitCode ReadAll(
        ParseResult parsed, Streams streams, out Func<XenProfile, AdviceQuestion?>? ask, out HostDescription? host, out ImmutableArray<ProfileBand> bands)
    {
        ask = null;
        host = null;
        ExitCode problem = _plan.ReadAll(parsed, streams, _machine.Inputs(parsed), out PlanInputs? inputs, out bands);
        if (inputs is not { Source: { } source })
        {
            return problem;
        }

        problem = _machine.Read(parsed, _plan.SampleName(parsed), streams, out MachineInputs? machine);
        if (machine is not null)
        {
            host = inputs.Host;
            ask = profile =>
            {
                BoundGuest guest = inputs.Bind(profile);
                return guest.IsRefused ? null : Ask(inputs.Request(guest.Config, profile), source, machine, []).Question;
            };
        }

        return problem;
    }

    private static AskedAdvice Ask(PlanRequest plan, GuestSource source, MachineInputs machine, IReadOnlyList<Finding> findings)
    {
        (AdviceQuestion question, ImmutableArray<Finding> boot) =
            BootedHost.Of(new AdviceQuestion { Plan = plan, Source = source, Machine = machine.Request(plan, []) });
        return new AskedAdvice(question, [.. findings, .. boot]);
    }
}
