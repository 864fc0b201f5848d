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
        Option<bool> record = new("--record")
        {
            Description = "Write the out of scenarios that have none back to their file (standard input: to standard output)",
        };
        Option<bool> overwrite = new("--overwrite") { Description = "With --record: also replace an out that differs" };
        Option<OutputFormat> format = CommonOptions.Format(OutputFormat.Ndjson, OutputFormat.Junit, OutputFormat.Github);
        Command command = new(
            "verify",
            """
            Run scenario files and compare each stage's output with the one in the file, field by field.

            Examples:
              rdmplan verify fixtures/vectors
              rdmplan verify guests.jsonl dmar.jsonl
              rdmplan verify --record mine.jsonl
              rdmplan verify fixtures/vectors --format junit > vectors.xml

            A line is {"name","stage","in","out"} (stages libxl, parse, rmrr, hvmloader, pipeline), a recorded guest, or a
            recorded boot. --record completes lines without "out", so that they can be kept as regression tests; a file is
            replaced as a whole, or not at all when a line of it cannot be read.
            Exit codes: 0 all passed or recorded, 1 a difference, 2 usage, 3 a line or file cannot be read or written, or
            holds no scenario.
            """);
        command.Add(files);
        command.Add(profile);
        command.Add(record);
        command.Add(overwrite);
        command.Add(format);
        command.Validators.Add(result =>
        {
            if (result.GetValue(overwrite) && !result.GetValue(record))
            {
                result.AddError("--overwrite goes with --record");
            }
        });
        command.SetAction(parsed =>
        {
            ScenarioRecording recording = !parsed.GetValue(record) ? ScenarioRecording.None
                : parsed.GetValue(overwrite) ? ScenarioRecording.All
                : ScenarioRecording.Missing;
            return (int)Run(parsed.GetRequiredValue(files), parsed.GetValue(profile), recording, parsed.GetValue(format), streams);
        });
        return command;
    }

    private static ExitCode Run(string[] files, string? profileName, ScenarioRecording recording, OutputFormat format, Streams streams)
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

        // Recorded lines of standard input go to standard output, so what is said of them must not.
        bool isFilter = recording != ScenarioRecording.None && files.Contains("-");
        if (isFilter && files.Length > 1)
        {
            streams.Error.WriteLine("rdmplan: --record with standard input takes no other file");
            return ExitCode.Usage;
        }

        TextWriter output = isFilter ? streams.Error : streams.Output;
        ScenarioFileJudge judge = new(profile, recording, output, keepsRows: format != OutputFormat.Text);
        bool isUnusable = false;
        foreach (string file in files)
        {
            int before = judge.Judged;
            bool isRead = true;
            foreach (string part in Expand(file))
            {
                isRead &= InputFile.Read(part, streams) is { } bytes && JudgeFile(judge, part, bytes, streams);
            }

            isUnusable |= !isRead;
            if (isRead && judge.Judged == before)
            {
                // A check of nothing must not look like a success.
                streams.Error.WriteLine(Directory.Exists(file)
                    ? $"rdmplan: {file}: no scenario in the *.jsonl of this folder"
                    : $"rdmplan: {file}: no scenario in it");
                isUnusable = true;
            }
        }

        if (format == OutputFormat.Text)
        {
            judge.SayTotals();
        }
        else
        {
            output.Write(format switch
            {
                OutputFormat.Json => VerifyReport.Json(judge.Rows),
                OutputFormat.Ndjson => VerifyReport.Lines(judge.Rows),
                OutputFormat.Csv => VerifyReport.Csv(judge.Rows),
                OutputFormat.Junit => VerifyReport.Junit(judge.Rows),
                OutputFormat.Github => VerifyReport.Github(judge.Rows),
                _ => throw new System.Diagnostics.UnreachableException($"format {format}"),
            });
        }

        return isUnusable ? ExitCode.BadInput : judge.Failed > 0 ? ExitCode.Rejected : ExitCode.Accepted;
    }

    private static IEnumerable<string> Expand(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "*.jsonl").Order(StringComparer.Ordinal)
        : [path];

    /// <summary>Judges a file and writes what is recorded of it.</summary>
    /// <returns>False when a line cannot be read, or the file not written.</returns>
    private static bool JudgeFile(ScenarioFileJudge judge, string file, byte[] bytes, Streams streams)
    {
        if (ScenarioFileJudge.FirstForeignByte(bytes) is { } offset)
        {
            streams.Error.WriteLine(System.FormattableString.Invariant(
                $"rdmplan: {file}: no scenario file: the byte 0x{bytes[offset]:x2} at offset 0x{offset:x} begins no JSON object; a line is {{\"name\",\"stage\",\"in\",\"out\"}}"));
            return false;
        }

        bool isReadable = judge.Judge(file, bytes, out byte[]? recorded);
        if (file == "-" && judge.Recording != ScenarioRecording.None)
        {
            streams.Output.Write(System.Text.Encoding.UTF8.GetString(isReadable && recorded is not null ? recorded : bytes));
            return isReadable;
        }

        if (recorded is null)
        {
            return isReadable;
        }

        if (!isReadable)
        {
            streams.Error.WriteLine($"rdmplan: {file}: nothing is recorded, because a line of it cannot be read");
            return false;
        }

        return OutputFile.Replace(file, recorded, streams);
    }
}
