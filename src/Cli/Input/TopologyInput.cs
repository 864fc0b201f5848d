using System.Text;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Hypervisor;

namespace RdmPlanner.Cli.Input;

/// <summary>Reads the host's PCI hierarchy for <c>--lspci</c> and <c>--sysfs</c>.</summary>
internal static class TopologyInput
{
    /// <summary>The most functions of a hierarchy: those of one whole PCI segment.</summary>
    internal const int MostFunctions = 65_536;

    // The kernel's own files are no longer than a page.
    private const int LargestFileInBytes = 64 << 10;

    private static readonly string[] Files =
        ["class", "vendor", "device", "resource", "secondary_bus_number", "subordinate_bus_number"];

    /// <summary>Reads what <c>lspci -vv</c> printed.</summary>
    /// <returns>The hierarchy; null when the listing cannot be used, which has been said.</returns>
    internal static HostTopology? ReadListing(string path, Streams streams) =>
        InputFile.Read(path, streams, InputFile.MaxListSizeInBytes) is { } bytes ? Usable(LspciReader.Read(InputText.Of(bytes)), path, streams) : null;

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
                    .Select(file => (file.Replace('\\', '/'), Content(file))));
            }

            return Usable(SysfsTopology.Read(files), path, streams);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            streams.Error.WriteLine($"rdmplan: {path}: {fault.Message}");
            return null;
        }
    }

    /// <summary>The text of a file of sysfs. Pipes state no size: they are taken for empty and never opened.</summary>
    private static string Content(string file)
    {
        if (new FileInfo(file).Length == 0)
        {
            return "";
        }

        using FileStream stream = InputFile.Open(file);
        return InputFile.ReadUpTo(stream, LargestFileInBytes) is { } bytes
            ? Encoding.UTF8.GetString(bytes)
            : throw new IOException($"{file}: larger than {LargestFileInBytes >> 10} KiB, the most that is read");
    }

    private static IEnumerable<string> Functions(string folder) => Directory.EnumerateDirectories(folder)
        .Where(d => PciAddress.TryParse(Path.GetFileName(d), out _, out _)).Order(StringComparer.Ordinal);

    private static HostTopology? Usable(HostTopology topology, string path, Streams streams)
    {
        if (topology.Functions.Length > MostFunctions)
        {
            streams.Error.WriteLine($"rdmplan: {path}: {topology.Functions.Length} PCI functions; no more than {MostFunctions} are used");
            return null;
        }

        if (!topology.IsUnknown)
        {
            return topology;
        }

        string why = topology.Notes.IsEmpty ? "no PCI function in it" : topology.Notes[^1].Text.TrimEnd('.');
        streams.Error.WriteLine($"rdmplan: {path}: {Planner.Reports.SafeText.Plain(why)}");
        return null;
    }
}
