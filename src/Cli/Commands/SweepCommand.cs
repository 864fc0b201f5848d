using System.Collections.Immutable;
using System.CommandLine;
using RdmPlanner.Acpi;
using RdmPlanner.Cli.Input;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Reports;
using RdmPlanner.Planner.Sweep;

namespace RdmPlanner.Cli.Commands;

/// <summary><c>rdmplan sweep</c>: the verdict for every memory, boundary and policy, and the exact limits.</summary>
internal sealed class SweepCommand
{
    private const string UsualBoundaries = "512,1024,1536,2048";
    private const string UsualMemory = "1024,2048,3072,4096,8192";

    private readonly Option<string[]> _hosts = new("--host")
    {
        Description = "Hosts: files, sample:NAME, or folders of dumps (repeatable); '-' is standard input; default: this machine's own table",
        HelpName = "DUMP",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _guest = new("--guest", "-g")
    {
        Description = "Guest configuration, xl.cfg(5), for everything that is not swept; '-' is standard input",
        HelpName = "FILE.cfg",
    };

    private readonly Option<string?> _memory = new("--memory")
    {
        Description = $"Sizes in MiB: a list, FIRST-LAST/STEP, G for GiB (default: the file's, else {UsualMemory})",
        HelpName = "SIZES",
    };

    private readonly Option<string> _boundary = new("--boundary")
    {
        Description = "Values of rdm_mem_boundary, in the same form",
        HelpName = "SIZES",
        DefaultValueFactory = _ => UsualBoundaries,
    };

    private readonly Option<string> _policy = new("--policy")
    {
        Description = "Global policies", HelpName = "strict,relaxed", DefaultValueFactory = _ => "strict,relaxed",
    };

    private readonly Option<string> _strategy = new("--strategy")
    {
        Description = "Strategies", HelpName = "host,ignore", DefaultValueFactory = _ => "host",
    };

    private readonly Option<string> _profile = new("--profile")
    {
        Description = "Whose rules: design, or a Xen release from 4.6 to 4.22",
        HelpName = "NAME",
        DefaultValueFactory = _ => XenProfile.Design.Name,
    };

    private readonly GuestOptions _settings = new();
    private readonly Option<OutputFormat> _format = CommonOptions.Format(OutputFormat.Ndjson);
    private readonly Streams _streams;

    private SweepCommand(Streams streams) => _streams = streams;

    /// <summary>Makes the command.</summary>
    internal static Command Make(Streams streams)
    {
        SweepCommand sweep = new(streams);
        Command command = new(
            "sweep",
            """
            Plan a guest for every memory, boundary and policy, and say exactly how much memory each of them accepts.

            Examples:
              rdmplan sweep --host dmar.bin --memory 1024-8192/1024
              rdmplan sweep --host sample:laptop --guest win10.cfg --boundary 1024,2048 --policy strict
              rdmplan sweep --host tables/ --memory 4096 --policy strict --format csv

            With several hosts the text is a summary: how many accept. CSV and JSON have every host.
            Exit codes: 0 the table was made, 2 usage, 3 a host or file is unreadable or malformed.
            """);
        foreach (Option option in (Option[])[sweep._hosts, sweep._guest, sweep._memory, sweep._boundary, sweep._policy, sweep._strategy])
        {
            command.Add(option);
        }

        sweep._settings.AddUnsweptTo(command);
        command.Add(sweep._profile);
        command.Add(sweep._format);
        command.SetAction(parsed => (int)sweep.Run(parsed));
        return command;
    }

    private ExitCode Run(ParseResult parsed)
    {
        if (!XenProfile.TryParse(parsed.GetRequiredValue(_profile), out XenProfile profile))
        {
            return Usage($"--profile {parsed.GetRequiredValue(_profile)}: unknown; use design, or a Xen release from 4.6 to 4.22");
        }

        string[] names = parsed.GetValue(_hosts) ?? [];
        if (names.Append(parsed.GetValue(_guest)).Count(n => n == "-") > 1)
        {
            return Usage("only one of the hosts and --guest can be '-' (standard input)");
        }

        XlConfigFile? file = null;
        if (parsed.GetValue(_guest) is { } path)
        {
            if (InputFile.Read(path, _streams, XlConfigReader.MaxLength) is not { } bytes)
            {
                return ExitCode.BadInput;
            }

            file = XlConfigReader.Read(InputText.Of(InputText.OfGuest(path, bytes, _streams)), path);
        }

        if (Axes(parsed, file) is not { } axes)
        {
            return ExitCode.Usage;
        }

        if (Guests(file, _settings.Read(parsed), axes, profile) is not { } guests)
        {
            return ExitCode.BadInput;
        }

        List<HostDescription> hosts = Hosts(names, out bool isComplete);
        if (hosts.Count == 0)
        {
            return ExitCode.BadInput;
        }

        List<HostSweep> sweeps = [.. hosts.Select(h => Sweeper.Run(h, guests, axes, profile))];
        _streams.Output.Write(parsed.GetValue(_format) switch
        {
            OutputFormat.Text => SweepText.Write(sweeps, profile),
            OutputFormat.Json => SweepJson.Write(sweeps, profile),
            OutputFormat.Csv => SweepCsv.Write(sweeps),
            OutputFormat.Ndjson => SweepJson.WriteLines(sweeps),
            _ => throw new System.Diagnostics.UnreachableException("format"),
        });
        return isComplete ? ExitCode.Accepted : ExitCode.BadInput;
    }

    private List<HostDescription> Hosts(string[] names, out bool isComplete)
    {
        if (names.Length > 0)
        {
            return HostFolder.Read(names, _streams, out isComplete);
        }

        HostDescription? own = HostInput.Read(null, _streams);
        isComplete = own is not null;
        return own is null ? [] : [own];
    }

    private SweepAxes? Axes(ParseResult parsed, XlConfigFile? file)
    {
        string ownMemory = ((file?.Find("maxmem") ?? file?.Find("memory"))?.Value as XlScalar)?.Number is > 0 and var number
            ? number.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : UsualMemory;
        if (Sizes("--memory", parsed.GetValue(_memory) ?? ownMemory) is not { } memory
            || Sizes("--boundary", parsed.GetRequiredValue(_boundary)) is not { } boundary
            || Words("--policy", parsed.GetRequiredValue(_policy), ("strict", RdmPolicy.Strict), ("relaxed", RdmPolicy.Relaxed)) is not { } policies
            || Words("--strategy", parsed.GetRequiredValue(_strategy), ("host", RdmStrategy.Host), ("ignore", RdmStrategy.Ignore)) is not { } strategies)
        {
            return null;
        }

        if (memory.Any(m => m == 0))
        {
            Usage("--memory: a guest of 0 MiB is none");
            return null;
        }

        if ((long)memory.Length * boundary.Length * policies.Length * strategies.Length > SweepAxes.MaxCellCount)
        {
            Usage($"a host's table would have more than {SweepAxes.MaxCellCount} rows");
            return null;
        }

        return new SweepAxes(memory, boundary, strategies, policies);
    }

    private ImmutableArray<long>? Sizes(string option, string text)
    {
        if (SweepAxes.TryParseSizes(text, out ImmutableArray<long> sizes, out string? problem))
        {
            return sizes;
        }

        Usage($"{option}: {problem}");
        return null;
    }

    private ImmutableArray<T>? Words<T>(string option, string text, params (string Word, T Value)[] known)
    {
        List<T> found = [];
        foreach (string word in text.Split(',').Select(w => w.Trim()))
        {
            int index = Array.FindIndex(known, k => k.Word == word);
            if (index < 0)
            {
                Usage($"{option}: '{word}' is not one of {string.Join(", ", known.Select(k => k.Word))}");
                return null;
            }

            found.Add(known[index].Value);
        }

        return [.. found.Distinct()];
    }

    /// <summary>The guest under each strategy and policy, as the profile's xl reads the words; null when it is refused.</summary>
    private ImmutableArray<SweptGuest>? Guests(XlConfigFile? file, GuestOverrides overrides, SweepAxes axes, XenProfile profile)
    {
        ImmutableArray<SweptGuest>.Builder guests = ImmutableArray.CreateBuilder<SweptGuest>();
        List<Finding> findings = [];
        bool isRefused = false;
        foreach (RdmStrategy strategy in axes.Strategies)
        {
            foreach (RdmPolicy policy in axes.Policies)
            {
                string words = $"strategy={SweepText.Name(strategy)},policy={PlanJson.Name(policy)}";
                BoundGuest bound = GuestConfigBinder.Bind(file, overrides with { Rdm = words }, profile);
                findings.AddRange(bound.Diagnostics.Select(Finding.Of));
                isRefused |= bound.IsRefused;
                guests.Add(new SweptGuest(strategy, policy, bound.Config));
            }
        }

        HostInput.Say(findings.Where(f => isRefused || f.Severity != DiagnosticSeverity.Note).Distinct(), _streams);
        return isRefused ? null : guests.DrainToImmutable();
    }

    private ExitCode Usage(string message)
    {
        _streams.Error.WriteLine($"rdmplan: {SafeText.Plain(message)}");
        return ExitCode.Usage;
    }
}
