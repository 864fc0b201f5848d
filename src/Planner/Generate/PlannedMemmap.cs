using System.Collections.Immutable;
using System.Globalization;
using RdmPlanner.E820;

namespace RdmPlanner.Planner.Generate;

/// <summary>A map as <c>memmap=</c> parameters that were read back before they are handed out.</summary>
public static class PlannedMemmap
{
    /// <summary>Writes a map.</summary>
    /// <param name="map">The map of a guest or host.</param>
    /// <param name="words">The parameters; empty when there are none.</param>
    /// <returns>Why Linux cannot be given the map; null when it can.</returns>
    public static string? TryWrite(E820Map map, out ImmutableArray<string> words)
    {
        words = [];
        if (map.Entries.IsEmpty)
        {
            return "the map is empty";
        }

        if (map.Entries.Any(e => e.Type == E820Type.None))
        {
            return "an entry has type 0, which Linux takes for no type";
        }

        if (map.Entries.Length > LinuxMemmap.MaxEntries)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{map.Entries.Length} entries; Linux keeps {LinuxMemmap.MaxEntries}");
        }

        ImmutableArray<string> written = LinuxMemmap.Write(map);
        int length = written.Sum(w => w.Length + 1);
        if (length > LinuxMemmap.MaxCommandLine)
        {
            return string.Create(
                CultureInfo.InvariantCulture, $"{length} characters; Linux' command line has room for {LinuxMemmap.MaxCommandLine}");
        }

        if (LinuxMemmap.Read(written) is not { } read || !read.Equals(map))
        {
            throw new System.Diagnostics.UnreachableException($"parameters of {map} do not read back");
        }

        words = written;
        return null;
    }
}
