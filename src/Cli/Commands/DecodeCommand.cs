using System.CommandLine;
using RdmPlanner.Acpi;
using RdmPlanner.Cli.Input;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Cli.Commands;

/// <summary><c>rdmplan decode</c>: what a DMAR table says.</summary>
internal static class DecodeCommand
{
    /// <summary>Makes the command.</summary>
    internal static Command Make(Streams streams)
    {
        Argument<string[]> dumps = new("DUMP")
        {
            Description = "Table or dump: binary, acpidump, iasl -d with raw data, xxd, hexdump (-C), bare hex; a folder means all dumps in it; '-' is standard input, sample:NAME a built-in one",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<OutputFormat> format = CommonOptions.Format(OutputFormat.Ndjson);
        Option<FailOn?> failOn = CommonOptions.FailOnOption();
        Command command = new(
            "decode",
            """
            Decode the DMAR tables of dumps and say what is wrong with them.

            Examples:
              rdmplan decode /sys/firmware/acpi/tables/DMAR
              acpidump -n DMAR | rdmplan decode -
              rdmplan decode --format json host.bin
              rdmplan decode tables/ host.bin --format ndjson

            Of several dumps each is named beside its tables, one that cannot be decoded does not stop the others, and the exit code
            is that of the worst. Files of a folder that hold no DMAR table are passed over. In ndjson each line is a table.
            Exit codes: 0 decoded, 1 a finding at or above --fail-on, 2 usage, 3 unreadable or malformed.
            """);
        command.Add(dumps);
        command.Add(format);
        command.Add(failOn);
        command.SetAction(parsed =>
        {
            string[] arguments = parsed.GetRequiredValue(dumps);
            if (arguments.Count(a => a == "-") > 1)
            {
                streams.Error.WriteLine("rdmplan: only one input can be '-' (standard input)");
                return (int)ExitCode.Usage;
            }

            return (int)Run(arguments, parsed.GetValue(format), parsed.GetValue(failOn), streams);
        });
        return command;
    }

    private static ExitCode Run(string[] arguments, OutputFormat format, FailOn? failOn, Streams streams)
    {
        List<DumpFile> files = DumpFiles.Expand(arguments, streams, out bool isComplete);
        List<HostDescription> hosts = [];
        int passedOver = 0;
        ExitCode worst = isComplete ? ExitCode.Accepted : ExitCode.BadInput;
        foreach (DumpFile file in files)
        {
            HostDescription? host = DumpFiles.Read(file, file.Path, streams);
            if (host is { Tables.IsEmpty: true } && file.IsFromFolder)
            {
                passedOver++;
                continue;
            }

            ExitCode code = host is null ? ExitCode.BadInput : CodeOf(host, failOn);
            worst = code > worst ? code : worst;
            if (host is null)
            {
                continue;
            }

            HostInput.Say(host.Findings, streams);
            SayNoTable(host, streams);
            switch (format)
            {
                case OutputFormat.Text:
                    streams.Output.Write(DmarText.Write(host));
                    break;
                case OutputFormat.Ndjson:
                    streams.Output.Write(DmarJson.WriteLines(host));
                    break;
                default:
                    hosts.Add(host);
                    break;
            }
        }

        if (passedOver > 0)
        {
            streams.Error.WriteLine($"rdmplan: {passedOver} of {files.Count} file(s) hold no DMAR table and are passed over");
        }

        streams.Output.Write(format switch
        {
            OutputFormat.Json => DmarJson.Write(hosts, namesInputs: files.Count != 1 || files[0].IsFromFolder),
            OutputFormat.Csv => DmarCsv.Write(hosts),
            _ => "",
        });
        return passedOver > 0 && passedOver == files.Count ? ExitCode.BadInput : worst;
    }

    private static ExitCode CodeOf(HostDescription host, FailOn? failOn) =>
        failOn is { } level && level.IsReachedBy(host.Findings) ? ExitCode.Rejected
        : host.Tables.IsEmpty || host.Findings.Any(f => f.Severity == DiagnosticSeverity.Error) ? ExitCode.BadInput
        : ExitCode.Accepted;

    private static void SayNoTable(HostDescription host, Streams streams)
    {
        if (!host.Tables.IsEmpty || host.Findings.Any(f => f.Severity == DiagnosticSeverity.Error))
        {
            return;
        }

        string what = !host.OtherTables.IsEmpty ? $"it holds {string.Join(", ", host.OtherTables.Distinct())}, but no DMAR table"
            : host.Regions.IsEmpty ? "no DMAR table in it"
            : $"a {host.Format} has regions, but no table to decode; 'rdmplan plan --host' takes it";
        streams.Error.WriteLine($"rdmplan: {host.Name}: {SafeText.Plain(what)}");
    }
}
