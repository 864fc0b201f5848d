using System.Collections.Immutable;

namespace RdmPlanner.Planner.Devices;

/// <summary>Which devices hang together because they share regions.</summary>
internal static class CoAssignment
{
    /// <summary>Numbers the groups of the transitive relation "named by the same region", in the order in which the regions name them.</summary>
    /// <param name="regions">The regions.</param>
    /// <returns>Group, from 1, by device name; devices that share nothing are not in it.</returns>
    internal static Dictionary<string, int> GroupsOf(ImmutableArray<DeviceRegion> regions)
    {
        Dictionary<string, string> parents = [];
        foreach (DeviceRegion region in regions)
        {
            foreach (string device in region.Devices)
            {
                parents.TryAdd(device, device);
                parents[Root(parents, device)] = Root(parents, region.Devices[0]);
            }
        }

        Dictionary<string, int> sizes = [];
        foreach (string device in parents.Keys)
        {
            string root = Root(parents, device);
            sizes[root] = sizes.GetValueOrDefault(root) + 1;
        }

        Dictionary<string, int> numbers = [];
        Dictionary<string, int> groups = [];
        foreach (string device in regions.SelectMany(r => r.Devices))
        {
            string root = Root(parents, device);
            if (sizes[root] > 1)
            {
                numbers.TryAdd(root, numbers.Count + 1);
                groups[device] = numbers[root];
            }
        }

        return groups;
    }

    private static string Root(Dictionary<string, string> parents, string device)
    {
        while (parents[device] != device)
        {
            parents[device] = parents[parents[device]];
            device = parents[device];
        }

        return device;
    }
}
