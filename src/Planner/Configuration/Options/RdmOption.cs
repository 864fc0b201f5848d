using System.Collections.Immutable;

namespace RdmPlanner.Planner.Configuration;

/// <summary>What a parser made of an <c>rdm</c> string.</summary>
/// <remarks>
/// Fields are shown as the parser left them also when it failed; its caller then discards them. A release's caller does
/// not initialise them, so a field that was not written on success is an uninitialised read.
/// </remarks>
public sealed record RdmOption
{
    /// <summary>0, or <see cref="XlReturnCode.Invalid"/>.</summary>
    public int ReturnCode { get; init; }

    /// <summary>The strategy written; null when the parser wrote none.</summary>
    public RdmStrategy? Strategy { get; init; }

    /// <summary>Whether the parser wrote a policy.</summary>
    public bool PolicyWritten { get; init; }

    /// <summary>The policy written; null when none was, or when the word <c>invalid</c> was.</summary>
    public RdmPolicy? Policy { get; init; }

    /// <summary>What a release prints; no newline at its end. Empty under the design.</summary>
    public string Report { get; init; } = "";

    /// <summary>What the design says; empty for a release.</summary>
    public ImmutableArray<OptionFinding> Findings { get; init; } = [];

    /// <summary>Whether the string was accepted.</summary>
    public bool IsAccepted => ReturnCode == XlReturnCode.Ok;
}
