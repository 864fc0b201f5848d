using System.Collections.Immutable;

namespace RdmPlanner.Planner.Host;

/// <summary>A few hosts that are built in, so that a first command works anywhere. The tables are those of <c>fixtures/dmar</c>.</summary>
public static class SampleHosts
{
    /// <summary>What the name of a sample starts with.</summary>
    public const string Prefix = "sample:";

    /// <summary>The full names, in ordinal order: <c>sample:laptop</c> and others.</summary>
    public static ImmutableArray<string> Names { get; } =
        [.. typeof(SampleHosts).Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>Finds a sample.</summary>
    /// <param name="name">Its full name.</param>
    /// <returns>The host, or null when there is none of that name.</returns>
    public static HostDescription? Find(string name)
    {
        using Stream? resource = Names.Contains(name) ? typeof(SampleHosts).Assembly.GetManifestResourceStream(name) : null;
        if (resource is null)
        {
            return null;
        }

        byte[] bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return HostReader.Read(bytes, name);
    }
}
