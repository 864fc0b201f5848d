using System.Runtime.InteropServices;

namespace RdmPlanner.Cli.Input;

/// <summary>Writes a file as a whole or not at all.</summary>
internal static class OutputFile
{
    /// <summary>Writes beside the file and renames, so that a reader never sees half of it; a link's target is what is replaced.</summary>
    /// <param name="path">The file, which may exist; it keeps its permissions.</param>
    /// <param name="content">Its new content.</param>
    /// <param name="streams">Where to say what is wrong.</param>
    /// <returns>False when it could not be written, which has been said.</returns>
    internal static bool Replace(string path, byte[] content, Streams streams)
    {
        string? temporary = null;
        // A signal ends the process where it is: what is unfinished goes first.
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Drop());
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Drop());
        try
        {
            if (IsNoPlainFile(Path.GetFullPath(path)))
            {
                File.WriteAllBytes(path, content);
                return true;
            }

            bool isLink = new FileInfo(path).LinkTarget is not null;
            string target = Path.GetFullPath(isLink ? File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName : path);
            string beside = $"{target}.{Path.GetRandomFileName()}";
            FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows() && File.Exists(target))
            {
                options.UnixCreateMode = File.GetUnixFileMode(target);
            }

            using (FileStream stream = new(beside, options))
            {
                temporary = beside;
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(beside, target, overwrite: true);
            temporary = null;
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            streams.Error.WriteLine($"rdmplan: {path}: cannot be written: {fault.Message}");
            return false;
        }
        finally
        {
            Drop();
        }

        void Drop()
        {
            if (temporary is not null)
            {
                File.Delete(temporary);
            }
        }
    }

    /// <summary>Devices and what the kernel makes up are written to and never replaced.</summary>
    private static bool IsNoPlainFile(string path) =>
        path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal);
}
