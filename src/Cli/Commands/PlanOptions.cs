using System.CommandLine;
using RdmPlanner.Cli.Input;
using RdmPlanner.Planner.Advice;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Profiles;

namespace RdmPlanner.Cli.Commands;

/// <summary>A question as read from the command line, or the exit code that says why there is none.</summary>
/// <param name="Request">The question; null when it could not be read.</param>
/// <param name="Findings">What was noticed while reading.</param>
/// <param name="Problem">The exit code when there is no question.</param>
internal sealed record PlanQuestion(PlanRequest? Request, IReadOnlyList<Finding> Findings, ExitCode Problem)
{
    /// <summary>The guest's text with the options on top; null when there is no question.</summary>
    internal GuestSource? Source { get; init; }
}

/// <summary>The options that describe a host and a guest.</summary>
internal sealed class PlanOptions
{
    private readonly Option<string?> _host = new("--host")
    {
        Description = "Host: DMAR table, dump, boot log or regions CSV; '-' is standard input; sample:NAME is built in; default: this machine's own table",
        HelpName = "DUMP",
    };

    private readonly Option<string?> _guest = new("--guest", "-g")
    {
        Description = "Guest configuration, xl.cfg(5); '-' is standard input",
        HelpName = "FILE.cfg",
    };

    private readonly Option<string?> _layout = new("--layout")
    {
        Description = "Check this memory layout as it stands instead of computing one (CSV: start,end,type)",
        HelpName = "FILE.csv",
    };

    private readonly Option<string?> _profile = new("--profile")
    {
        Description = "Whose rules: design (default), or a Xen release from 4.6 to 4.22",
        HelpName = "NAME",
    };

    private readonly Option<string[]> _region = new("--region")
    {
        Description = "A reserved region, first and last byte in hex (repeatable); with =BB:DD.F,... it belongs to those devices",
        HelpName = "START-END[=DEVICES]",
    };

    private readonly GuestOptions _settings = new();

    /// <summary>Adds the options to a command.</summary>
    internal void AddTo(Command command)
    {
        command.Add(_host);
        command.Add(_guest);
        command.Add(_layout);
        _settings.AddTo(command);
        command.Add(_profile);
        command.Add(_region);
    }

    /// <summary>What <c>--host</c> names; null when it is not given.</summary>
    internal string? HostName(ParseResult parsed) => parsed.GetValue(_host);

    /// <summary>Reads the question.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="streams">Where to read and to say what is wrong.</param>
    /// <param name="knownHost">Takes the place of what <c>--host</c> names; null reads that.</param>
    internal PlanQuestion Read(ParseResult parsed, Streams streams, HostDescription? knownHost = null)
    {
        string profileName = parsed.GetValue(_profile) ?? XenProfile.Design.Name;
        if (!XenProfile.TryParse(profileName, out XenProfile profile))
        {
            streams.Error.WriteLine($"rdmplan: --profile {profileName}: unknown; use design, or a Xen release from 4.6 to 4.22");
            return new PlanQuestion(null, [], ExitCode.Usage);
        }

        string[] inputs = [parsed.GetValue(_host) ?? "", parsed.GetValue(_guest) ?? "", parsed.GetValue(_layout) ?? ""];
        if (inputs.Count(i => i == "-") > 1)
        {
            streams.Error.WriteLine("rdmplan: only one of --host, --guest and --layout can be '-' (standard input)");
            return new PlanQuestion(null, [], ExitCode.Usage);
        }

        List<Finding> findings = [];
        ExitCode problem = ReadGuest(parsed, profile, findings, streams, out GuestConfig? guest, out GuestSource? source);
        if (guest is null)
        {
            return new PlanQuestion(null, findings, problem);
        }

        problem = ReadRegions(parsed, streams, out IReadOnlyList<ExplicitRegion> regions);
        if (problem != ExitCode.Accepted)
        {
            return new PlanQuestion(null, findings, problem);
        }

        HostDescription? host = ReadHost(parsed, regions, streams, knownHost);
        if (host is null)
        {
            return new PlanQuestion(null, findings, ExitCode.BadInput);
        }

        PlanRequest request = new() { Host = host, Guest = guest, Profile = profile };
        return LayoutInput.AddTo(request, parsed.GetValue(_layout), streams) is { } complete
            ? new PlanQuestion(complete, [.. host.Findings, .. findings], ExitCode.Accepted) { Source = source }
            : new PlanQuestion(null, findings, ExitCode.BadInput);
    }

    private ExitCode ReadGuest(
        ParseResult parsed, XenProfile profile, List<Finding> findings, Streams streams, out GuestConfig? guest, out GuestSource? source)
    {
        guest = null;
        source = null;
        XlConfigFile? file = null;
        GuestOverrides overrides = _settings.Read(parsed);
        if (parsed.GetValue(_guest) is { } path)
        {
            byte[]? bytes = InputFile.Read(path, streams, XlConfigReader.MaxLength);
            if (bytes is null)
            {
                return ExitCode.BadInput;
            }

            file = XlConfigReader.Read(System.Text.Encoding.UTF8.GetString(bytes), path);
            source = GuestSource.OfFile(path, bytes, overrides);
        }

        source ??= GuestSource.OfOptions(overrides);
        BoundGuest bound = GuestConfigBinder.Bind(file, overrides, profile);
        findings.AddRange(bound.Diagnostics.Select(Finding.Of));
        if (!bound.IsRefused)
        {
            guest = bound.Config;
            return ExitCode.Accepted;
        }

        HostInput.Say(findings, streams);
        SayXl(bound.Xl, profile, streams);
        bool isOption = bound.Diagnostics.Any(
            d => d.Severity == Acpi.DiagnosticSeverity.Error && d.File.StartsWith("--", StringComparison.Ordinal));
        return isOption ? ExitCode.Usage : ExitCode.BadInput;
    }

    private static void SayXl(XlRun xl, XenProfile profile, Streams streams)
    {
        if (xl.ExitCode != 0)
        {
            streams.Error.WriteLine($"rdmplan: xl of Xen {profile} stops here with exit code {xl.ExitCode}, saying:");
            streams.Error.WriteLine(Planner.Reports.SafeText.Plain(xl.StandardError.TrimEnd('\n')));
        }
    }

    private ExitCode ReadRegions(ParseResult parsed, Streams streams, out IReadOnlyList<ExplicitRegion> regions)
    {
        List<ExplicitRegion> read = [];
        regions = read;
        foreach (string text in parsed.GetValue(_region) ?? [])
        {
            ExplicitRegions option = RegionOption.Parse(text);
            if (!option.Diagnostics.IsEmpty)
            {
                HostInput.Say(option.Diagnostics.Select(Finding.Of), streams);
                return ExitCode.Usage;
            }

            read.AddRange(option.Regions);
        }

        return ExitCode.Accepted;
    }

    private HostDescription? ReadHost(ParseResult parsed, IReadOnlyList<ExplicitRegion> regions, Streams streams, HostDescription? known)
    {
        string? name = parsed.GetValue(_host);
        HostDescription? host = known is not null ? known
            : name is null && regions.Count > 0
            ? new HostDescription { Name = "--region", Format = "regions of the command line" }
            : HostInput.Read(name, streams);
        if (host is not null && host.IsUnusable)
        {
            HostInput.Say(host.Findings, streams);
            streams.Error.WriteLine($"rdmplan: {host.Name}: no plan is made with this input; 'rdmplan decode' shows what could be read");
            return null;
        }

        return host is null ? null : host with { Regions = [.. host.Regions, .. regions.Select(StatedRegions.OptionRegionOf)] };
    }
}
