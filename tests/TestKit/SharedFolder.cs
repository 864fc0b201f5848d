namespace RdmPlanner.TestKit;

/// <summary>The folder <c>shared</c> beside the checkout: real tables, vectors and traces that are not part of the project.</summary>
/// <remarks>Where it is absent, tests that need it skip with <see cref="SkipReason"/>.</remarks>
public static class SharedFolder
{
    /// <summary>What a skipped test says.</summary>
    public const string SkipReason = "the folder 'shared' is not beside this checkout";

    /// <summary>The folder, or null.</summary>
    public static string? Root { get; } = Existing(
        Environment.GetEnvironmentVariable("RDMPLANNER_SHARED"),
        Path.Combine(FixtureFolder.Checkout, "..", "shared"));

    /// <summary>The folder of real tables, or null: <c>RDMPLANNER_CORPUS</c>, else <c>corpus</c> in <see cref="Root"/>.</summary>
    public static string? Corpus { get; } = Existing(
        Environment.GetEnvironmentVariable("RDMPLANNER_CORPUS"),
        Root is null ? null : Path.Combine(Root, "corpus"));

    /// <summary>A file or folder of the shared folder.</summary>
    /// <param name="parts">Path parts, such as "vectors" and "libxl.jsonl".</param>
    /// <returns>The full path, or null when it does not exist.</returns>
    public static string? Find(params string[] parts) =>
        Root is null ? null : Existing(Path.Combine([Root, .. parts]), null);

    private static string? Existing(string? first, string? second)
    {
        string? path = string.IsNullOrEmpty(first) ? second : first;
        return path is not null && Path.Exists(path) ? Path.GetFullPath(path) : null;
    }
}
