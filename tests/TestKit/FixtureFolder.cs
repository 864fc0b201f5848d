namespace RdmPlanner.TestKit;

/// <summary>The repository's <c>fixtures</c> folder, found by walking up from the test assembly to the solution.</summary>
public static class FixtureFolder
{
    /// <summary>Folder that holds RdmPlanner.sln.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>Full path of the fixtures folder.</summary>
    public static string Path { get; } = System.IO.Path.Combine(RepositoryRoot, "fixtures");

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "RdmPlanner.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("no folder above the tests holds RdmPlanner.sln");
    }
}
