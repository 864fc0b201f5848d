using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using RdmPlanner.Cli.Input;
using RdmPlanner.Planner.Diff;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Cli.Commands;

/// <summary><c>rdmplan diff</c>: what a firmware update or an edit of a guest changed.</summary>
internal sealed class DiffCommand
{
    private readonly Argument<string> _before = new("A")
    {
        Description = "Before: a host in any form that --host takes, a guest configuration, or JSON of plan or simulate; '-' is standard input",
    };

    private readonly Argument<string> _after = new("B") { Description = "After: of the same kind" };
    private readonly PlanOptions _options = new();
    private readonly HashSet<Option> _planning = [];
    private readonly Option<bool> _ignoreIdentity = new("--ignore-identity")
    {
        Description = "Leave out what only names the firmware or the guest: OEM ids and revisions, which every update changes",
    };

    private readonly Option<OutputFormat> _format = CommonOptions.Format(OutputFormat.Ndjson, OutputFormat.Github);
    private readonly Streams _streams;

    private DiffCommand(Streams streams) => _streams = streams;

    /// <summary>Makes the command.</summary>
    internal static Command Make(Streams streams)
    {
        DiffCommand diff = new(streams);
        Command command = new(
            "diff",
            """
            Say what differs between two hosts, two guests or two saved plans: regions, units, edges, map and verdict.

            Examples:
              rdmplan diff dmar-before.bin dmar-after.bin
              rdmplan diff dmar-before.bin dmar-after.bin --guest win10.cfg
              rdmplan diff old.cfg new.cfg --host dmar.bin
              rdmplan diff monday.json today.json --format json

            What A and B are is found by content; both must be of one kind. Hosts are compared by what their tables say, in
            whatever form they were dumped; with --guest or options of a guest that guest is planned on both. Guests are
            planned on --host, with the options on top of each. A moved region keeps its devices ('~'); '+' is new, '-' gone.
            What is worth a note (another order of structures) is no difference.
            Exit codes: 0 nothing differs, 1 something differs, 2 usage (also: A and B of two kinds), 3 unreadable or malformed.
            """);
        command.Add(diff._before);
        command.Add(diff._after);
        diff._options.AddTo(command);
        diff._planning.UnionWith(command.Options);
        command.Add(diff._ignoreIdentity);
        command.Add(diff._format);
        command.SetAction(parsed => (int)diff.Run(parsed));
        return command;
    }

    private ExitCode Run(ParseResult parsed)
    {
        string before = parsed.GetRequiredValue(_before);
        string after = parsed.GetRequiredValue(_after);
        string?[] inputs = [before, after, _options.HostName(parsed), _options.GuestName(parsed), _options.LayoutName(parsed)];
        if (inputs.Count(i => i == "-") > 1)
        {
            return Usage("only one input can be '-' (standard input)");
        }

        if (DiffInput.Read(before, _streams) is not { } left || DiffInput.Read(after, _streams) is not { } right)
        {
            return ExitCode.BadInput;
        }

        if (left.Kind != right.Kind)
        {
            return Usage($"{before} is {left.KindText} and {after} is {right.KindText}: both must be of one kind");
        }

        if (Misplaced(parsed, left.Kind) is { } problem)
        {
            return Usage(problem);
        }

        ExitCode exit = left.Kind switch
        {
            DiffKind.Hosts => OfHosts(parsed, left, right, out DiffReport? hosts) is var code && hosts is null ? code : Answer(parsed, hosts!),
            DiffKind.Guests => OfGuests(parsed, left, right, out DiffReport? guests) is var code && guests is null ? code : Answer(parsed, guests!),
            _ => Answer(parsed, OfPlans(left.Kind, left, right, Differences.None, left.Plan!, right.Plan!)),
        };
        return exit;
    }

    /// <summary>An option that the kind has no use for; null when there is none.</summary>
    private string? Misplaced(ParseResult parsed, DiffKind kind)
    {
        string[] given = [.. parsed.CommandResult.Children.OfType<OptionResult>().Where(r => !r.Implicit && _planning.Contains(r.Option)).Select(r => r.Option.Name)];
        return kind switch
        {
            DiffKind.Hosts when given.Contains("--host") => "--host goes with two guests; A and B are hosts themselves",
            DiffKind.Guests when given.Contains("--guest") => "--guest goes with two hosts; A and B are guests themselves",
            DiffKind.Plans or DiffKind.Simulations when given.Length > 0 => $"{given[0]} goes with hosts or guests; A and B are plans already",
            _ => null,
        };
    }

