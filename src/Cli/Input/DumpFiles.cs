using System.IO.Enumeration;
using RdmPlanner.Planner.Host;

namespace RdmPlanner.Cli.Input;

/// <summary>A dump to read.</summary>
/// <param name="Path">A path, <c>-</c>, or <c>sample:NAME</c>.</param>
/// <param name="Folder">The folder in which it was found, where files that are no dumps are passed over; null when it was named itself.</param>
internal readonly record struct DumpFile(string Path, string? Folder)
{
    /// <summary>Whether it was found in a folder.</summary>
    internal bool IsFromFolder => Folder is not null;
}

/// <summary>Many dumps: arguments that name files, and folders of files.</summary>
internal static class DumpFiles
{
    /// <summary>The dumps that the arguments mean.</summary>
    /// <param name="arguments">
    /// Files, bundles, <c>-</c>, samples, and other folders, which stand for all files in them at any depth; links to folders are not followed.
    /// </param>
    /// <param name="streams">Where to say what is wrong.</param>
    /// <param name="isComplete">False when a folder has no file or cannot be listed, which has been said.</param>
    /// <returns>The dumps, those of a folder in ordinal order.</returns>
    internal static List<DumpFile> Expand(IEnumerable<string> arguments, Streams streams, out bool isComplete)
    {
        List<DumpFile> files = [];
        isComplete = true;
        foreach (string argument in arguments)
        {
            if (!Directory.Exists(argument) || BundleFolder.IsOne(argument))
            {
                files.Add(new DumpFile(argument, null));
                continue;
            }

            try
            {
                string[] found = [.. FilesIn(argument).Order(StringComparer.Ordinal)];
                files.AddRange(found.Select(path => new DumpFile(path, argument)));
                if (found.Length == 0)
                {
                    isComplete = false;
                    streams.Error.WriteLine($"rdmplan: {argument}: no file in this folder");
                }
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                isComplete = false;
                streams.Error.WriteLine($"rdmplan: {argument}: {fault.Message}");
            }
        }

        return files;
    }

    /// <summary>Reads a dump.</summary>
    /// <param name="file">The dump.</param>
    /// <param name="name">What a file of a folder is called in reports.</param>
    /// <param name="streams">Where to read and to say what is wrong.</param>
    /// <returns>The host; null when it cannot be read, which has been said.</returns>
    internal static HostDescription? Read(DumpFile file, string name, Streams streams)
    {
        if (!file.IsFromFolder)
        {
            return HostInput.Read(file.Path, streams);
        }

        // Pipes and devices state no size: opening one that happens to lie in a folder could wait for ever.
        bool isEmpty = File.ResolveLinkTarget(file.Path, returnFinalTarget: true) is var target
            && (target as FileInfo ?? new FileInfo(file.Path)) is { Exists: true, Length: 0 };
        return isEmpty ? HostReader.Read([], name)
            : InputFile.Read(file.Path, streams) is { } bytes ? HostReader.Read(bytes, name)
            : null;
    }

    private static FileSystemEnumerable<string> FilesIn(string folder) => new(
        folder, (ref FileSystemEntry entry) => entry.ToSpecifiedFullPath(),
        new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = false })
    {
        ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
        ShouldRecursePredicate = (ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
    };
}
