using System.Globalization;

namespace RdmPlanner.TestKit;

/// <summary>Reads <c>fixtures/dmar/*/table.hex</c>: an offset, then up to sixteen bytes a line; <c>#</c> starts a comment line.</summary>
public static class TableHex
{
    /// <summary>Names of all fixture tables, in ordinal order.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetDirectories(FixtureFolder.Of("dmar")).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];

    /// <summary>The bytes of a fixture table.</summary>
    /// <param name="name">Its folder's name.</param>
    /// <returns>The bytes.</returns>
    public static byte[] Read(string name)
    {
        var bytes = new List<byte>();
        foreach (string line in File.ReadLines(FixtureFolder.Of("dmar", name, "table.hex")))
        {
            if (line.StartsWith('#'))
                continue;

            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (int.Parse(words[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture) != bytes.Count)
                throw new InvalidDataException($"{name}: '{line}' is not at offset {bytes.Count:x8}");

            bytes.AddRange(words[1..].Select(w => byte.Parse(w, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
        }

        return [.. bytes];
    }
}
