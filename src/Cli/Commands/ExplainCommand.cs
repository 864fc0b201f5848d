using System.CommandLine;
using RdmPlanner.Planner.Explain;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Cli.Commands;

/// <summary><c>rdmplan explain</c>: what a code means and what to do.</summary>
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
        Argument<string[]> questions = new("CODE")
        {
            Description = "A code as reports print it: DMAR1007, \"E820-2001\", \"error[RDM3001]\"; without any, all codes are listed",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<ExplainFormat> format = new("--format", "-f") { Description = "Form of the result: text or json", HelpName = "text|json" };
        format.AcceptOnlyFromAmong("text", "json");
        Command command = new(
            "explain",
            """
            Explain a code of rdmplan: what it means, which layer, what to try in which order, and what not to do.

            Examples:
              rdmplan explain RDM3001
              rdmplan explain --format json DMAR1007
              rdmplan explain

            Exit codes: 0 explained, 2 usage or no such code.
            """);
        command.Add(questions);
        command.Add(format);
        command.SetAction(parsed => (int)Run(parsed.GetValue(questions) ?? [], parsed.GetValue(format), streams));
        return command;
    }

    private static ExitCode Run(string[] questions, ExplainFormat format, Streams streams)
    {
        if (questions.Length == 0)
        {
            streams.Output.Write(format == ExplainFormat.Json ? ExplainJson.List(CodeCatalog.All) : ExplainText.List(CodeCatalog.All));
            return ExitCode.Accepted;
        }

        List<ExplainedCode> codes = [];
        foreach (string question in Separate(questions))
        {
            if (!CodeQuery.TryParse(question, out CodeQuery query))
            {
                streams.Error.WriteLine($"rdmplan: {SafeText.Quoted(question)} is not a code; 'rdmplan explain' lists all codes");
                return ExitCode.Usage;
            }

            if (query.Find() is not { } code)
            {
                SayUnknown(query, streams);
                return ExitCode.Usage;
            }

            codes.Add(code);
        }

        ColouredText.Write(streams, format == ExplainFormat.Json
            ? ExplainJson.Write(codes)
            : string.Join('\n', codes.Select(c => ExplainText.Write(c, ExplainPages.Find(c.Code)!))));
        return ExitCode.Accepted;
    }

    /// <summary>Several codes, or one whose words the shell has separated.</summary>
    private static string[] Separate(string[] questions) =>
        questions.Length > 1 && !questions.All(q => CodeQuery.TryParse(q, out _)) ? [string.Join(' ', questions)] : questions;

    private static void SayUnknown(CodeQuery query, Streams streams)
    {
        streams.Error.WriteLine($"rdmplan: there is no code {query.Text}; near it are:");
        streams.Error.Write(ExplainText.List(query.Near()));
        streams.Error.WriteLine("'rdmplan explain' lists all codes.");
    }
}
