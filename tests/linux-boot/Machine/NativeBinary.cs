using System.Diagnostics;
using RdmPlanner.TestKit;

namespace RdmPlanner.LinuxBoot.Tests.Machine;

/// <summary>The published binary with the libraries that it is linked to, for a machine that has none.</summary>
internal static class NativeBinary
{
    /// <summary>What a skipped test says.</summary>
    public const string SkipReason = "there is no native rdmplan; run ./publish";

    /// <summary>The binary that ./publish made, or null.</summary>
    public static string? Path { get; } = Find();

    /// <summary>The files of an initial RAM disk that can run it: from the path in the disk to the file.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> FilesAsync()
    {
        Dictionary<string, string> files = new() { ["bin/rdmplan"] = Path! };

        // "libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x...)", and for the loader only its path.
        string listing = await Tool.RunAsync(new ProcessStartInfo("ldd", [Path!]), "", TimeSpan.FromMinutes(1));
        foreach (string word in listing.Split([' ', '\t', '\n']).Where(w => w.StartsWith('/')))
        {
            files[word.TrimStart('/')] = word;
        }

        return files;
    }

    private static string? Find()
    {
        string folder = System.IO.Path.Combine(FixtureFolder.Checkout, "artifacts", "release");
        return !Directory.Exists(folder) ? null : Directory.EnumerateDirectories(folder, "rdmplan-*-linux-x64")
            .Select(d => System.IO.Path.Combine(d, "rdmplan")).Where(File.Exists).Order(StringComparer.Ordinal).LastOrDefault();
    }
}
