namespace RdmPlanner.Cli.Input;

/// <summary>A dump to read.</summary>
/// <param name="Path">A path, <c>-</c>, or <c>sample:NAME</c>.</param>
/// <param name="IsFromFolder">Whether it was found in a folder, where files that are no dumps are passed over.</param>
internal readonly record struct DumpFile(string Path, bool IsFromFolder);

/// <summary>Expands arguments that name folders.</summary>
internal static class DumpFiles
{
    /// <summary>The dumps that the arguments mean.</summary>
    /// <param name="arguments">Files, bundles, <c>-</c>, samples, and other folders, which stand for all files in them at any depth.</param>
    /// <returns>The dumps, those of a folder in ordinal order.</returns>
    internal static IEnumerable<DumpFile> Expand(IEnumerable<string> arguments) => arguments.SelectMany(
        argument => Directory.Exists(argument) && !BundleFolder.IsOne(argument)
            ? Directory.EnumerateFiles(argument, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = false })
                .Order(StringComparer.Ordinal).Select(path => new DumpFile(path, true))
            : [new DumpFile(argument, false)]);
}
