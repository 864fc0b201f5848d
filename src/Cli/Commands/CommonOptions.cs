using System.CommandLine;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Findings;

namespace RdmPlanner.Cli.Commands;

/// <summary>Forms of output; every command has the first three.</summary>
internal enum OutputFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>For programs.</summary>
    Json,

    /// <summary>For tables.</summary>
    Csv,

    /// <summary>For programs that read line by line.</summary>
    Ndjson,

    /// <summary>SARIF 2.1.0, for code scanning.</summary>
    Sarif,

    /// <summary>JUnit XML, for test reports.</summary>
    Junit,

    /// <summary>Annotations of GitHub Actions.</summary>
    Github,
}

/// <summary>The severity from which a finding makes a command fail.</summary>
internal enum FailOn
{
    /// <summary>Warnings and errors.</summary>
    Warning,

    /// <summary>Errors.</summary>
    Error,
}

/// <summary>Options that several commands share.</summary>
internal static class CommonOptions
{
    /// <summary><c>--format</c>.</summary>
    /// <param name="more">Forms that the command has beside text, JSON and CSV.</param>
    internal static Option<OutputFormat> Format(params OutputFormat[] more)
    {
        string[] words = [.. new[] { OutputFormat.Text, OutputFormat.Json, OutputFormat.Csv }.Concat(more).Select(f => f.ToString().ToLowerInvariant())];
        Option<OutputFormat> option = new("--format", "-f")
        {
            Description = $"Form of the result: {string.Join(", ", words[..^1])} or {words[^1]}",
            HelpName = string.Join('|', words),
        };
        option.AcceptOnlyFromAmong(words);
        return option;
    }

    /// <summary><c>--fail-on</c>.</summary>
    internal static Option<FailOn?> FailOnOption() => Words(
        new Option<FailOn?>("--fail-on") { Description = "Exit with 1 from this severity upwards", HelpName = "warning|error" });

    /// <summary>Whether any finding is at or above the level.</summary>
    internal static bool IsReachedBy(this FailOn level, IEnumerable<Finding> findings) => findings.Any(f => f.Severity >= level.Level());

    /// <summary>The lowest severity that fails.</summary>
    internal static DiagnosticSeverity Level(this FailOn level) =>
        level == FailOn.Warning ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error;

    /// <summary>Takes the enumeration's names in lower case and nothing else: no numbers, no other case.</summary>
    internal static Option<T> Words<T>(Option<T> option)
    {
        string[] words = [.. Enum.GetNames(Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T)).Select(n => n.ToLowerInvariant())];
        option.AcceptOnlyFromAmong(words);
        return option;
    }
}
