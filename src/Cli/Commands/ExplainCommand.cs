using System.Collections.Immutable;
using System.CommandLine;
using RdmPlanner.Cli.Input;
using RdmPlanner.Planner.Explain;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Cli.Commands;

/// <summary><c>rdmplan explain</c>: what a code or a line of a log means and what to do.</summary>
internal static class ExplainCommand
{
    private enum ExplainFormat
    {
        Text,
        Json,
    }

    /// <summary>Makes the command.</summary>
    internal static Command Make(Streams streams)
    {
        Argument<string[]> questions = new("CODE|LINE")
        {
            Description = "A code as reports print it (RDM3001, \"error[DMAR1007]\"), or a line of a log; '-' reads lines from standard input; without any, all codes are listed",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<string?> log = new("--log") { Description = "Explain the lines of this file; '-' is standard input", HelpName = "FILE" };
        Option<ExplainFormat> format = new("--format", "-f") { Description = "Form of the result: text or json", HelpName = "text|json" };
        format.AcceptOnlyFromAmong("text", "json");
        ExplainHost host = new();
        Command command = new(
            "explain",
            """
            Explain a code of rdmplan, or a line that Xen, xl, hvmloader, Linux or QEMU has printed.

            Examples:
              rdmplan explain RDM3001
              rdmplan explain "libxl__domain_device_construct_rdm: RDM conflict at 0x7a000000."
              xl dmesg | rdmplan explain - --host dmar.bin --guest win10.cfg
              rdmplan explain --format json DMAR1007

            Lines may have any prefix (time stamps, (XEN), libxl:); of several lines each that is recognised is explained once.
            With --host the device and address in the line are looked up in that host's reserved regions.
            Exit codes: 0 explained, 1 no line recognised, 2 usage or no such code, 3 an input cannot be read.
            """);
        command.Add(questions);
        command.Add(log);
        host.AddTo(command);
        command.Add(format);
        command.SetAction(parsed =>
        {
            string[] asked = parsed.GetValue(questions) ?? [];
            string? file = parsed.GetValue(log) ?? (asked is ["-"] ? "-" : null);
            if (file is not null && asked is not ([] or ["-"]))
            {
                streams.Error.WriteLine("rdmplan: give either lines or --log");
                return (int)ExitCode.Usage;
            }

            if (asked.Length == 0 && file is null)
            {
                streams.Output.Write(parsed.GetValue(format) == ExplainFormat.Json
                    ? ExplainJson.List(CodeCatalog.All)
                    : ExplainText.List(CodeCatalog.All));
                return (int)ExitCode.Accepted;
            }

            ExitCode problem = host.Read(parsed, file == "-", streams);
            return (int)(problem != ExitCode.Accepted ? problem
                : file is not null ? ExplainFile(file, host, parsed.GetValue(format), streams)
                : ExplainWords(asked, host, parsed.GetValue(format), streams));
        });
        return command;
    }

    private static ExitCode ExplainFile(string file, ExplainHost host, ExplainFormat format, Streams streams)
    {
        if (InputFile.Read(file, streams, InputFile.MaxListSizeInBytes) is not { } bytes)
        {
            return ExitCode.BadInput;
        }

        ExplainedLines lines = new();
        foreach (ReadOnlySpan<char> line in InputText.Of(bytes).AsSpan().EnumerateLines())
        {
            lines.Add(line.ToString());
        }

        if (lines.IsEmpty)
        {
            return SayNothingRecognised(
                lines.Unrecognised switch
                {
                    0 => $"{SafeText.Plain(file)} has no line with text, so nothing is",
                    1 => "the line is not",
                    _ => $"none of {lines.Unrecognised} lines is",
                },
                streams);
        }

        if (lines.Unrecognised > 0)
        {
            streams.Error.WriteLine(lines.Unrecognised == 1
                ? "rdmplan: 1 other line was not recognised"
                : $"rdmplan: {lines.Unrecognised} other lines were not recognised");
        }

        Print(lines, host, format, streams);
        return ExitCode.Accepted;
    }

    private static ExitCode ExplainWords(string[] asked, ExplainHost host, ExplainFormat format, Streams streams)
    {
        ExplainedLines lines = new();
        foreach (string question in Separate(asked))
        {
            if (CodeQuery.TryParse(question, out CodeQuery query))
            {
                if (query.Find() is not { } code)
                {
                    SayUnknown(query, streams);
                    return ExitCode.Usage;
                }

                lines.Add(code);
                continue;
            }

            int before = lines.Unrecognised;
            foreach (ReadOnlySpan<char> line in question.AsSpan().EnumerateLines())
            {
                lines.Add(line.ToString());
            }

            if (lines.IsEmpty && lines.Unrecognised > before)
            {
                // A terminal may have broken one line into several.
                lines.Add(question);
            }
        }

        if (lines.IsEmpty)
        {
            return SayNothingRecognised($"{SafeText.Quoted(string.Join(' ', asked))} is not", streams);
        }

        Print(lines, host, format, streams);
        return ExitCode.Accepted;
    }

    private static void Print(ExplainedLines lines, ExplainHost host, ExplainFormat format, Streams streams)
    {
        LineExplanation[] explained =
            [.. LineExplanation.Gather(lines.Complaints, host.Answer).Select(e => e with { Page = host.Fill(e.Page) })];
        ImmutableArray<string> guest = host.Guest(lines.Codes.Count > 0 || lines.Matches.Any(m => m.IsAboutXen));
        string? last = lines.Codes.Count == 0 && explained.Length == 1 && !guest.IsEmpty ? explained[0].Page.Next : null;
        ColouredText.Write(streams, format == ExplainFormat.Json
            ? ExplainJson.Write(lines.Codes, explained, guest)
            : string.Join("\n", [
                .. lines.Codes.Select(c => ExplainText.Write(c, ExplainPages.Find(c.Code)!)),
                .. explained.Select(e => ExplainText.Write(last is null ? e : e with { Page = e.Page with { Next = null } })),
            ]) + ExplainText.Guest(guest) + ExplainText.Next(last));
    }

    /// <summary>Several questions, or one whose words the shell has separated.</summary>
    private static string[] Separate(string[] questions) =>
        questions.Length > 1 && !questions.All(q => CodeQuery.TryParse(q, out _) || LinePatterns.Find(q) is not null)
            ? [string.Join(' ', questions)]
            : questions;

    private static ExitCode SayNothingRecognised(string what, Streams streams)
    {
        streams.Error.WriteLine($"rdmplan: {what} recognised: no code, and no line that is known. Known are:");
        streams.Error.Write(ExplainText.RecognisedLines());
        streams.Error.WriteLine("'rdmplan explain' lists the codes. Give the line as it was printed, without leaving words out.");
        return ExitCode.Rejected;
    }

    private static void SayUnknown(CodeQuery query, Streams streams)
    {
        streams.Error.WriteLine($"rdmplan: there is no code {query.Text}; near it are:");
        streams.Error.Write(ExplainText.List(query.Near()));
        streams.Error.WriteLine("'rdmplan explain' lists all codes.");
    }
}
