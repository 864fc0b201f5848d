namespace RdmPlanner.Cli;

/// <summary>What a command reads from and writes to, so that tests can stand in for the console.</summary>
public sealed record Streams
{
    /// <summary>Opens standard input; used only where an input is <c>-</c>.</summary>
    public required Func<Stream> OpenInput { get; init; }

    /// <summary>Takes results.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Takes everything that is said about the work.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether results may be coloured: standard output is a terminal and <c>NO_COLOR</c> is not set.</summary>
    public bool HasColour { get; init; }

    /// <summary>The process's own streams.</summary>
    /// <returns>The streams; results in UTF-8 with LF line ends.</returns>
    public static Streams OfProcess() => new()
    {
        OpenInput = Console.OpenStandardInput,
        Output = new StreamWriter(Console.OpenStandardOutput()) { NewLine = "\n" },
        Error = new StreamWriter(Console.OpenStandardError()) { NewLine = "\n", AutoFlush = true },
        HasColour = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
    };
}