    private ExitCode OfHosts(ParseResult parsed, DiffInput left, DiffInput right, out DiffReport? report)
    {
        report = null;
        HostInput.Say(left.Host!.Findings.Where(IsLoud), _streams);
        HostInput.Say(right.Host!.Findings.Where(IsLoud), _streams);
        Differences tables = HostDiff.Of(left.Host, right.Host);
        bool isPlanned = parsed.CommandResult.Children.OfType<OptionResult>().Any(r => !r.Implicit && _planning.Contains(r.Option));
        if (!isPlanned)
        {
            report = new DiffReport(DiffKind.Hosts, left.Name, right.Name, tables);
            return ExitCode.Accepted;
        }

        byte[]? guest = null;
        string? guestName = _options.GuestName(parsed);
        if (guestName is not null && (guest = InputFile.Read(guestName, _streams, Planner.Configuration.XlConfigReader.MaxLength)) is null)
        {
            return ExitCode.BadInput;
        }

        ExitCode problem = Plan(parsed, left.Host, guestName, guest, out SavedPlan? first);
        if (first is null)
        {
            return problem;
        }

        problem = Plan(parsed, right.Host, guestName, guest, out SavedPlan? second);
        report = second is null ? null : OfPlans(DiffKind.Hosts, left, right, tables, first, second);
        return problem;
    }

    private ExitCode OfGuests(ParseResult parsed, DiffInput left, DiffInput right, out DiffReport? report)
    {
        report = null;
        HostDescription? host = null;
        if (_options.HostName(parsed) is { } name && (host = HostInput.Read(name, _streams)) is null)
        {
            return ExitCode.BadInput;
        }

        ExitCode problem = Plan(parsed, host, left.Name, left.Guest, out SavedPlan? first);
        if (first is null)
        {
            return problem;
        }

        problem = Plan(parsed, host, right.Name, right.Guest, out SavedPlan? second);
        report = second is null ? null : OfPlans(DiffKind.Guests, left, right, Differences.None, first, second);
        return problem;
    }

    private ExitCode Plan(ParseResult parsed, HostDescription? host, string? guestName, byte[]? guest, out SavedPlan? plan)
    {
        plan = null;
        PlanQuestion question = _options.Read(parsed, _streams, host, guestName, guest);
        if (question.Request is not { } request)
        {
            return question.Problem;
        }

        using JsonDocument document = JsonDocument.Parse(PlanJson.Write(MemoryPlanner.Plan(request), question.Findings));
        return SavedPlan.TryRead(document.RootElement, out plan, out string? problem)
            ? ExitCode.Accepted
            : throw new System.Diagnostics.UnreachableException($"own plan is not understood: {problem}");
    }

    private static DiffReport OfPlans(DiffKind kind, DiffInput left, DiffInput right, Differences found, SavedPlan before, SavedPlan after)
    {
        Differences plans = SavedPlan.Compare(before, after);
        return new DiffReport(kind, left.Name, right.Name, found.And(kind == DiffKind.Hosts ? plans with { Notes = [] } : plans))
        {
            VerdictBefore = before.Verdict,
            VerdictAfter = after.Verdict,
        };
    }

    private static bool IsLoud(Planner.Findings.Finding finding) => finding.Severity != Acpi.DiagnosticSeverity.Note;

    private ExitCode Answer(ParseResult parsed, DiffReport report)
    {
        DiffReport answer = parsed.GetValue(_ignoreIdentity) ? report.WithoutIdentity() : report;
        ColouredText.Write(_streams, parsed.GetValue(_format) switch
        {
            OutputFormat.Text => DiffText.Write(answer),
            OutputFormat.Json => DiffJson.Write(answer),
            OutputFormat.Ndjson => DiffJson.WriteLines(answer),
            OutputFormat.Csv => DiffCsv.Write(answer),
            OutputFormat.Github => DiffGithub.Write(answer),
            _ => throw new System.Diagnostics.UnreachableException("format"),
        });
        return answer.IsSame ? ExitCode.Accepted : ExitCode.Rejected;
    }

    private ExitCode Usage(string message)
    {
        _streams.Error.WriteLine($"rdmplan: {SafeText.Plain(message)}");
        return ExitCode.Usage;
    }
}
