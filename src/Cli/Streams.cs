using System.Globalization;
using RdmPlanner.Cli.Output;

namespace RdmPlanner.Cli;

/// <summary>What a command reads from and writes to, so that tests can stand in for the console.</summary>
public sealed record Streams
{
    /// <summary>Opens standard input; used only where an input is <c>-</c>.</summary>
    public required Func<Stream> OpenInput { get; init; }

    /// <summary>Takes results.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Takes everything that is said about the work; what could steer a terminal is escaped on the way.</summary>
    public required TextWriter Error { get; init => field = SafeWriter.Around(value); }

    /// <summary>Whether results may be coloured: standard output is a terminal and <c>NO_COLOR</c> is not set.</summary>
    public bool HasColour { get; init; }

    /// <summary>Columns of the output: <c>COLUMNS</c>, else the terminal's, else 80.</summary>
    public int Width { get; init; } = Planner.Reports.MapText.DefaultWidth;

    /// <summary>Whether maps may use characters outside ASCII: a terminal whose locale is UTF-8.</summary>
    public bool HasUnicode { get; init; }

    /// <summary>The process's own streams.</summary>
    /// <returns>The streams; results in UTF-8 with LF line ends.</returns>
    public static Streams OfProcess() => new()
    {
        OpenInput = Console.OpenStandardInput,
        Output = new StreamWriter(new ProcessStream(Console.OpenStandardOutput(), isForRemarks: false)) { NewLine = "\n" },
        Error = new StreamWriter(new ProcessStream(Console.OpenStandardError(), isForRemarks: true)) { NewLine = "\n", AutoFlush = true },
        HasColour = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
        Width = WidthOfProcess(),
        HasUnicode = !Console.IsOutputRedirected && IsUtf8Locale(),
    };

    private static readonly string[] LocaleVariables = ["LC_ALL", "LC_CTYPE", "LANG"];

    private static int WidthOfProcess()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out int columns)
            && columns > 0)
        {
            return columns;
        }

        // A terminal that does not tell its size says 0.
        int width = Console.IsOutputRedirected ? 0 : Console.WindowWidth;
        return width > 0 ? width : Planner.Reports.MapText.DefaultWidth;
    }

    /// <summary>POSIX: the first of these that is set counts.</summary>
    private static bool IsUtf8Locale()
    {
        string? locale = LocaleVariables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(v => !string.IsNullOrEmpty(v));
        return OperatingSystem.IsWindows()
            || (locale is not null && locale.Replace("-", "", StringComparison.Ordinal).Contains("UTF8", StringComparison.OrdinalIgnoreCase));
    }
}
