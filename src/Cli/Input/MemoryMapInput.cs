using RdmPlanner.E820;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Cli.Input;

/// <summary>Reads the host's memory map for <c>--e820</c>.</summary>
internal static class MemoryMapInput
{
    /// <summary>Reads a map: a boot log or listing of Xen or Linux, or CSV.</summary>
    /// <returns>The map; null when there is none in the file, which has been said.</returns>
    internal static E820Map? Read(string path, Streams streams)
    {
        if (InputFile.Read(path, streams) is not { } bytes)
        {
            return null;
        }

        E820Reading reading = E820Text.Read(bytes);
        foreach (E820ParseNote note in reading.Notes)
        {
            streams.Error.WriteLine($"rdmplan: {path}: {SafeText.Plain(note.ToString())}");
        }

        if (reading.Records.IsEmpty)
        {
            streams.Error.WriteLine($"rdmplan: {path}: no memory map; --e820 takes a boot log of Xen or Linux, or CSV (start,end,type)");
            return null;
        }

        if (reading.Records.Length > HostLimits.MemoryMapEntries)
        {
            streams.Error.WriteLine($"rdmplan: {path}: a memory map of {reading.Records.Length} entries; no more than {HostLimits.MemoryMapEntries} are used");
            return null;
        }

        E820MapReading map = E820Map.FromRecords(reading.Records.AsSpan());
        foreach (E820Violation violation in map.Violations.Where(v => v.Severity != E820Severity.Note))
        {
            streams.Error.WriteLine($"rdmplan: {path}: {SafeText.Plain(violation.ToString())}");
        }

        return map.Map;
    }
}
