namespace RdmPlanner.Cli.Collect;

/// <summary>Something of the host that is there and could not be read.</summary>
/// <param name="Path">Its path on the host, from the root on, without a leading <c>/</c>.</param>
/// <param name="Reason">Why.</param>
/// <param name="Needs">What would allow it; null when nothing would.</param>
internal sealed record NotRead(string Path, string Reason, string? Needs);

/// <summary>What was read of a host.</summary>
internal sealed class Collected
{
    /// <summary>Contents by path on the host, from the root on, without a leading <c>/</c>.</summary>
    internal SortedDictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>What is there and could not be read, in order of path.</summary>
    internal SortedDictionary<string, NotRead> Missing { get; } = new(StringComparer.Ordinal);

    /// <summary>How many functions have their first 64 bytes of configuration space only.</summary>
    internal int CutConfigurations { get; set; }

    /// <summary>How many files are in a folder or below it.</summary>
    internal int CountBelow(string folder) => Files.Keys.Count(k => k.StartsWith(folder + "/", StringComparison.Ordinal));

    /// <summary>How many folders are right in a folder.</summary>
    internal int FoldersIn(string folder) => Files.Keys
        .Where(k => k.StartsWith(folder + "/", StringComparison.Ordinal))
        .Select(k => k[(folder.Length + 1)..].Split('/')[0]).Distinct(StringComparer.Ordinal).Count();
}
