using System.Collections.Immutable;
using System.CommandLine;
using RdmPlanner.Cli.Input;
using RdmPlanner.Planner.Comparison;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Picture;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Reports;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Cli.Commands;

/// <summary>Whose log lines are wanted alone.</summary>
internal enum LogSource
{
    /// <summary>libxl and libxc.</summary>
    Libxl,

    /// <summary>The hypervisor.</summary>
    Xen,

    /// <summary>hvmloader.</summary>
    Hvmloader,

    /// <summary>The hypervisor and hvmloader, as <c>xl dmesg</c> shows them.</summary>
    Dmesg,
}

/// <summary><c>rdmplan simulate</c>: the whole machine, from the hypervisor's boot to hotplug.</summary>
internal static class SimulateCommand
{
    /// <summary>Makes the command.</summary>
    internal static Command Make(Streams streams)
    {
        SimulationOptions options = new(severalProfiles: true);
        PictureOptions pictures = new();
        Option<OutputFormat> format = CommonOptions.Format();
        Option<FailOn?> failOn = CommonOptions.FailOnOption();
        Option<LogSource?> log = new("--log")
        {
            Description = "Print only the log lines of one source, in its own wording: libxl, xen, hvmloader, or dmesg (xen and hvmloader as xl dmesg shows them)",
            HelpName = "libxl|xen|hvmloader|dmesg",
        };
        log.AcceptOnlyFromAmong("libxl", "xen", "hvmloader", "dmesg");
        Option<bool> console = new("--console") { Description = "The same as --log hvmloader" };
        Option<bool> frames = new("--p2m") { Description = "Also the guest's page-frame map after each stage (csv: instead of the E820)" };
        Command command = new(
            "simulate",
            """
            Follow a guest's memory map through its whole life: Xen's boot, libxl, device assignment, hvmloader, hotplug.

            Examples:
              rdmplan simulate --host sample:workstation --guest win10.cfg
              rdmplan simulate --host dmar.bin --lspci lspci-vvnn.txt --e820 xl-dmesg.txt --guest win10.cfg
              rdmplan simulate --host dmar.bin --memory 4096 --pci 01:00.0 --bar 01:00.0:0=16G,64,prefetch --format json
              rdmplan simulate --host dmar.bin --guest win10.cfg --console | diff - hvmloader.log
              rdmplan simulate --host dmar.bin --guest win10.cfg --profile all
              rdmplan simulate --host sample:workstation --guest win10.cfg --html report.html

            Without --lspci or --sysfs the registers of assigned devices come from --bar and --devices, and what had to be
            assumed of the host is said. CSV is the guest's final E820.
            Exit codes: 0 the guest runs, 1 a stage refused or crashed (or a finding at or above --fail-on; with several
            profiles: under any of them), 2 usage, 3 unreadable or malformed.
            """);
        options.AddTo(command);
        command.Add(format);
        command.Add(failOn);
        command.Add(log);
        command.Add(console);
        command.Add(frames);
        pictures.AddTo(command);
        command.SetAction(parsed =>
        {
            if (options.WantsComparison(parsed))
            {
                if (pictures.RefusesComparison(parsed, streams))
                {
                    return (int)ExitCode.Usage;
                }

                ExitCode problem = options.ReadAll(parsed, streams, out SimulationInputs? inputs, out ImmutableArray<ProfileBand> bands);
                return (int)(inputs is null ? problem : ProfileQuestion.Report(
                    ProfileComparison.Of(bands, profile => ProfileQuestion.Simulate(inputs, profile)),
                    inputs.Plan, plan => inputs.Request(plan.Guest, plan.Profile, []) ?? new SimulationRequest { Plan = plan },
                    parsed, pictures, parsed.GetValue(format), parsed.GetValue(failOn), streams));
            }

            SimulationQuestion question = options.Read(parsed, streams);
            LogSource? source = parsed.GetValue(console) ? LogSource.Hvmloader : parsed.GetValue(log);
            return (int)(question.Request is null
                ? question.Problem
                : Answer(question, parsed.GetValue(format), parsed.GetValue(failOn), source, parsed.GetValue(frames), pictures, parsed, streams));
        });
        return command;
    }

    private static ExitCode Answer(
        SimulationQuestion question, OutputFormat format, FailOn? failOn, LogSource? log, bool frames, PictureOptions pictures, ParseResult parsed, Streams streams)
    {
        MachineSimulation simulation = MachineSimulator.Run(question.Request!);
        if (question.Inputs is { } inputs)
        {
            question = question with
            {
                Findings = [.. question.Findings, .. ProfileComparison.OtherVerdicts(question.Request!.Plan.Profile, p => ProfileQuestion.Simulate(inputs, p))],
            };
        }

        Finding[] findings = [.. question.Findings, .. simulation.Findings];
        MemoryPicture picture = MemoryPicture.Of(simulation);
        string name = PictureOptions.NameOf(simulation.Request.Plan);
        bool isWritten = pictures.WriteFiles(parsed, Page, picture, name, streams);
        bool hasReport = !pictures.TakesOutput(parsed);
        if (hasReport && log is { } source)
        {
            foreach (string line in Lines(simulation, source))
            {
                streams.Output.WriteLine(SafeText.Plain(line));
            }
        }
        else if (hasReport)
        {
            Report(simulation, question, format, frames, pictures.Map(parsed, picture, streams), streams);
        }

        if (hasReport && (log is not null || format == OutputFormat.Csv))
        {
            // Log lines and rows have no place for reasons.
            HostInput.Say(findings, streams);
        }

        bool fails = !simulation.IsAccepted || (failOn is { } level && level.IsReachedBy(findings));
        return !isWritten ? ExitCode.BadInput : fails ? ExitCode.Rejected : ExitCode.Accepted;

        HtmlReportContent Page() => PictureOptions.WithAdvice(
            new HtmlReportContent
            {
                Name = name,
                Picture = picture,
                Outcome = simulation.Plan,
                Findings = [.. findings],
                Profiles = question.Inputs is { } read ? ProfileComparison.Of(ProfileBand.All, p => ProfileQuestion.Simulate(read, p)) : null,
            },
            question.Source,
            simulation.Request);
    }

    private static void Report(
        MachineSimulation simulation, SimulationQuestion question, OutputFormat format, bool frames, ImmutableArray<MapLine> map, Streams streams)
    {
        switch (format)
        {
            case OutputFormat.Text:
                ColouredText.Write(streams, SimulationText.Head(simulation, question.Findings));
                ColouredText.Write(streams, map);
                ColouredText.Write(streams, SimulationText.Body(simulation, question.Findings, frames));
                break;
            case OutputFormat.Json:
                ColouredText.Write(streams, SimulationJson.Write(simulation, question.Findings));
                break;
            case OutputFormat.Csv:
                ColouredText.Write(streams, frames ? SimulationCsv.WriteFrames(simulation) : SimulationCsv.WriteE820(simulation));
                break;
            default:
                throw new System.Diagnostics.UnreachableException($"format {format}");
        }
    }

    private static ImmutableArray<string> Lines(MachineSimulation simulation, LogSource source) => source switch
    {
        LogSource.Libxl => SimulationLog.Toolstack(simulation),
        LogSource.Xen => SimulationLog.Xen(simulation),
        LogSource.Hvmloader => SimulationLog.Hvmloader(simulation),
        LogSource.Dmesg => SimulationLog.Dmesg(simulation),
        _ => throw new System.Diagnostics.UnreachableException($"log {source}"),
    };
}
