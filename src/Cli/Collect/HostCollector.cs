using System.Text;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Host.Bundle;

namespace RdmPlanner.Cli.Collect;

/// <summary>Reads of a Linux host what rdmplan can use. Nothing is written and no setting is changed.</summary>
internal static class HostCollector
{
    private const string Root = "root";
    private const int ShortConfigurationInBytes = 64;

    // XMAR is a DMAR that Xen hides from its control domain.
    private static readonly string[] Tables = ["DMAR", "IVRS", "XMAR"];

    private static readonly string[] FunctionFiles =
    [
        "class", "vendor", "device", "subsystem_vendor", "subsystem_device", "revision", "resource",
        "secondary_bus_number", "subordinate_bus_number", "config",
    ];

    private static readonly string[] FunctionLinks = ["driver", "iommu_group"];

    private static readonly string[] SingleFiles =
    [
        BundlePaths.CommandLine, BundlePaths.Version, BundlePaths.Release, "proc/xen/capabilities",
        $"{BundlePaths.Hypervisor}/type", $"{BundlePaths.Hypervisor}/properties/capabilities", $"{BundlePaths.Hypervisor}/properties/features",
        $"{BundlePaths.Hypervisor}/version/major", $"{BundlePaths.Hypervisor}/version/minor", $"{BundlePaths.Hypervisor}/version/extra",
        $"{BundlePaths.Machine}/sys_vendor", $"{BundlePaths.Machine}/product_name", $"{BundlePaths.Machine}/board_vendor",
        $"{BundlePaths.Machine}/board_name", $"{BundlePaths.Machine}/bios_vendor", $"{BundlePaths.Machine}/bios_version",
        $"{BundlePaths.Machine}/bios_date",
    ];

    /// <summary>Reads a host.</summary>
    /// <param name="root">Its root.</param>
    /// <returns>The files, and what could not be read.</returns>
    internal static Collected Collect(HostRoot root)
    {
        Collected collected = new();
        foreach (string table in Tables)
        {
            root.Take($"{BundlePaths.Tables}/{table}", collected, Root);
        }

        TakeFolders(root, collected, BundlePaths.MemoryMap, ["start", "end", "type"], name => name.All(char.IsAsciiDigit));
        TakeFolders(root, collected, BundlePaths.Groups, ["type", "reserved_regions"], name => name.All(char.IsAsciiDigit));
        TakeFolders(root, collected, BundlePaths.Devices, FunctionFiles, IsFunction);
        foreach (string function in root.FoldersIn(BundlePaths.Devices, collected).Where(IsFunction))
        {
            TakeLinks(root, collected, $"{BundlePaths.Devices}/{function}");
        }

        foreach (string file in SingleFiles)
        {
            root.Take(file, collected, Root);
        }

        collected.CutConfigurations = collected.Files.Count(
            f => f.Key.EndsWith("/config", StringComparison.Ordinal) && f.Value.Length <= ShortConfigurationInBytes);
        if (root.IsOwn && Text(collected, $"{BundlePaths.Hypervisor}/type") == "xen")
        {
            XenCommand.TakeLog(collected);
        }

        return collected;
    }

    private static void TakeFolders(HostRoot root, Collected collected, string parent, string[] files, Func<string, bool> isWanted)
    {
        foreach (string folder in root.FoldersIn(parent, collected).Where(isWanted))
        {
            foreach (string file in files)
            {
                root.Take($"{parent}/{folder}/{file}", collected, Root);
            }
        }
    }

    private static void TakeLinks(HostRoot root, Collected collected, string function)
    {
        foreach (string name in FunctionLinks)
        {
            if (root.LinkName($"{function}/{name}", collected) is { } target)
            {
                collected.Files[$"{function}/{name}"] = Encoding.UTF8.GetBytes(target + "\n");
            }
        }
    }

    private static bool IsFunction(string name) => PciAddress.TryParse(name, out _, out _);

    private static string? Text(Collected collected, string path) =>
        collected.Files.TryGetValue(path, out byte[]? content) ? Encoding.UTF8.GetString(content).Trim() : null;
}
