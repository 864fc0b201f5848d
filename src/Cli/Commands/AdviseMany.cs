using System.Collections.Immutable;
using System.CommandLine;
using RdmPlanner.Cli.Input;
using RdmPlanner.Planner.Advice;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Cli.Commands;

/// <summary><c>advise</c> for many hosts, or under many profiles.</summary>
internal static class AdviseMany
{
    /// <summary>Answers for every host of a folder.</summary>
    internal static ExitCode Fleet(ParseResult parsed, AdviseOptions options, string folder, OutputFormat format, string? write, Streams streams)
    {
        if (write is not null)
        {
            streams.Error.WriteLine("rdmplan: --write is for one host, not for a folder of them");
            return ExitCode.Usage;
        }

        if (options.HostOptions(parsed) is { Length: > 0 } given)
        {
            streams.Error.WriteLine($"rdmplan: {string.Join(" and ", given)}: of one host, not of a folder of them");
            return ExitCode.Usage;
        }

        if (options.Read(parsed, streams, out ExitCode problem, new HostDescription { Name = folder, Format = "folder" }) is not { } asked)
        {
            return problem;
        }

        List<HostDescription> hosts = HostFolder.Read([folder], streams, out bool isComplete);
        if (!isComplete)
        {
            return ExitCode.BadInput;
        }

        ImmutableArray<HostAdvice> fleet = FleetAdvice.Run(asked.Question, hosts);
        if (format != OutputFormat.Json)
        {
            HostInput.Say(asked.Findings, streams);
        }

        streams.Output.Write(format switch
        {
            OutputFormat.Json => AdviceJson.WriteFleet(fleet, asked.Question, asked.Findings),
            OutputFormat.Csv => AdviceCsv.Write(fleet.Select(h => (h.Host.Name, asked.Question.Plan.Profile.Name, (AdviceAnswer?)h.Answer))),
            _ => FleetText.Write(fleet),
        });
        return fleet.All(h => h.Answer.IsClean || !h.Answer.Fixes.IsEmpty) ? ExitCode.Accepted : ExitCode.Rejected;
    }

    /// <summary>Answers for one host under every profile asked for.</summary>
    internal static ExitCode Profiles(ParseResult parsed, AdviseOptions options, OutputFormat format, string? write, Streams streams)
    {
        if (write is not null || options.FolderName(parsed) is not null)
        {
            streams.Error.WriteLine(write is not null
                ? "rdmplan: --write writes the fix of one profile; give one --profile"
                : "rdmplan: several profiles are for one host, not for a folder of them; give one --profile");
            return ExitCode.Usage;
        }

        ExitCode problem = options.ReadAll(
            parsed, streams, out Func<XenProfile, AdviceQuestion?>? ask, out HostDescription? host, out ImmutableArray<ProfileBand> bands);
        if (ask is null || host is null)
        {
            return problem;
        }

        ImmutableArray<ProfileAdvice> rows = ProfileAdvice.Of(bands, ask);
        ColouredText.Write(streams, format switch
        {
            OutputFormat.Json => AdviceJson.WriteProfiles(rows, host.Name, host.Findings),
            OutputFormat.Csv => AdviceCsv.Write(rows.Select(r => (host.Name, r.Name, r.Answer))),
            _ => ProfileAdviceText.Write(rows, host.Findings),
        });
        if (format == OutputFormat.Csv)
        {
            HostInput.Say(host.Findings, streams);
        }

        return rows.All(r => r.IsSolved) ? ExitCode.Accepted : ExitCode.Rejected;
    }
}
