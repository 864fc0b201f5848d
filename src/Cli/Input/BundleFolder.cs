using RdmPlanner.Planner.Host.Bundle;

namespace RdmPlanner.Cli.Input;

/// <summary>Reads a bundle that is a folder. It may come from elsewhere: links are not followed, and sizes are limited.</summary>
internal static class BundleFolder
{
    // Only these are looked at, so that a folder that is something else is not read through.
    private static readonly string[] Places =
    [
        BundlePaths.Tables, BundlePaths.MemoryMap, BundlePaths.Devices, BundlePaths.Groups, BundlePaths.Hypervisor,
        BundlePaths.CommandLine, BundlePaths.Version, BundlePaths.Release, BundlePaths.Machine, BundlePaths.XenLog, BundlePaths.Manifest,
    ];

    /// <summary>Whether a folder is a bundle.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>True when it has the manifest or a table where a bundle has it.</returns>
    internal static bool IsOne(string folder) =>
        File.Exists(Path.Combine(folder, BundlePaths.Manifest)) || Directory.Exists(Path.Combine(folder, BundlePaths.Tables));

    /// <summary>Reads the files.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="streams">Where to say what is wrong.</param>
    /// <returns>The files; null when it is no bundle or cannot be read, which has been said.</returns>
    internal static BundleFiles? Read(string folder, Streams streams)
    {
        if (!IsOne(folder))
        {
            streams.Error.WriteLine($"rdmplan: {folder}: is a folder and no bundle of 'rdmplan collect'; give a file, or a bundle");
            return null;
        }

        BundleBuilder bundle = new();
        try
        {
            foreach (string place in Places)
            {
                // A link on the way to a place is met at its first part.
                if (LinkOnTheWay(folder, place) is { } link)
                {
                    bundle.Link(Relative(folder, link.FullName), link.LinkTarget!);
                }
                else if (File.Exists(Path.Combine(folder, place)))
                {
                    AddFile(bundle, folder, new FileInfo(Path.Combine(folder, place)));
                }
                else if (Directory.Exists(Path.Combine(folder, place)))
                {
                    AddFolder(bundle, folder, new DirectoryInfo(Path.Combine(folder, place)));
                }
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            streams.Error.WriteLine($"rdmplan: {folder}: {fault.Message}");
            return null;
        }

        return bundle.ToFiles();
    }

    private static FileInfo? LinkOnTheWay(string folder, string place)
    {
        string path = folder;
        foreach (string part in place.Split('/'))
        {
            path = Path.Combine(path, part);
            FileInfo entry = new(path);
            if (entry.LinkTarget is not null)
            {
                return entry;
            }
        }

        return null;
    }

    private static void AddFolder(BundleBuilder bundle, string root, DirectoryInfo folder)
    {
        foreach (FileSystemInfo entry in folder.EnumerateFileSystemInfos().OrderBy(e => e.Name, StringComparer.Ordinal))
        {
            if (bundle.IsRefused)
            {
                return;
            }

            if (entry.LinkTarget is { } target)
            {
                if (bundle.Admit(Relative(root, entry.FullName), 0, out string path))
                {
                    bundle.Link(path, target);
                }
            }
            else if (entry is DirectoryInfo inner)
            {
                AddFolder(bundle, root, inner);
            }
            else
            {
                AddFile(bundle, root, (FileInfo)entry);
            }
        }
    }

    private static void AddFile(BundleBuilder bundle, string root, FileInfo file)
    {
        string name = Relative(root, file.FullName);

        if (bundle.Admit(name, file.Length, out string path))
        {
            // Pipes and devices state no size: they are taken for empty and never opened.
            bundle.Keep(path, file.Length == 0 ? [] : File.ReadAllBytes(file.FullName));
        }
    }

    private static string Relative(string root, string path) => Path.GetRelativePath(Path.GetFullPath(root), path).Replace('\\', '/');
}
