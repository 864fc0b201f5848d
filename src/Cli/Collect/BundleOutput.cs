using System.Runtime.InteropServices;
using RdmPlanner.Cli.Input;
using RdmPlanner.Planner.Host.Bundle;

namespace RdmPlanner.Cli.Collect;

/// <summary>Writes a bundle, as a folder or as one file, and nothing beside it.</summary>
internal static class BundleOutput
{
    /// <summary>Whether a path asks for one file.</summary>
    internal static bool IsArchive(string path) =>
        path.EndsWith(".tar.gz", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a folder can take a bundle: it does not exist, or is empty.</summary>
    internal static bool IsFree(string folder) =>
        !File.Exists(folder) && (!Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any());

    /// <summary>Writes the bundle as a whole or not at all.</summary>
    /// <returns>False when it could not be written, which has been said.</returns>
    internal static bool Write(IReadOnlyDictionary<string, byte[]> files, string path, Streams streams)
    {
        if (IsArchive(path))
        {
            return OutputFile.Replace(path, BundleArchive.Write(files), streams);
        }

        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        string unfinished = $"{target}.{Path.GetRandomFileName()}";
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Drop(unfinished));
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Drop(unfinished));
        try
        {
            foreach ((string name, byte[] content) in files)
            {
                string file = Path.Combine(unfinished, name);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllBytes(file, content);
            }

            if (Directory.Exists(target))
            {
                // It is empty: IsFree has been asked.
                Directory.Delete(target);
            }

            Directory.Move(unfinished, target);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            streams.Error.WriteLine($"rdmplan: {path}: cannot be written: {fault.Message}");
            return false;
        }
        finally
        {
            Drop(unfinished);
        }
    }

    private static void Drop(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
