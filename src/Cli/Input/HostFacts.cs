using System.Text;
using RdmPlanner.Acpi.Logs;
using RdmPlanner.E820;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Lint;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Cli.Input;

/// <summary>Reads what is known of a host beside its tables: memory map, PCI listing, boot log.</summary>
internal static class HostFacts
{
    /// <summary>Reads a memory map for <c>--e820</c>.</summary>
    /// <returns>The map; null when there is none in it, which has been said.</returns>
    internal static E820Map? MemoryMap(string path, Streams streams)
    {
        if (InputFile.Read(path, streams) is not { } bytes)
        {
            return null;
        }

        // Of a log with several boots, the boot that the log's reader chooses counts.
        if (HostReader.Read(bytes, path).MemoryMap is { } logged)
        {
            return logged;
        }

        E820Reading reading = E820Text.Read(bytes);
        if (!reading.Records.IsEmpty)
        {
            return E820Map.FromRecords(reading.Records.AsSpan()).Map;
        }

        streams.Error.WriteLine(
            $"rdmplan: {path}: no memory map in it; give a log with BIOS-e820 lines, xl dmesg, or a CSV with start,end,type");
        return null;
    }

    /// <summary>Reads a PCI listing for <c>--lspci</c>.</summary>
    /// <returns>The hierarchy; null when no function is in it, which has been said.</returns>
    internal static HostTopology? Topology(string path, Streams streams)
    {
        if (InputFile.Read(path, streams) is not { } bytes)
        {
            return null;
        }

        HostTopology topology = LspciReader.Read(Encoding.UTF8.GetString(bytes));
        foreach (TopologyNote note in topology.Notes)
        {
            streams.Error.WriteLine($"rdmplan: {path}{(note.Line == 0 ? "" : $":{note.Line}")}: {SafeText.Plain(note.Text)}");
        }

        return topology.IsUnknown ? null : topology;
    }

    /// <summary>Reads a boot log for <c>--log</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="map">The memory map of the same boot; null when it has none.</param>
    /// <param name="streams">Where to read and to say what is wrong.</param>
    /// <returns>The log; null when it cannot be read, which has been said.</returns>
    internal static LintLog? Log(string path, out E820Map? map, Streams streams)
    {
        map = null;
        if (InputFile.Read(path, streams) is not { } bytes)
        {
            return null;
        }

        map = HostReader.Read(bytes, path).MemoryMap;
        return new LintLog(path, BootLog.Read(bytes), [.. Encoding.UTF8.GetString(bytes).Split('\n')]);
    }
}
