namespace RdmPlanner.Planner.Host.Bundle;

/// <summary>Where things are in a bundle, and which names its members may have.</summary>
public static class BundlePaths
{
    /// <summary>ACPI tables, one file each, named by signature.</summary>
    public const string Tables = "sys/firmware/acpi/tables";

    /// <summary>The firmware's memory map, one folder an entry.</summary>
    public const string MemoryMap = "sys/firmware/memmap";

    /// <summary>PCI functions, one folder each, named by address.</summary>
    public const string Devices = "sys/bus/pci/devices";

    /// <summary>IOMMU groups, one folder each.</summary>
    public const string Groups = "sys/kernel/iommu_groups";

    /// <summary>What Linux says of the hypervisor below it.</summary>
    public const string Hypervisor = "sys/hypervisor";

    /// <summary>The kernel's command line.</summary>
    public const string CommandLine = "proc/cmdline";

    /// <summary>The kernel's version with its builder.</summary>
    public const string Version = "proc/version";

    /// <summary>The kernel's release alone: <c>6.1.0-18-amd64</c>.</summary>
    public const string Release = "proc/sys/kernel/osrelease";

    /// <summary>What the machine and its firmware are called.</summary>
    public const string Machine = "sys/class/dmi/id";

    /// <summary>The output of <c>xl dmesg</c>.</summary>
    public const string XenLog = "xl-dmesg.txt";

    /// <summary>What was collected, and what could not be.</summary>
    public const string Manifest = "rdmplan-collect.json";

    private const int LongestPath = 1024;

    /// <summary>Brings a member's name into the one form of a path, or says why it cannot be one.</summary>
    /// <param name="name">The name as the archive or folder has it.</param>
    /// <param name="path">The path; empty for the bundle's own folder.</param>
    /// <returns>Null when the name is good, else what is wrong with it.</returns>
    public static string? Normalise(string name, out string path)
    {
        path = "";
        if (name.Length > LongestPath)
            return $"its name has {name.Length} characters, more than {LongestPath}";
        if (name.Contains('\0') || name.Contains('\\'))
            return "its name has a character that no path of a bundle has";
        if (name.StartsWith('/'))
            return "its name is absolute";

        List<string> parts = [.. name.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(p => p != ".")];
        if (parts.Contains(".."))
            return "its name leads out of its folder";

        path = string.Join('/', parts);
        return null;
    }

    /// <summary>Whether a link of a bundle stays within the bundle.</summary>
    /// <param name="link">Path of the link.</param>
    /// <param name="target">What it points to, as the link has it.</param>
    /// <returns>False for an absolute target and for one that climbs above the bundle.</returns>
    public static bool StaysInside(string link, string target)
    {
        if (target.StartsWith('/'))
            return false;

        int depth = link.Count(c => c == '/');
        foreach (string part in target.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            depth += part == ".." ? -1 : part == "." ? 0 : 1;
            if (depth < 0)
                return false;
        }

        return true;
    }
}
