using System.Diagnostics;

namespace RdmPlanner.LinuxBoot.Tests.Machine;

/// <summary>Makes the file system that a booted kernel starts with: busybox, the init script, and what a test adds.</summary>
internal static class InitialRamDisk
{
    private const UnixFileMode Executable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>Writes the archive.</summary>
    /// <param name="parts">Where busybox and cpio are.</param>
    /// <param name="files">Further files, from the path in the archive to the file to copy; all are executable.</param>
    /// <param name="after">Lines of shell that the init script runs before it powers off; each section starts with <c>echo "=== name"</c>.</param>
    /// <param name="folder">A scratch folder.</param>
    /// <returns>The archive.</returns>
    public static async Task<string> WriteAsync(BootParts parts, IReadOnlyDictionary<string, string> files, string after, string folder)
    {
        string root = Path.Combine(folder, "root");
        string init = Path.Combine(folder, "init");
        using (Stream script = typeof(InitialRamDisk).Assembly.GetManifestResourceStream("init")!)
        using (FileStream copy = File.Create(init))
        {
            await script.CopyToAsync(copy);
        }

        Add(root, "init", init);
        Add(root, "bin/busybox", parts.BusyBox);
        foreach ((string path, string file) in files)
        {
            Add(root, path, file);
        }

        if (after.Length > 0)
        {
            await File.WriteAllTextAsync(Path.Combine(root, "after"), after);
        }

        string archive = Path.Combine(folder, "initrd.cpio");
        IEnumerable<string> names = Directory.EnumerateFileSystemEntries(root, "*", SearchOption.AllDirectories)
            .Select(p => Path.GetRelativePath(root, p)).Order(StringComparer.Ordinal);
        ProcessStartInfo cpio = new(parts.Cpio, ["--create", "--quiet", "--format=newc", $"--file={archive}"]) { WorkingDirectory = root };
        await Tool.RunAsync(cpio, string.Join('\n', names) + "\n", TimeSpan.FromMinutes(1));
        return archive;
    }

    private static void Add(string root, string path, string file)
    {
        string target = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(file, target);
        File.SetUnixFileMode(target, Executable);
    }
}
