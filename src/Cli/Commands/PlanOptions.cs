using System.Collections.Immutable;
using System.CommandLine;
using RdmPlanner.Cli.Input;
using RdmPlanner.E820;
using RdmPlanner.Planner.Advice;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Profiles;

namespace RdmPlanner.Cli.Commands;

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

    private readonly ProfileOption _profile;

    private readonly Option<string[]> _region = new("--region")
    {
        Description = "A reserved region, first and last byte in hex (repeatable); with =BB:DD.F,... it belongs to those devices",
        HelpName = "START-END[=DEVICES]",
    };

    private readonly GuestOptions _settings = new();

    /// <summary>Makes the options.</summary>
    /// <param name="severalProfiles">Whether the command compares profiles.</param>
    internal PlanOptions(bool severalProfiles = false) => _profile = new ProfileOption(severalProfiles);

    /// <summary>Adds the options to a command.</summary>
    internal void AddTo(Command command, bool withLayout = true)
    {
        command.Add(_host);
        command.Add(_guest);
        if (withLayout)
        {
            command.Add(_layout);
        }

        _settings.AddTo(command);
        _profile.AddTo(command);
        command.Add(_region);
    }

    /// <summary>What <c>--host</c> names; null when it is not given.</summary>
    internal string? HostName(ParseResult parsed) => parsed.GetValue(_host);

    /// <summary>What <c>--layout</c> names; null when it is not given.</summary>
    internal string? LayoutName(ParseResult parsed) => parsed.GetValue(_layout);

    /// <summary>What <c>--guest</c> names; null when it is not given.</summary>
    internal string? GuestName(ParseResult parsed) => parsed.GetValue(_guest);

    /// <summary>The built-in host that is asked for; null when another host is.</summary>
    internal string? SampleName(ParseResult parsed) =>
        HostName(parsed) is { } name && name.StartsWith(SampleHosts.Prefix, StringComparison.Ordinal) ? name : null;

    /// <summary>Whether verdicts of several profiles are asked for.</summary>
    internal bool WantsComparison(ParseResult parsed) => _profile.IsSeveral(parsed);

    /// <summary>Reads the question under one profile.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="streams">Where to read and to say what is wrong.</param>
    /// <param name="knownHost">Takes the place of what <c>--host</c> names; null reads that.</param>
    /// <param name="otherInputs">Further inputs of the command, of all of which one may be standard input.</param>
    internal PlanQuestion Read(
        ParseResult parsed, Streams streams, HostDescription? knownHost = null, params ReadOnlySpan<string?> otherInputs)
    {
        if (!_profile.TryReadOne(parsed, streams, out XenProfile profile) || !OnlyOneIsStandardInput(parsed, streams, otherInputs))
        {
            return new PlanQuestion(null, [], ExitCode.Usage);
        }

        return TryReadGuestFile(parsed, streams, out XlConfigFile? file, out GuestSource source)
            ? Ask(parsed, streams, profile, file, source, knownHost)
            : new PlanQuestion(null, [], ExitCode.BadInput);
    }

    /// <summary>Reads the question under one profile about inputs that have been read.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="streams">Where to read and to say what is wrong.</param>
    /// <param name="host">Takes the place of what <c>--host</c> names; null reads that.</param>
    /// <param name="guestName">The guest's file; null for none.</param>
    /// <param name="guest">Its content; null for none.</param>
    internal PlanQuestion Read(ParseResult parsed, Streams streams, HostDescription? host, string? guestName, byte[]? guest)
    {
        if (!_profile.TryReadOne(parsed, streams, out XenProfile profile))
        {
            return new PlanQuestion(null, [], ExitCode.Usage);
        }

        GuestOverrides overrides = _settings.Read(parsed);
        return guestName is null || guest is null
            ? Ask(parsed, streams, profile, null, GuestSource.OfOptions(overrides), host)
            : Ask(
                parsed, streams, profile, XlConfigReader.Read(InputText.Of(guest), guestName),
                GuestSource.OfFile(guestName, guest, overrides), host);
    }

    private PlanQuestion Ask(
        ParseResult parsed, Streams streams, XenProfile profile, XlConfigFile? file, GuestSource source, HostDescription? knownHost)
    {
        List<Finding> findings = [];
        ExitCode problem = Accept(GuestConfigBinder.Bind(file, _settings.Read(parsed), profile), profile, findings, streams);
        if (problem != ExitCode.Accepted)
        {
            return new PlanQuestion(null, findings, problem);
        }

        problem = ReadAround(parsed, file, source, knownHost, streams, out PlanInputs? inputs);
        return inputs is null
            ? new PlanQuestion(null, findings, problem)
            : new PlanQuestion(
                inputs.Request(inputs.Bind(profile).Config, profile), [.. inputs.Host.Findings, .. findings], ExitCode.Accepted)
            {
                Source = source,
                Inputs = inputs,
            };
    }

    /// <summary>Reads the inputs and the profiles of a comparison.</summary>
    internal ExitCode ReadAll(
        ParseResult parsed, Streams streams, string?[] otherInputs, out PlanInputs? inputs, out ImmutableArray<ProfileBand> bands)
    {
        inputs = null;
        if (!_profile.TryReadBands(parsed, streams, out bands) || !OnlyOneIsStandardInput(parsed, streams, otherInputs))
        {
            return ExitCode.Usage;
        }

        if (!TryReadGuestFile(parsed, streams, out XlConfigFile? file, out GuestSource source))
        {
            return ExitCode.BadInput;
        }

        // What every profile refuses is no guest at all, and is said as for one profile.
        foreach (XenProfile profile in bands.SelectMany(b => b.Steps).Select(s => s.Profile))
        {
            BoundGuest bound = GuestConfigBinder.Bind(file, _settings.Read(parsed), profile);
            if (!bound.IsRefused)
            {
                return ReadAround(parsed, file, source, null, streams, out inputs);
            }
        }

        XenProfile first = bands[0].Steps[0].Profile;
        return Accept(GuestConfigBinder.Bind(file, _settings.Read(parsed), first), first, [], streams);
    }

    private bool OnlyOneIsStandardInput(ParseResult parsed, Streams streams, ReadOnlySpan<string?> otherInputs)
    {
        string?[] inputs = [parsed.GetValue(_host), parsed.GetValue(_guest), parsed.GetValue(_layout), .. otherInputs];
        if (inputs.Count(i => i == "-") <= 1)
        {
            return true;
        }

        streams.Error.WriteLine(otherInputs.Length == 0
            ? "rdmplan: only one of --host, --guest and --layout can be '-' (standard input)"
            : "rdmplan: only one input can be '-' (standard input)");
        return false;
    }

    private bool TryReadGuestFile(ParseResult parsed, Streams streams, out XlConfigFile? file, out GuestSource source)
    {
        file = null;
        GuestOverrides overrides = _settings.Read(parsed);
        source = GuestSource.OfOptions(overrides);
        if (parsed.GetValue(_guest) is not { } path)
        {
            return true;
        }

        if (InputFile.Read(path, streams, XlConfigReader.MaxLength) is not { } bytes)
        {
            return false;
        }

        bytes = InputText.OfGuest(path, bytes, streams);
        file = XlConfigReader.Read(InputText.Of(bytes), path);
        source = GuestSource.OfFile(path, bytes, overrides);
        return true;
    }

    /// <summary>Everything but the guest: regions, host, layout.</summary>
    private ExitCode ReadAround(
        ParseResult parsed, XlConfigFile? file, GuestSource source, HostDescription? knownHost, Streams streams, out PlanInputs? inputs)
    {
        inputs = null;
        ExitCode problem = ReadRegions(parsed, streams, out IReadOnlyList<ExplicitRegion> regions);
        if (problem != ExitCode.Accepted)
        {
            return problem;
        }

        if (ReadHost(parsed, regions, streams, knownHost) is not { } host
            || !LayoutInput.TryRead(parsed.GetValue(_layout), streams, out ImmutableArray<E820Record>? layout))
        {
            return ExitCode.BadInput;
        }

        inputs = new PlanInputs(host, file, _settings.Read(parsed), layout, source);
        return ExitCode.Accepted;
    }

    /// <summary>Says why a guest is refused, if it is.</summary>
    private static ExitCode Accept(BoundGuest bound, XenProfile profile, List<Finding> findings, Streams streams)
    {
        findings.AddRange(bound.Diagnostics.Select(Finding.Of));
        if (!bound.IsRefused)
        {
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
