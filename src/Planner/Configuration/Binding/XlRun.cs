using System.Collections.Immutable;

namespace RdmPlanner.Planner.Configuration;

/// <summary>How xl of a release ends its reading of a configuration (tools/xl/xl_parse.c, parse_config_data).</summary>
/// <remarks>Covers the settings of <see cref="GuestConfig"/>; what xl says about other settings is not reproduced.</remarks>
public sealed record XlRun
{
    /// <summary>Exit code of a crash in an assertion (128 + SIGABRT).</summary>
    public const int AbortExitCode = 134;

    /// <summary>0 when xl goes on; else its exit code.</summary>
    public int ExitCode { get; init; }

    /// <summary>What xl has printed on standard error; newlines as xl prints them.</summary>
    public string StandardError { get; init; } = "";

    /// <summary>The strategy after reading, before libxl's defaults.</summary>
    public RdmStrategy Strategy { get; init; }

    /// <summary>The global policy after reading, before libxl's defaults; null is libxl's "invalid".</summary>
    public RdmPolicy? Policy { get; init; }

    /// <summary>Whether strategy or policy came from a field that xl never wrote.</summary>
    public bool UninitialisedRead { get; init; }

    /// <summary>The devices with the policies they reach libxl with.</summary>
    public ImmutableArray<PassthroughDevice> Devices { get; init; } = [];
}
