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
            Description = "Table or dump: binary, acpidump, iasl -d with raw data, xxd, hexdump (-C), bare hex; '-' is standard input, sample:NAME a built-in one",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<OutputFormat> format = CommonOptions.Format();
        Option<FailOn?> failOn = CommonOptions.FailOnOption();
        Command command = new(
            "decode",
            """
            Decode the DMAR tables of dumps and say what is wrong with them.

            Examples:
              rdmplan decode /sys/firmware/acpi/tables/DMAR
              acpidump -n DMAR | rdmplan decode -
              rdmplan decode --format json host.bin

            Exit codes: 0 decoded, 1 a finding at or above --fail-on, 2 usage, 3 unreadable or malformed.
            """);
        command.Add(dumps);
        command.Add(format);
        command.Add(failOn);
        command.SetAction(parsed => (int)Run(
            parsed.GetRequiredValue(dumps), parsed.GetValue(format), parsed.GetValue(failOn), streams));
        return command;
    }

    private static ExitCode Run(string[] dumps, OutputFormat format, FailOn? failOn, Streams streams)
    {
        List<HostDescription> hosts = [];
        bool isBad = false;
        foreach (string dump in dumps)
        {
            HostDescription? host = HostInput.Read(dump, streams);
            if (host is null)
            {
                isBad = true;
                continue;
            }

            hosts.Add(host);
            isBad |= host.Tables.IsEmpty || host.Findings.Any(f => f.Severity == DiagnosticSeverity.Error);
            HostInput.Say(host.Findings, streams);
            SayNoTable(host, streams);
        }

        streams.Output.Write(Text(hosts, format));
        return failOn is { } level && hosts.Any(h => level.IsReachedBy(h.Findings)) ? ExitCode.Rejected
            : isBad ? ExitCode.BadInput
            : ExitCode.Accepted;
    }

    private static string Text(List<HostDescription> hosts, OutputFormat format) => format switch
    {
        OutputFormat.Text => string.Concat(hosts.Select(DmarText.Write)),
        OutputFormat.Json => DmarJson.Write(hosts),
        OutputFormat.Csv => DmarCsv.Write(hosts),
        _ => throw new System.Diagnostics.UnreachableException($"format {format}"),
    };

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
