using System.Text;
using RdmPlanner.Planner.Host.Bundle;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Cli.Collect;

/// <summary>Says what was collected: for people, and for the bundle itself.</summary>
internal static class CollectReport
{
    /// <summary>Version of the manifest's form; readers accept any minor number and ignore members they do not know.</summary>
    private const string FormatVersion = "1.0";

    /// <summary>The report.</summary>
    /// <param name="collected">What was read.</param>
    /// <param name="fileCount">How many files of it are in the bundle.</param>
    /// <param name="output">Where the bundle is.</param>
    /// <param name="isRedacted">Whether it is redacted.</param>
    internal static string Text(Collected collected, int fileCount, string output, bool isRedacted)
    {
        StringBuilder text = new();
        text.Append($"collected {fileCount} files into {SafeText.Plain(output)}{(isRedacted ? ", without serial numbers and names of makers" : "")}\n\n");
        foreach (string table in (string[])["DMAR", "XMAR", "IVRS"])
        {
            if (collected.Files.TryGetValue($"{BundlePaths.Tables}/{table}", out byte[]? bytes))
            {
                text.Append($"  {table,-13}{bytes.Length} bytes{(table == "XMAR" ? " (a DMAR that Xen hides)" : "")}\n");
            }
        }

        if (collected.CountBelow(BundlePaths.Tables) == 0 && !collected.Missing.Keys.Any(p => p.StartsWith(BundlePaths.Tables, StringComparison.Ordinal)))
        {
            text.Append($"  {"tables",-13}neither DMAR nor IVRS: no VT-d or AMD-Vi, or switched off in the firmware\n");
        }

        text.Append($"  {"memory map",-13}{Count(collected.FoldersIn(BundlePaths.MemoryMap), "entry", "entries")}\n");
        text.Append($"  {"PCI",-13}{Count(collected.FoldersIn(BundlePaths.Devices), "function", "functions")}\n");
        text.Append($"  {"IOMMU",-13}{Count(collected.FoldersIn(BundlePaths.Groups), "group", "groups")}\n");
        text.Append($"  {"kernel",-13}{Line(collected, BundlePaths.Release) ?? "unknown"}\n");
        text.Append($"  {"hypervisor",-13}{Line(collected, BundlePaths.Hypervisor + "/type") ?? "none"}\n");
        foreach (NotRead missing in collected.Missing.Values)
        {
            text.Append($"\nnot read: {SafeText.Plain(missing.Path)}: {SafeText.Plain(missing.Reason)}");
            text.Append(missing.Needs is null ? "" : $"; needs {missing.Needs}");
        }

        if (collected.CutConfigurations > 0)
        {
            text.Append($"\nnot read: configuration space of {collected.CutConfigurations} functions beyond 64 bytes; needs root (CAP_SYS_ADMIN)");
        }

        return text.Append(collected.Missing.Count + collected.CutConfigurations > 0 ? "\n" : "").ToString();
    }

    /// <summary>The manifest that lies in the bundle.</summary>
    internal static byte[] Manifest(Collected collected, int fileCount, bool isRedacted) => Encoding.UTF8.GetBytes(JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("format_version", FormatVersion);
        writer.WriteBoolean("redacted", isRedacted);
        writer.WriteNumber("files", fileCount);
        writer.WriteNumber("short_configuration_spaces", collected.CutConfigurations);
        writer.WriteStartArray("not_read");
        foreach (NotRead missing in collected.Missing.Values)
        {
            writer.WriteStartObject();
            writer.WriteString("path", missing.Path);
            writer.WriteString("reason", missing.Reason);
            writer.WriteString("needs", missing.Needs);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }));

    private static string? Line(Collected collected, string path) =>
        collected.Files.TryGetValue(path, out byte[]? bytes) ? SafeText.Plain(Encoding.UTF8.GetString(bytes).Trim()) : null;

    private static string Count(int count, string one, string many) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");
}
