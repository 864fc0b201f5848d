using System.Collections.Immutable;

namespace RdmPlanner.Planner.Scenarios;

/// <summary>Which scenarios are given an <c>out</c>.</summary>
public enum ScenarioRecording
{
    /// <summary>None: all are compared.</summary>
    None = 0,

    /// <summary>Those that have none.</summary>
    Missing,

    /// <summary>Those that have none, and those whose <c>out</c> differs in anything.</summary>
    All,
}

/// <summary>How a line of a scenario file ended.</summary>
public enum ScenarioOutcome
{
    /// <summary>Everything that counts is as expected.</summary>
    Passed,

    /// <summary>Something differs, or there is nothing to compare with.</summary>
    Failed,

    /// <summary>The line is no scenario, or its input is not what the stage takes.</summary>
    Malformed,

    /// <summary>It had no <c>out</c>, or another one, and now there is one to write (<see cref="ScenarioReport.RecordedLine"/>).</summary>
    Recorded,
}

/// <summary>One value that is not as expected.</summary>
/// <param name="Path">Which: <c>libxl.rdms[1].policy</c>.</param>
/// <param name="Text">How: <c>expected "strict", got "relaxed"</c>.</param>
public readonly record struct ScenarioDifference(string Path, string Text)
{
    /// <summary>Path and text on one line.</summary>
    /// <returns>The line.</returns>
    public override string ToString() => Path.Length == 0 ? Text : $"{Path}: {Text}";

    internal static ScenarioDifference Of(JsonDifference difference) =>
        new(difference.Path, $"expected {difference.Expected ?? "nothing"}, got {difference.Actual ?? "nothing"}");

    /// <summary>Takes a line of the form <c>field: text</c> apart.</summary>
    internal static ScenarioDifference Of(string line)
    {
        int colon = line.IndexOf(": ", StringComparison.Ordinal);
        return colon < 0 ? new ScenarioDifference("", line) : new ScenarioDifference(line[..colon], line[(colon + 2)..]);
    }
}

/// <summary>What became of one line of a scenario file.</summary>
public sealed record ScenarioReport
{
    /// <summary>The scenario's name, for a trace <c>batch/case</c>; empty when the line gives none.</summary>
    public required string Name { get; init; }

    /// <summary>The stage, for a trace <c>guest trace</c> or <c>boot trace</c>; empty when the line gives none.</summary>
    public required string Stage { get; init; }

    /// <summary>How it ended.</summary>
    public required ScenarioOutcome Outcome { get; init; }

    /// <summary>The differences that count, in the order of the expected output.</summary>
    public ImmutableArray<ScenarioDifference> Differences { get; init; } = [];

    /// <summary>Differences that do not count: what a refused or crashed guest would have had.</summary>
    public ImmutableArray<ScenarioDifference> Informative { get; init; } = [];

    /// <summary>What is wrong with the line; null unless it is malformed, or has nothing to compare with.</summary>
    public string? Problem { get; init; }

    /// <summary>The line with its <c>out</c>, UTF-8 without line end; null unless it is recorded.</summary>
    public byte[]? RecordedLine { get; init; }
}
