using RdmPlanner.Planner.Host;

namespace RdmPlanner.Cli.Input;

/// <summary>Many hosts: files, samples, and folders of dumps.</summary>
internal static class HostFolder
{
    /// <summary>Reads hosts in the order given; those of a folder bear their files' names.</summary>
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
            List<DumpFile> files = DumpFiles.Expand([name], streams, out bool isListed);
            isComplete &= isListed;
            if (files.Any(f => f.IsFromFolder))
            {
                isComplete &= AddFolder(name, files, hosts, streams);
            }
            else if (isListed && HostInput.Read(name, streams) is { IsUnusable: false } host)
            {
                hosts.Add(host);
            }
            else if (isListed)
            {
                isComplete = false;
                streams.Error.WriteLine($"rdmplan: {name}: no host in it; 'rdmplan decode' shows what could be read");
            }
        }

        return hosts;
    }

    private static bool AddFolder(string folder, List<DumpFile> files, List<HostDescription> hosts, Streams streams)
    {
        int before = hosts.Count;
        foreach (DumpFile file in files)
        {
            // Notes and listings lie beside dumps: only what has a table or a region is a host.
            HostDescription? host = DumpFiles.Read(file, Path.GetRelativePath(folder, file.Path), streams);
            if (host is { IsUnusable: false } && (!host.Tables.IsEmpty || !host.Regions.IsEmpty))
            {
                hosts.Add(host);
            }
        }

        int found = hosts.Count - before;
        if (found < files.Count)
        {
            streams.Error.WriteLine($"rdmplan: {folder}: {found} of {files.Count} files are hosts; the others hold no DMAR table and no region");
        }

        return found > 0;
    }
}
