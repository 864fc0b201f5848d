using RdmPlanner.Acpi.Logs;
using RdmPlanner.E820;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Lint;

namespace RdmPlanner.Cli.Input;

/// <summary>Reads a boot log for <c>--log</c>.</summary>
internal static class LogInput
{
    /// <summary>The most lines of a log. A boot has some thousands.</summary>
    internal const int MostLines = 1 << 20;

    /// <summary>Reads a log.</summary>
    /// <param name="path">The file, or <c>-</c>.</param>
    /// <param name="map">The memory map of the same boot; null when it has none.</param>
    /// <param name="streams">Where to read and to say what is wrong.</param>
    /// <returns>The log; null when it cannot be read, which has been said.</returns>
    internal static LintLog? Read(string path, out E820Map? map, Streams streams)
    {
        map = null;
        if (InputFile.Read(path, streams) is not { } bytes)
        {
            return null;
        }

        if (bytes.AsSpan().Count((byte)'\n') >= MostLines)
        {
            streams.Error.WriteLine($"rdmplan: {path}: more than {MostLines} lines, the most that are read of a log");
            return null;
        }

        map = HostReader.Read(bytes, path).MemoryMap;
        LintLog log = new(path, BootLog.Read(bytes), [.. InputText.Of(bytes).Split('\n')]);
        if (map is null && !BootLog.LooksLikeOne(bytes) && !log.HasKnownComplaint)
        {
            streams.Error.WriteLine($"rdmplan: {path}: no line of a boot log in it; --log takes the output of dmesg, journalctl -k or xl dmesg");
            return null;
        }

        return log;
    }
}
