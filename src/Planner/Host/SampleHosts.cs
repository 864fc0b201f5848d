using System.Collections.Immutable;
using System.Text;
using RdmPlanner.E820;
using RdmPlanner.Planner.Hypervisor;

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
        if (!Names.Contains(name) || Resource(name) is not { } bytes)
        {
            return null;
        }

        HostDescription host = HostReader.Read(bytes, name) with { Topology = TopologyOf(name) };
        return Resource($"e820:{name[Prefix.Length..]}") is { } map
            ? host with { MemoryMap = E820Map.FromRecords(E820Text.Read(map).Records.AsSpan()).Map }
            : host;
    }

    /// <summary>The PCI hierarchy of a sample.</summary>
    /// <param name="name">Its full name.</param>
    /// <returns>The hierarchy; <see cref="HostTopology.Unknown"/> for a sample without a listing and for any other name.</returns>
    public static HostTopology TopologyOf(string name) =>
        Names.Contains(name) && Resource($"lspci:{name[Prefix.Length..]}") is { } listing
            ? LspciReader.Read(Encoding.UTF8.GetString(listing))
            : HostTopology.Unknown;

    private static byte[]? Resource(string name)
    {
        using Stream? resource = typeof(SampleHosts).Assembly.GetManifestResourceStream(name);
        if (resource is null)
        {
            return null;
        }

        byte[] bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }
}
