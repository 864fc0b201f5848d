using System.Text;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Hypervisor;

namespace RdmPlanner.Cli.Input;

/// <summary>Reads the host's PCI hierarchy for <c>--lspci</c> and <c>--sysfs</c>.</summary>
internal static class TopologyInput
{
    private static readonly string[] Files =
        ["class", "vendor", "device", "resource", "secondary_bus_number", "subordinate_bus_number"];

    /// <summary>Reads what <c>lspci -vv</c> printed.</summary>
    /// <returns>The hierarchy; null when the listing cannot be used, which has been said.</returns>
    internal static HostTopology? ReadListing(string path, Streams streams) =>
        InputFile.Read(path, streams) is { } bytes ? Usable(LspciReader.Read(Encoding.UTF8.GetString(bytes)), path, streams) : null;

    /// <summary>Reads the folders of <c>/sys/bus/pci/devices</c>, or of a copy of it; the root of a sysfs will do as well.</summary>
    /// <returns>The hierarchy; null when the folder cannot be used, which has been said.</returns>
    internal static HostTopology? ReadSysfs(string path, Streams streams)
    {
        string[] places = [path, Path.Combine(path, "bus", "pci", "devices"), Path.Combine(path, "pci", "devices"), Path.Combine(path, "devices")];
        if (!Directory.Exists(path))
        {
            streams.Error.WriteLine($"rdmplan: {path}: no such folder; --sysfs takes /sys/bus/pci/devices or a copy of it");
            return null;
        }

        try
        {
            string folder = places.FirstOrDefault(p => Directory.Exists(p) && Functions(p).Any()) ?? path;
            List<(string Path, string Content)> files = [];
            foreach (string function in Functions(folder))
            {
                files.AddRange(Files.Select(name => Path.Combine(function, name)).Where(File.Exists)
                    .Select(file => (file.Replace('\\', '/'), File.ReadAllText(file))));
            }

            return Usable(SysfsTopology.Read(files), path, streams);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            streams.Error.WriteLine($"rdmplan: {path}: {fault.Message}");
using RdmPlanner.E820;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Cli.Input;

/// <summary>Reads what is known of a host beside its table: the PCI listing and the memory map.</summary>
internal static class TopologyInput
{
    private static readonly string[] SysfsFiles =
        ["class", "vendor", "device", "secondary_bus_number", "subordinate_bus_number", "resource"];

    /// <summary>Reads a listing of lspci.</summary>
    /// <param name="path">A file or <c>-</c>; null for none.</param>
    /// <param name="streams">Where to read and to say what is wrong.</param>
    /// <returns>The hierarchy; null when it cannot be used, which has been said.</returns>
    internal static HostTopology? ReadLspci(string? path, Streams streams)
    {
        if (path is null)
        {
            return HostTopology.Unknown;
        }

        return InputFile.Read(path, streams) is { } bytes ? Checked(LspciReader.Read(Encoding.UTF8.GetString(bytes)), path, streams) : null;
    }

    /// <summary>Reads <c>/sys/bus/pci/devices</c> or a copy of it.</summary>
    /// <param name="folder">That folder, or a <c>/sys</c> above it.</param>
    /// <param name="streams">Where to say what is wrong.</param>
    /// <returns>The hierarchy; null when it cannot be used, which has been said.</returns>
    internal static HostTopology? ReadSysfs(string folder, Streams streams)
    {
        string below = Path.Combine(folder, "bus", "pci", "devices");
        string devices = Directory.Exists(below) ? below : folder;
        try
        {
            List<(string, string)> files = [];
            foreach (string device in Directory.EnumerateDirectories(devices).Order(StringComparer.Ordinal))
            {
                foreach (string file in SysfsFiles.Select(f => Path.Combine(device, f)).Where(File.Exists))
                {
                    // Unix only: paths have '/'.
                    files.Add((file, File.ReadAllText(file)));
                }
            }

            return Checked(SysfsTopology.Read(files), folder, streams);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            streams.Error.WriteLine($"rdmplan: {folder}: {(fault is DirectoryNotFoundException ? "no such folder" : fault.Message)}");
            return null;
        }
    }

    private static IEnumerable<string> Functions(string folder) => Directory.EnumerateDirectories(folder)
        .Where(d => PciAddress.TryParse(Path.GetFileName(d), out _, out _)).Order(StringComparer.Ordinal);

    private static HostTopology? Usable(HostTopology topology, string path, Streams streams)
    {
        if (!topology.IsUnknown)
        {
            return topology;
        }

        string why = topology.Notes.IsEmpty ? "no PCI function in it" : topology.Notes[^1].Text.TrimEnd('.');
        streams.Error.WriteLine($"rdmplan: {path}: {Planner.Reports.SafeText.Plain(why)}");
        return null;
    /// <summary>Reads the host's memory map from a boot log or any other listing of it.</summary>
    /// <param name="path">A file or <c>-</c>.</param>
    /// <param name="streams">Where to read and to say what is wrong.</param>
    /// <returns>The map; null when there is none in it, which has been said.</returns>
    internal static E820Map? ReadMemoryMap(string path, Streams streams)
    {
        if (InputFile.Read(path, streams) is not { } bytes)
        {
            return null;
        }

        E820Reading reading = E820Text.Read(bytes);
        if (reading.Records.IsEmpty)
        {
            streams.Error.WriteLine($"rdmplan: {path}: no memory map in it; the lines with 'BIOS-e820' or 'Xen-e820 RAM map' of a boot log are meant");
            return null;
        }

        return E820Map.FromRecords(reading.Records.AsSpan()).Map;
    }

    private static HostTopology? Checked(HostTopology topology, string name, Streams streams)
    {
        foreach (TopologyNote note in topology.Notes)
        {
            streams.Error.WriteLine($"rdmplan: {name}{(note.Line == 0 ? "" : $":{note.Line}")}: {SafeText.Plain(note.Text)}");
        }

        return topology.IsUnknown ? null : topology;
    }
}
