using System.Collections.Immutable;

namespace RdmPlanner.Planner.Explain;

/// <summary>The pages that are built in: <c>Pages/*.md</c>, one file a page.</summary>
public static class ExplainPages
{
    private const string Prefix = "explain:";

    /// <summary>The names of all pages, in ordinal order: codes, and lower-case names of pages about log lines.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        .. typeof(ExplainPages).Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Select(n => n[Prefix.Length..]).Order(StringComparer.Ordinal),
    ];

    /// <summary>Finds a page.</summary>
    /// <param name="name">A code as reports print it, or the name of a page about log lines.</param>
    /// <returns>The page, or null when there is none of that name.</returns>
    public static ExplainPage? Find(string name)
    {
        using Stream? resource = typeof(ExplainPages).Assembly.GetManifestResourceStream(Prefix + name);
        if (resource is null)
        {
            return null;
        }

        using StreamReader reader = new(resource);
        return ExplainPage.Parse(name, reader.ReadToEnd());
    }
}
