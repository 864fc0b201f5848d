namespace RdmPlanner.TestKit;

/// <summary>Where the checkout and its fixtures are, found by walking up from the test binaries.</summary>
public static class FixtureFolder
{
    /// <summary>The folder that holds RdmPlanner.sln.</summary>
    public static string Checkout { get; } = FindCheckout();

    /// <summary>The folder <c>fixtures</c> of the checkout.</summary>
    public static string Root { get; } = Path.Combine(Checkout, "fixtures");

    /// <summary>A file or folder below <c>fixtures</c>.</summary>
    /// <param name="parts">Path parts, such as "dmar" and "laptop".</param>
    /// <returns>The full path; nothing is checked.</returns>
    public static string Of(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindCheckout()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "RdmPlanner.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"no RdmPlanner.sln above {AppContext.BaseDirectory}");
    }
}
