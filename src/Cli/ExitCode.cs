namespace RdmPlanner.Cli;

/// <summary>The exit codes of every command, for good.</summary>
public enum ExitCode
{
    /// <summary>Accepted, or clean.</summary>
    Accepted = 0,

    /// <summary>Rejected, or a finding at or above <c>--fail-on</c>.</summary>
    Rejected = 1,

    /// <summary>The command line is wrong.</summary>
    Usage = 2,

    /// <summary>An input cannot be read or is malformed.</summary>
    BadInput = 3,

    /// <summary>A fault of this program.</summary>
    Internal = 4,
}
