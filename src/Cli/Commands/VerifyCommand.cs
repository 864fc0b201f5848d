using System.CommandLine;
using RdmPlanner.Cli.Input;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Reports;
using RdmPlanner.Planner.Scenarios;

namespace RdmPlanner.Cli.Commands;

/// <summary><c>rdmplan verify</c>: scenario files against what the stages compute.</summary>
internal static class VerifyCommand
{
    /// <summary>Makes the command.</summary>
    internal static Command Make(Streams streams)
    {
        Argument<string[]> files = new("FILE")
        {
            Description = "Scenario file, one JSON object a line; a folder means its *.jsonl; '-' is standard input",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string?> profile = new("--profile")
        {
            Description = "A Xen release from 4.6 to 4.22; default: the newest, and 4.17 for recorded guests and boots",
            HelpName = "NAME",
        };
        Command command = new(
            "verify",
            """
            Run scenario files and compare each stage's output with the one in the file, field by field.

            Examples:
              rdmplan verify fixtures/vectors
              rdmplan verify guests.jsonl dmar.jsonl

            A line is {"name","stage","in","out"} (stages libxl, parse, rmrr, hvmloader, pipeline), a recorded guest, or a
            recorded boot.
            Exit codes: 0 all passed, 1 a difference, 2 usage, 3 a line or file cannot be read.
            """);
        command.Add(files);
        command.Add(profile);
        command.SetAction(parsed => (int)Run(parsed.GetRequiredValue(files), parsed.GetValue(profile), streams));
        return command;
    }

    private static ExitCode Run(string[] files, string? profileName, Streams streams)
    {
        XenProfile? profile = null;
        if (profileName is not null)
        {
            if (!XenProfile.TryParse(profileName, out XenProfile named) || named.IsDesign)
            {
                streams.Error.WriteLine($"rdmplan: --profile {profileName}: scenarios are of Xen releases; use 4.6 to 4.22");
                return ExitCode.Usage;
            }

            profile = named;
        }

        VerifyTotals totals = new();
        foreach (string file in files.SelectMany(Expand))
        {
            if (InputFile.Read(file, streams) is { } bytes)
            {
                JudgeFile(file, bytes, profile, totals, streams);
            }
            else
            {
                totals.IsUnreadable = true;
            }
        }

        streams.Output.WriteLine($"{totals.Passed} passed, {totals.Failed} failed");
        return totals.IsUnreadable ? ExitCode.BadInput : totals.Failed > 0 ? ExitCode.Rejected : ExitCode.Accepted;
    }

    private static IEnumerable<string> Expand(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "*.jsonl").Order(StringComparer.Ordinal)
        : [path];

    private static void JudgeFile(string file, ReadOnlyMemory<byte> bytes, XenProfile? profile, VerifyTotals totals, Streams streams)
    {
        int line = 0;
        while (!bytes.IsEmpty)
        {
            line++;
            int end = bytes.Span.IndexOf((byte)'\n');
            ReadOnlyMemory<byte> text = end < 0 ? bytes : bytes[..end];
            bytes = end < 0 ? default : bytes[(end + 1)..];
            if (text.Span.Trim(" \t\r"u8).IsEmpty)
            {
                continue;
            }

            ScenarioReport report = ScenarioRunner.Judge(text, profile, records: false);
            totals.Passed += report.Outcome == ScenarioOutcome.Passed ? 1 : 0;
            totals.Failed += report.Outcome == ScenarioOutcome.Passed ? 0 : 1;
            totals.IsUnreadable |= report.Outcome == ScenarioOutcome.Malformed;
            Say(report, $"{file}:{line}", streams);
        }
    }

    private static void Say(ScenarioReport report, string place, Streams streams)
    {
        if (report.Outcome == ScenarioOutcome.Passed)
        {
            return;
        }

        streams.Output.WriteLine($"{SafeText.Plain(place)}: {SafeText.Plain(report.Name)}: {SafeText.Plain(report.Problem ?? "differs")}");
        foreach (ScenarioDifference difference in report.Differences)
        {
            streams.Output.WriteLine($"  {SafeText.Plain(difference.ToString())}");
        }
    }

    private sealed class VerifyTotals
    {
        internal int Passed { get; set; }

        internal int Failed { get; set; }

        internal bool IsUnreadable { get; set; }
    }
}
