using System.CommandLine;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Cli.Commands;

/// <summary><c>rdmplan schema</c>: the JSON Schemas of the JSON that commands write.</summary>
internal static class SchemaCommand
{
    /// <summary>Makes the command.</summary>
    internal static Command Make(Streams streams)
    {
        Argument<string?> name = new("NAME")
        {
            Description = "A command that writes JSON, or profiles (plan and simulate with several profiles); without it the names are listed",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Command command = new(
            "schema",
            """
            Print the JSON Schema (2020-12) of what a command writes with --format json.

            Examples:
              rdmplan schema
              rdmplan schema plan > plan.schema.json

            Every document has format_version "major.minor". A new minor number adds members or words; a new major number
            changes or removes some. Readers accept any minor number of a major number they know, ignore members they do not
            know, and refuse other major numbers. Lines of ndjson are the elements of the document's list.
            Exit codes: 0 printed, 2 usage (also: no such name).
            """);
        command.Add(name);
        command.SetAction(parsed => (int)Run(parsed.GetValue(name), streams));
        return command;
    }

    private static ExitCode Run(string? name, Streams streams)
    {
        if (name is null)
        {
            foreach (string known in JsonSchemas.Names)
            {
                streams.Output.WriteLine(known);
            }

            return ExitCode.Accepted;
        }

        if (JsonSchemas.Find(name) is { } schema)
        {
            streams.Output.Write(schema);
            return ExitCode.Accepted;
        }

        streams.Error.WriteLine($"rdmplan: there is no schema {SafeText.Quoted(name)}; there are: {string.Join(", ", JsonSchemas.Names)}");
        return ExitCode.Usage;
    }
}
