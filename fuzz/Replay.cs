using RdmPlanner.TestKit.Fuzz;

namespace RdmPlanner.Fuzz;

/// <summary>Runs inputs again, without the fuzzer.</summary>
internal static class Replay
{
    /// <summary>Runs a target on files, or on all files of folders.</summary>
    /// <param name="target">The target.</param>
    /// <param name="files">Files and folders.</param>
    /// <returns>0 when every law holds for every input, else 1.</returns>
    internal static int Run(FuzzTarget target, string[] files)
    {
        int failed = 0;
        int count = 0;
        foreach (string file in files.SelectMany(Expand))
        {
            count++;
            try
            {
                target.Run(File.ReadAllBytes(file));
            }
            catch (Exception fault)
            {
                // What a fuzzer looks for: any exception at all.
                failed++;
                Console.Error.WriteLine($"{file}: {fault}");
            }
        }

        Console.WriteLine($"{target.Name}: {count} inputs, {failed} failed");
        return failed == 0 ? 0 : 1;
    }

    private static IEnumerable<string> Expand(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        : [path];
}
