using System.Text;

namespace RdmPlanner.Planner.Reports;

/// <summary>Rows of text in columns as wide as their widest cell.</summary>
internal static class TextColumns
{
    /// <summary>Writes rows.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="rows">Rows of equally many cells, the header first; cells are already safe for a terminal.</param>
    internal static void Write(StringBuilder text, IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
        {
            StringBuilder line = new();
            for (int i = 0; i < row.Length; i++)
            {
                line.Append(row[i].PadRight(widths[i] + 2));
            }

            text.Append(line.ToString().TrimEnd()).Append('\n');
        }
    }
}
