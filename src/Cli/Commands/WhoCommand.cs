using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using RdmPlanner.Cli.Input;
using RdmPlanner.E820;
using RdmPlanner.Planner.Reports;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Cli.Commands;

/// <summary><c>rdmplan who</c>: who has a page frame at each stage, and why.</summary>
internal static class WhoCommand
{
    /// <summary>Makes the command.</summary>
    internal static Command Make(Streams streams)
    {
        SimulationOptions options = new();
        Option<string[]> gfn = new("--gfn") { Description = "Page frame number, 0x hex or decimal (repeatable)", HelpName = "N" };
        Option<string[]> address = new("--address") { Description = "Address in bytes, 0x hex or decimal (repeatable)", HelpName = "N" };
        Option<string?> stage = new("--stage")
        {
            Description = "Only this stage (default: all, the last being the answer)",
            HelpName = "toolstack|assignment|hvmloader|hotplug",
        };
        stage.AcceptOnlyFromAmong([.. FrameQuery.Stages.Select(SimulationNames.Of)]);
        Option<OutputFormat> format = new("--format", "-f") { Description = "Form of the result: text or json", HelpName = "text|json" };
        format.AcceptOnlyFromAmong("text", "json");
        Command command = new(
            "who",
            """
            Say who has a guest page frame at each stage, and why: RAM, BAR, identity-mapped region, firmware, or nobody.

            Examples:
              rdmplan who --host sample:workstation --guest win10.cfg --gfn 0xac6d3
              rdmplan who --host dmar.bin --memory 4096 --pci 00:02.0 --address 0xfebf0000 --stage hvmloader

            Exit codes: 0 answered, 1 the guest did not come to the stage asked for, or a frame has two owners, 2 usage,
            3 unreadable or malformed.
            """);
        command.Add(gfn);
        command.Add(address);
        command.Add(stage);
        command.Add(format);
        options.AddTo(command);
        command.Validators.Add(result =>
        {
            bool hasFrames = result.GetValue(gfn) is { Length: > 0 };
            bool hasAddresses = result.GetValue(address) is { Length: > 0 };
            if (hasFrames == hasAddresses)
            {
                result.AddError(hasFrames ? "--gfn and --address exclude each other" : "which frame? give --gfn N or --address N");
            }
        });
        command.SetAction(parsed =>
        {
            List<Gfn> frames = [];
            foreach (string text in parsed.GetValue(gfn) ?? [])
            {
                if (Number(text) is not { } number || number >= Gfn.Limit)
                {
                    return Wrong($"--gfn {text}: not a page frame number below 2^52, 0x hex or decimal");
                }

                frames.Add(new Gfn(number));
            }

            foreach (string text in parsed.GetValue(address) ?? [])
            {
                if (Number(text) is not { } number)
                {
                    return Wrong($"--address {text}: not an address below 2^64, 0x hex or decimal");
                }

                frames.Add(new Gfn(number >> PageSizes.FrameShift));
            }

            SimulationQuestion question = options.Read(parsed, streams);
            return (int)(question.Request is null
                ? question.Problem
                : Answer(question, frames, FrameQuery.Stages.Cast<SimulationStage?>().FirstOrDefault(s => s is { } one && SimulationNames.Of(one) == parsed.GetValue(stage)), parsed.GetValue(format), streams));
        });
        return command;

        int Wrong(string message)
        {
            streams.Error.WriteLine($"rdmplan: {SafeText.Plain(message)}");
            return (int)ExitCode.Usage;
        }
    }

    private static ExitCode Answer(
        SimulationQuestion question, List<Gfn> frames, SimulationStage? only, OutputFormat format, Streams streams)
    {
        MachineSimulation simulation = MachineSimulator.Run(question.Request!);
        List<(Gfn Frame, ImmutableArray<FrameAnswer> Answers)> found = [];
        foreach (Gfn frame in frames)
        {
            ImmutableArray<FrameAnswer> answers = FrameQuery.Ask(simulation, frame);
            found.Add((frame, only is { } stage ? [.. answers.Where(a => a.Stage == stage)] : answers));
        }

        if (only == SimulationStage.Hotplug && simulation.Request.Hotplug.IsEmpty)
        {
            streams.Error.WriteLine("rdmplan: --stage hotplug: no device is attached; give --hotplug");
            return ExitCode.Usage;
        }

        if (format == OutputFormat.Json)
        {
            streams.Output.Write(WhoJson.Write(simulation, found, [.. question.Findings, .. simulation.Findings]));
        }
        else
        {
            streams.Output.Write(string.Concat(found.Select(f => WhoText.Write(simulation, f.Frame, f.Answers))));
            HostInput.Say(question.Findings, streams);
        }

        bool isAnswered = found.All(f => f.Answers[^1].IsReached);
        return isAnswered && !found.Any(f => f.Answers.Any(a => a.HasTwoOwners)) ? ExitCode.Accepted : ExitCode.Rejected;
    }

    private static ulong? Number(string text)
    {
        bool isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return ulong.TryParse(
            isHex ? text.AsSpan(2) : text,
            isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None,
            CultureInfo.InvariantCulture,
            out ulong number)
            ? number
            : null;
    }
}
