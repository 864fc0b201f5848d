using RdmPlanner.Cli.Input;

namespace RdmPlanner.Cli.Collect;

/// <summary>The root of a host's file system, or of a copy of it. Everything is opened for reading only.</summary>
/// <param name="root">Its folder.</param>
internal sealed class HostRoot(string root)
{
    // More than any file that is collected; sysfs states 4096 for most.
    private const int LargestFileInBytes = 16 << 20;

    private readonly string _root = Path.GetFullPath(root);

    /// <summary>Whether this is the running machine.</summary>
    internal bool IsOwn => _root == "/";

    /// <summary>Names of the folders in a folder, in ordinal order; links to folders included, as sysfs has them.</summary>
    internal IReadOnlyList<string> FoldersIn(string folder, Collected collected) => Try(folder, collected, () =>
        Directory.Exists(Full(folder))
            ? [.. Directory.EnumerateDirectories(Full(folder)).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)]
            : Array.Empty<string>()) ?? [];

    /// <summary>Reads a file into the collection; one that is not there is passed over.</summary>
    /// <param name="path">Its path from the root.</param>
    /// <param name="collected">Takes the contents, or the reason why there are none.</param>
    /// <param name="needs">The permission that reading it may need.</param>
    internal void Take(string path, Collected collected, string needs)
    {
        byte[]? content = Try(path, collected, () => File.Exists(Full(path)) ? Read(Full(path)) : null, needs);
        if (content is not null)
        {
            collected.Files[path] = content;
        }
    }

    /// <summary>The last part of what a link points to; null when there is no link.</summary>
    internal string? LinkName(string path, Collected collected) =>
        Try(path, collected, () => new FileInfo(Full(path)).LinkTarget is { } target ? Path.GetFileName(target.TrimEnd('/')) : null);

    private string Full(string path) => Path.Combine(_root, path);

    private T? Try<T>(string path, Collected collected, Func<T?> read, string? needs = null)
        where T : class
    {
        try
        {
            return LeavesRoot(path)
                ? throw new IOException("leads out of the root by a link")
                : read();
        }
        catch (UnauthorizedAccessException)
        {
            collected.Missing[path] = new NotRead(path, "permission denied", needs ?? "root");
        }
        catch (IOException fault)
        {
            collected.Missing[path] = new NotRead(path, fault.Message, null);
        }

        return null;
    }

    /// <summary>sysfs is full of links; those of a copy must not lead into the machine that it was copied to.</summary>
    private bool LeavesRoot(string path)
    {
        if (IsOwn)
        {
            return false;
        }

        string current = _root;
        foreach (string part in path.Split('/'))
        {
            current = Path.Combine(current, part);
            if (new FileInfo(current) is { LinkTarget: not null } link)
            {
                // The final target; null for a link to nowhere.
                string? target = link.ResolveLinkTarget(returnFinalTarget: true)?.FullName;
                if (target is null || !(Path.GetFullPath(target) + "/").StartsWith(_root + "/", StringComparison.Ordinal))
                {
                    return true;
                }

                current = Path.GetFullPath(target);
            }
        }

        return false;
    }

    private static byte[] Read(string path)
    {
        using FileStream file = InputFile.Open(path);
        return InputFile.ReadUpTo(file, LargestFileInBytes) ?? throw new IOException($"larger than {LargestFileInBytes >> 20} MiB");
    }
}
