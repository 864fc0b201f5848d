using RdmPlanner.Planner.Host;

namespace RdmPlanner.Cli.Input;

/// <summary>Many hosts: files, samples, and folders of dumps.</summary>
internal static class HostFolder
{
    /// <summary>Reads hosts in the order given; the files of a folder in ordinal order of their names.</summary>
    /// <param name="names">Files, samples, folders, <c>-</c>.</param>
    /// <param name="streams">Where to read and to say what is wrong.</param>
    /// <param name="isComplete">False when an input that was named could not be used.</param>
    /// <returns>The hosts. A file of a folder that is no host is passed over, which is said in one line.</returns>
    internal static List<HostDescription> Read(IEnumerable<string> names, Streams streams, out bool isComplete)
    {
        List<HostDescription> hosts = [];
        isComplete = true;
        foreach (string name in names)
        {
            if (Directory.Exists(name) && !BundleFolder.IsOne(name))
            {
                isComplete &= AddFolder(name, hosts, streams);
            }
            else if (HostInput.Read(name, streams) is { IsUnusable: false } host)
            {
                hosts.Add(host);
            }
            else
            {
                isComplete = false;
                streams.Error.WriteLine($"rdmplan: {name}: no host in it; 'rdmplan decode' shows what could be read");
            }
        }

        return hosts;
    }

    private static bool AddFolder(string folder, List<HostDescription> hosts, Streams streams)
    {
        int before = hosts.Count;
        int count = 0;
        foreach (string path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            count++;
            if (InputFile.Read(path, streams) is not { } bytes)
            {
                continue;
            }

            // Notes and listings lie beside dumps: only what has a table or a region is a host.
            HostDescription host = HostReader.Read(bytes, Path.GetFileName(path));
            if (!host.IsUnusable && (!host.Tables.IsEmpty || !host.Regions.IsEmpty))
            {
                hosts.Add(host);
            }
        }

        int found = hosts.Count - before;
        if (count == 0)
        {
            streams.Error.WriteLine($"rdmplan: {folder}: no file in this folder");
        }
        else if (found < count)
        {
            streams.Error.WriteLine($"rdmplan: {folder}: {found} of {count} files are hosts; the others hold no DMAR table and no region");
        }

        return found > 0;
    }
}
