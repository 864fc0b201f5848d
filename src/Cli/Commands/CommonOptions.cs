using System.CommandLine;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Findings;

namespace RdmPlanner.Cli.Commands;

/// <summary>Forms of output that every command has.</summary>
internal enum OutputFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>For programs.</summary>
    Json,

    /// <summary>For tables.</summary>
    Csv,
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
    internal static Option<OutputFormat> Format() => Words(
        new Option<OutputFormat>("--format", "-f") { Description = "Form of the result: text, json or csv", HelpName = "text|json|csv" });

    /// <summary><c>--fail-on</c>.</summary>
    internal static Option<FailOn?> FailOnOption() => Words(
        new Option<FailOn?>("--fail-on") { Description = "Exit with 1 from this severity upwards", HelpName = "warning|error" });

    /// <summary>Whether any finding is at or above the level.</summary>
    internal static bool IsReachedBy(this FailOn level, IEnumerable<Finding> findings) => findings.Any(
        f => f.Severity >= (level == FailOn.Warning ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error));

    /// <summary>Takes the enumeration's names in lower case and nothing else: no numbers, no other case.</summary>
    internal static Option<T> Words<T>(Option<T> option)
    {
        string[] words = [.. Enum.GetNames(Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T)).Select(n => n.ToLowerInvariant())];
        option.AcceptOnlyFromAmong(words);
        return option;
    }
}
