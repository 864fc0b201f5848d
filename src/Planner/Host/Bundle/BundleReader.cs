using System.Globalization;
using System.Text;
using RdmPlanner.Acpi;
using RdmPlanner.Acpi.Dumps;
using RdmPlanner.E820;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Hypervisor;

namespace RdmPlanner.Planner.Host.Bundle;

/// <summary>Makes a host of a bundle: its table, its memory map and its PCI hierarchy.</summary>
public static class BundleReader
{
    // Xen hides the table from its control domain by changing the signature, by which Linux names the file. AMD hosts have IVRS.
    private static readonly string[] TableNames = ["DMAR", "XMAR", "IVRS"];

    /// <summary>Reads a host.</summary>
    /// <param name="bundle">The files.</param>
    /// <param name="name">The bundle's name, for reports.</param>
    /// <returns>The host; <see cref="HostDescription.IsUnusable"/> with findings when there is nothing to plan with. Never fails.</returns>
    public static HostDescription Read(BundleFiles bundle, string name)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        HostDescription host = Source(bundle, name) ?? Unusable(bundle, name);
        List<Finding> findings = [.. bundle.Diagnostics.Select(d => Finding.Of(d, name)), .. host.Findings];
        HostTopology topology = SysfsTopology.Read(bundle.Files
            .Where(f => f.Key.StartsWith(BundlePaths.Devices + "/", StringComparison.Ordinal) && Path.GetFileName(f.Key) != "config")
            .Select(f => (f.Key, Encoding.UTF8.GetString(f.Value).Trim())));
        findings.AddRange(topology.Notes.Select(n => NotUsed(n.Text, name)));
        return HostLimits.Apply(host with
        {
            Name = name,
            Format = bundle.TextOf(BundlePaths.Release) is { Length: > 0 } release ? $"bundle of a Linux {release} host" : "bundle of a host",
            MemoryMap = MemoryMap(bundle, name, findings) ?? host.MemoryMap,
            Topology = topology,
            Findings = [.. findings],
        });
    }

    /// <summary>The table counts before the hypervisor's log: it has every device's path, the log what Xen made of it.</summary>
    private static HostDescription? Source(BundleFiles bundle, string name)
    {
        string? path = TableNames.Select(t => $"{BundlePaths.Tables}/{t}").FirstOrDefault(bundle.Files.ContainsKey);
        path ??= bundle.Files.ContainsKey(BundlePaths.XenLog) ? BundlePaths.XenLog : null;
        return path is null ? null : HostReader.Read(bundle.Files[path], $"{name}/{path}");
    }

    private static HostDescription Unusable(BundleFiles bundle, string name) => new()
    {
        Name = name,
        Format = "bundle",
        IsUnusable = true,
        Findings = bundle.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error)
            ? []
            : [Finding.Of(new DumpDiagnostic(DumpDiagnosticCode.BundleWithoutTable, 0,
                $"the bundle has no {BundlePaths.Tables}/DMAR and no {BundlePaths.XenLog}: no VT-d, or collected without the permission to read it"), name)],
    };

    /// <summary>Xen's own log has the machine's map; the control domain's kernel has the one that Xen made for it.</summary>
    private static E820Map? MemoryMap(BundleFiles bundle, string name, List<Finding> findings)
    {
        if (bundle.Files.TryGetValue(BundlePaths.XenLog, out byte[]? log))
        {
            E820Reading listing = E820Text.Read(log);
            if (!listing.Records.IsEmpty)
                return E820Map.FromRecords(listing.Records.AsSpan()).Map;
        }

        E820Reading reading = FirmwareMemmap.Read(Entries(bundle));
        findings.AddRange(reading.Notes.Select(n => NotUsed($"{BundlePaths.MemoryMap}: {n.Text}", name)));
        return reading.Records.IsEmpty ? null : E820Map.FromRecords(reading.Records.AsSpan()).Map;
    }

    private static FirmwareMemmapEntry[] Entries(BundleFiles bundle)
    {
        SortedDictionary<int, FirmwareMemmapEntry> entries = [];
        foreach (string path in bundle.Files.Keys.Where(k => k.StartsWith(BundlePaths.MemoryMap + "/", StringComparison.Ordinal)))
        {
            string[] parts = path[(BundlePaths.MemoryMap.Length + 1)..].Split('/');
            if (parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                string folder = $"{BundlePaths.MemoryMap}/{parts[0]}";
                entries[number] = new FirmwareMemmapEntry(
                    number, Part(bundle, folder, "start"), Part(bundle, folder, "end"), Part(bundle, folder, "type"));
            }
        }

        return [.. entries.Values];
    }

    private static string Part(BundleFiles bundle, string folder, string file) => bundle.TextOf($"{folder}/{file}") ?? "";

    private static Finding NotUsed(string text, string name) =>
        Finding.Of(new DumpDiagnostic(DumpDiagnosticCode.BundlePartNotUsed, 0, text), name);
}
