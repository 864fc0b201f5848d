using System.Text;
using System.Collections.Immutable;
using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Configuration;

/// <summary>Reads <c>regions.csv</c>: reserved regions of a host without a table of it.</summary>
/// <remarks>
/// Columns in any order: <c>start</c>; one of <c>end</c> (exclusive), <c>last</c> (inclusive) and <c>size</c> - several must
/// agree; and if wanted <c>devices</c> (PCI addresses, blanks or semicolons between them), <c>segment</c> (for addresses
/// without their own), <c>policy</c>, <c>comment</c>. Addresses are hexadecimal with or without <c>0x</c>, sizes decimal or
/// <c>0x</c> with K, M, G, T. Lines that start with <c>#</c> are comments; the separator is the comma.
/// </remarks>
public static class RegionsCsv
{
    private const int ProbedBytes = 4096;

    /// <summary>Whether the first line that is neither empty nor a comment is a header of this format.</summary>
    /// <param name="utf8">Any bytes; only the first few KiB are looked at.</param>
    /// <returns>True when the line has a column <c>start</c> and another.</returns>
    public static bool LooksLikeOne(ReadOnlySpan<byte> utf8)
    {
        ReadOnlySpan<byte> rest = utf8[..Math.Min(utf8.Length, ProbedBytes)];
        rest = rest.StartsWith("\uFEFF"u8) ? rest[3..] : rest;
        while (!rest.IsEmpty)
        {
            int end = rest.IndexOf((byte)'\n');
            string line = Encoding.Latin1.GetString(end < 0 ? rest : rest[..end]).Trim();
            if (line.Length != 0 && line[0] != '#')
            {
                string[] columns = line.Split(',');
                return columns.Length > 1 && columns.Any(c => c.Trim(' ', '"').Equals("start", StringComparison.OrdinalIgnoreCase));
            }

            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        return false;
    }

    /// <summary>Reads the rows.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="fileName">Its name, for findings and origins.</param>
    /// <returns>One region a good row, and a finding for each bad one; never throws for any text.</returns>
    public static ExplicitRegions Read(string text, string fileName)
    {
        ImmutableArray<ExplicitRegion>.Builder regions = ImmutableArray.CreateBuilder<ExplicitRegion>();
        using var rows = new CsvRanges(text, fileName);
        if (rows.HasColumns())
        {
            while (rows.Read())
            {
                if (Region(rows) is { } region)
                {
                    regions.Add(region);
                }
            }
        }

        return new ExplicitRegions(regions.ToImmutable(), rows.Diagnostics);
    }

    private static ExplicitRegion? Region(CsvRanges rows)
    {
        if (!rows.TryRange(out ulong start, out ulong last))
        {
            return null;
        }

        if (!RegionFields.TrySegment(rows.Field("segment"), out ushort segment))
        {
            rows.Add(ConfigDiagnosticCode.BadDevice, $"segment '{rows.Field("segment")}' is not a hexadecimal number up to ffff");
            return null;
        }

        if (!RegionFields.TryDevices(rows.Field("devices"), segment, out ImmutableArray<PciAddress> devices, out string? problem))
        {
            rows.Add(ConfigDiagnosticCode.BadDevice, $"devices: {problem}");
            return null;
        }

        string word = rows.Field("policy");
        RdmPolicy? policy = RegionFields.Policy(word);
        if (word.Length > 0 && policy is null)
        {
            rows.Add(ConfigDiagnosticCode.BadPolicy, $"unknown policy '{word}'; allowed are {DesignWords.Policies}");
            return null;
        }

        return new ExplicitRegion
        {
            BaseAddress = new Hpa(start),
            LimitAddress = new Hpa(last),
            Segment = segment,
            Devices = devices,
            Policy = policy,
            Comment = rows.Field("comment"),
            Origin = rows.Origin,
        };
    }
}
