using System.CommandLine;
using RdmPlanner.Cli.Input;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Lint;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Cli.Commands;

/// <summary><c>rdmplan lint</c>: what the firmware did wrong, and what each parser makes of it.</summary>
internal static class LintCommand
{
    /// <summary>Makes the command.</summary>
    internal static Command Make(Streams streams)
    {
        Argument<string[]> dumps = new("DUMP")
        {
            Description = "Table or dump in any form that decode reads; a folder means all dumps in it; '-' is standard input, sample:NAME a built-in one",
            Arity = ArgumentArity.OneOrMore,
        };
        LintOptions options = new();
        Option<LintProfile> profile = new("--profile")
        {
            Description = "Whose verdict counts; all takes the worst of spec, linux and xen (what only fwts finds is a note) and shows the four side by side",
            HelpName = "all|spec|linux|xen|fwts",
        };
        profile.AcceptOnlyFromAmong("all", "spec", "linux", "xen", "fwts");
        Option<OutputFormat> format = CommonOptions.Format(OutputFormat.Ndjson, OutputFormat.Sarif, OutputFormat.Junit, OutputFormat.Github);
        Option<FailOn?> failOn = CommonOptions.FailOnOption();
        failOn.Description = "Exit with 1 from this severity upwards; default: error";
        Command command = new(
            "lint",
            """
            Say what is wrong with a host's DMAR (or AMD's IVRS) table, where, and what the specification, Linux, Xen and FWTS make of it.

            Examples:
              rdmplan lint /sys/firmware/acpi/tables/DMAR
              rdmplan lint dmar.bin --log dmesg.txt --lspci lspci-vvnn.txt --profile linux --kernel 6.6
              rdmplan lint firmware/ --fail-on warning --format csv
              rdmplan lint dmar.bin --format sarif > dmar.sarif

            --e820, --lspci and --log describe one host, so they go with one dump. What needs them is not checked without them.
            In junit a finding at or above --fail-on is a failure. The form never changes the exit code.
            Exit codes: 0 nothing at or above --fail-on (error unless given), 1 a finding at or above it, 2 usage, 3 no table could be read.
            """);
        command.Add(dumps);
        command.Add(profile);
        options.AddTo(command);
        command.Add(format);
        command.Add(failOn);
        command.SetAction(parsed =>
        {
            string[] arguments = parsed.GetRequiredValue(dumps);
            DumpFile[] files = [.. DumpFiles.Expand(arguments, streams, out bool isComplete)];
            if (options.ReadsInputTwice(parsed, arguments))
            {
                streams.Error.WriteLine("rdmplan: only one input can be '-' (standard input)");
                return (int)ExitCode.Usage;
            }

            if (files.Length > 1 && options.IsOfOneHost(parsed))
            {
                streams.Error.WriteLine("rdmplan: --e820, --lspci and --log describe one host; give one DUMP with them");
                return (int)ExitCode.Usage;
            }

            return (int)(options.Read(parsed, streams, out ExitCode problem) is { } request
                ? Run(files, !isComplete, request, parsed.GetValue(profile), parsed.GetValue(format), parsed.GetValue(failOn) ?? FailOn.Error, streams)
                : problem);
        });
        return command;
    }

    private static ExitCode Run(
        DumpFile[] files, bool isBad, LintRequest facts, LintProfile profile, OutputFormat format, FailOn failOn, Streams streams)
    {
        List<LintFinding> findings = [];
        List<HostDescription> hosts = [];
        int tables = 0;
        int passedOver = 0;
        foreach (DumpFile file in files)
        {
            HostDescription? host = DumpFiles.Read(file, file.Path, streams);
            if (host is { Tables.IsEmpty: true, IvrsTables.IsEmpty: true } && file.IsFromFolder)
            {
                passedOver++;
                continue;
            }

            if (host is null || (host.Tables.IsEmpty && host.IvrsTables.IsEmpty))
            {
                isBad = true;
                SayNoTable(host, streams);
                continue;
            }

            // What the decoder found is lint's to say.
            HostInput.Say(host.Findings.Where(f => !f.Code.StartsWith("DMAR", StringComparison.Ordinal)), streams);
            hosts.Add(host);
            tables += host.Tables.Length + host.IvrsTables.Length;
            isBad |= host.IvrsTables.IsEmpty && host.Tables.All(t => t.Decoded.Table is null);
            findings.AddRange(Linter.Run(facts with
            {
                Host = host,
                MemoryMap = facts.MemoryMap ?? host.MemoryMap,
                Topology = facts.Topology.IsUnknown ? host.Topology : facts.Topology,
            }));
        }

        if (passedOver > 0)
        {
            streams.Error.WriteLine(passedOver == 1
                ? "rdmplan: 1 file of a folder holds no DMAR or IVRS table and is passed over"
                : $"rdmplan: {passedOver} files of folders hold no DMAR or IVRS table and are passed over");
        }

        isBad |= tables == 0;
        LintReport report = LintReport.Of(profile, findings, tables);
        ColouredText.Write(streams, format switch
        {
            OutputFormat.Text => tables == 0 ? "nothing to judge: no table was read\n" : LintText.Write(report),
            OutputFormat.Json => LintJson.Write(report),
            OutputFormat.Csv => LintCsv.Write(report),
            OutputFormat.Ndjson => LintJson.WriteLines(report),
            OutputFormat.Sarif => FindingSarif.Write(ReportRow.Of(report, hosts)),
            OutputFormat.Github => FindingForms.Github(ReportRow.Of(report, hosts)),
            OutputFormat.Junit => FindingForms.Junit([.. hosts.Select(h => h.Name)], ReportRow.Of(report, hosts), failOn.Level()),
            _ => throw new System.Diagnostics.UnreachableException($"format {format}"),
        });
        return isBad ? ExitCode.BadInput
            : failOn.IsReachedBy(report.Findings.Select(f => f.ToFinding(profile))) ? ExitCode.Rejected
            : ExitCode.Accepted;
    }

    private static void SayNoTable(HostDescription? host, Streams streams)
    {
        if (host is null)
        {
            return;
        }

        HostInput.Say(host.Findings, streams);
        string what = !host.OtherTables.IsEmpty ? $"it holds {string.Join(", ", host.OtherTables.Distinct())}, but no DMAR or IVRS table"
            : host.Regions.IsEmpty ? "no DMAR or IVRS table in it"
            : $"a {host.Format} has regions, but no table to lint; give it with --log beside a dump of the table";
        streams.Error.WriteLine($"rdmplan: {host.Name}: {SafeText.Plain(what)}");
    }
}
