using System.Collections.Immutable;
using RdmPlanner.E820;

namespace RdmPlanner.Planner.Configuration;

/// <summary>Reads a hand-written guest layout: which ranges are RAM and which are not.</summary>
/// <remarks>
/// Columns as in <see cref="RegionsCsv"/>, with <c>type</c>: a memory type in any dialect of
/// <see cref="E820TypeNames"/>, or <c>HOLE</c> for a range that the author wants to see stated but that holds nothing.
/// </remarks>
public static class LayoutCsv
{
    /// <summary>Reads the rows.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="fileName">Its name, for findings.</param>
    /// <returns>The ranges, and a finding for each bad row; never throws for any text.</returns>
    public static WrittenLayout Read(string text, string fileName)
    {
        ImmutableArray<E820Record>.Builder ranges = ImmutableArray.CreateBuilder<E820Record>();
        using var rows = new CsvRanges(text, fileName);
        if (rows.HasColumns("type"))
        {
            while (rows.Read())
            {
                AddRange(rows, ranges);
            }
        }

        return new WrittenLayout(ranges.ToImmutable(), rows.Diagnostics);
    }

    private static void AddRange(CsvRanges rows, ImmutableArray<E820Record>.Builder ranges)
    {
        if (!rows.TryRange(out ulong start, out ulong last))
        {
            return;
        }

        string word = rows.Field("type");
        bool isHole = word.Equals("HOLE", StringComparison.OrdinalIgnoreCase);
        E820Type type = E820Type.None;
        if (!isHole && !E820TypeNames.TryParse(word, out type))
        {
            rows.Add(ConfigDiagnosticCode.BadMemoryType,
                $"unknown type '{word}'; allowed are RAM, RESERVED, ACPI, NVS, UNUSABLE and HOLE");
        }
        else if (last - start == ulong.MaxValue)
        {
            rows.Add(ConfigDiagnosticCode.BadRange, "the range is the whole address space");
        }
        else if (!isHole)
        {
            ranges.Add(new E820Record(new Gpa(start), last - start + 1, type));
        }
    }
}
